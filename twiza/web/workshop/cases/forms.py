"""The forms of the cooperative's side of a case."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from twiza.web.kit.forms import Form


class AnswerForm(Form):
    answer = forms.ChoiceField(
        label=_("Your answer"), choices=[("yes", _("Yes, we will do it")), ("no", _("No"))], widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=_("A word on it"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": "2"})
    )


class DoneForm(Form):
    note = forms.CharField(
        label=_("What was done, in a few words"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": "2"}),
    )


class RecallForm(Form):
    answer = forms.ChoiceField(
        label=_("Your answer"),
        choices=[("yes", _("Yes, tell its buyers")), ("no", _("No, this batch is in order"))],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("A word on it"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": "2"})
    )
