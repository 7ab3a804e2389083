"""The forms of the books: which days, and closing a period."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from twiza.web.desk.hall import DeskRequest, word_of
from twiza.web.kit.forms import Form


def day_input() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "dir": "ltr"})


def day_of_address(request: DeskRequest, name: str) -> date | None:
    """A day in the address (2026-11-23), or None where it is no day."""
    try:
        return date.fromisoformat(word_of(request, name))
    except ValueError:
        return None


class CloseForm(Form):
    until = forms.DateField(label=_("Last day of the period"), widget=day_input())
    sure = forms.BooleanField(
        label=_("I have checked the trial balance of this day."),
        error_messages={"required": _("Tick this once you have checked it: a closed period cannot be opened again.")},
    )
