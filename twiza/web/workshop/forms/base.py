"""What the workshop's forms share: sections with an icon, days, and refusals that name a text in one language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from django import forms
from django.forms import BoundField
from django.utils.functional import Promise

from twiza.kernel.refusals import Refusal
from twiza.kernel.text import western_digits
from twiza.web.kit.forms import Form, TextsField

Sections = tuple[tuple[str, str | Promise, tuple[str, ...]], ...]


class WorkshopForm(Form):
    """`sections`: (icon, title, names of fields), in the order of the page."""

    sections: ClassVar[Sections] = ()

    def refuse(self, refusal: Refusal) -> None:
        """A refusal of `names_fr` belongs to the field `names`, which holds all languages."""
        stem, _mark, language = (refusal.field or "").rpartition("_")
        if stem in self.fields and isinstance(self.fields[stem], TextsField) and len(language) <= 3:
            self.add_error(stem, str(refusal))
        else:
            super().refuse(refusal)

    def in_sections(self) -> Iterator[tuple[str, str | Promise, list[BoundField]]]:
        for icon, title, names in self.sections:
            yield icon, title, [self[name] for name in names if name in self.fields]


def day_field(**kwargs: Any) -> forms.DateField:
    """A day, by the phone's own calendar; ISO 8601 where there is none."""
    return forms.DateField(widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "dir": "ltr"}), **kwargs)


def whole_number(**kwargs: Any) -> forms.IntegerField:
    return NumberField(
        widget=forms.TextInput(attrs={"inputmode": "numeric", "dir": "ltr", "autocomplete": "off"}), **kwargs
    )


class NumberField(forms.IntegerField):
    """A whole number; Arabic-Indic digits and spaces are taken as people write them."""

    def to_python(self, value: Any) -> Any:
        return super().to_python("".join(western_digits(value).split()) if isinstance(value, str) else value)
