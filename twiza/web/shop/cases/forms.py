"""The forms of the buyer's side of a case."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from twiza.kernel.text import pick
from twiza.payments.api import Payee
from twiza.web.kit.forms import DigitsField, Form


class LetInForm(Form):
    """Which association, and the box that is hers alone to tick."""

    association = forms.ChoiceField(label=_("Which association?"), widget=forms.RadioSelect)
    consent = forms.BooleanField(
        label=_(
            "I let it read the file of this complaint (the order, messages, evidence and payments of this parcel) and "
            "propose a solution. I see who opens it, and may end this at any time."
        ),
        required=False,
    )

    def __init__(self, *args: Any, choices: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "ar"
        field = self.fields["association"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(card.slug, pick(card.names, language)) for card in choices]


class AnswerForm(Form):
    answer = forms.ChoiceField(
        label=_("Your answer"), choices=[("yes", _("Yes, I agree")), ("no", _("No"))], widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=_("A word on it"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": "2"})
    )


class AnswerWithAccountForm(AnswerForm):
    """Where money comes back that was paid in cash."""

    payee_name = forms.CharField(label=_("Holder of the account"), required=False, max_length=120)
    rib = DigitsField(
        label=_("Bank account number (RIB)"),
        required=False,
        help_text=_("Leave it empty to get the money back in cash, from the cooperative. It is used for this alone."),
    )

    @property
    def payee(self) -> Payee | None:
        said = self.cleaned_data
        return Payee(name=said["payee_name"], rib=said["rib"]) if said["rib"] else None


class JudgeForm(Form):
    kept = forms.ChoiceField(
        label=_("Was it done?"),
        choices=[("yes", _("Yes, it was done")), ("no", _("No, it was not"))],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("A word on it"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": "2"})
    )
