"""Refusals: an action succeeds, or raises one of these with a sentence for the reader."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _


class Refusal(Exception):
    """Why an action was refused. Subclasses set `sentence`; `field` names the form field at fault."""

    sentence: Any = _("This can't be done.")
    field: str | None = None

    def __init__(self, field: str | None = None, **blanks: Any) -> None:
        super().__init__(field, blanks)
        self.field = field or type(self).field
        self.blanks = blanks

    def __str__(self) -> str:
        return str(self.sentence) % self.blanks if self.blanks else str(self.sentence)


class NotFound(Exception):
    """What a person may not see does not exist: the page answers 404."""
