"""The desk's forms about money that came and money that goes back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from twiza.kernel.money import Money
from twiza.payments import api as payments
from twiza.web.kit.forms import Form, MoneyField

_LTR = {"dir": "ltr", "autocomplete": "off"}


class PlaceForm(Form):
    """On which payment; `with_` is other parked money that came for the same one."""

    number = forms.CharField(
        label=_("Number of the payment"),
        help_text=_("It begins with PY. It must still be open."),
        max_length=20,
        widget=forms.TextInput(attrs=_LTR | {"autocapitalize": "characters"}),
    )
    together = forms.MultipleChoiceField(
        label=_("Together with"), required=False, widget=forms.CheckboxSelectMultiple, choices=()
    )

    def __init__(self, *args: Any, others: list[payments.ReceiptCard], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(card.id), f"{Money(card.centimes)} MAD · {card.came_on.isoformat()}") for card in others]
        self.fields["together"].choices = choices  # type: ignore[attr-defined]
        if not others:
            del self.fields["together"]


class PayeeForm(Form):
    name = forms.CharField(label=_("Name on the account"), max_length=120)
    rib = forms.CharField(
        label=_("Account number (RIB)"), help_text=_("24 digits."), max_length=40, widget=forms.TextInput(attrs=_LTR)
    )


class BackForm(Form):
    """The way it came, unless an account is given."""

    name = forms.CharField(label=_("Name on the account"), max_length=120, required=False)
    rib = forms.CharField(
        label=_("Account number (RIB)"),
        help_text=_("Leave it empty to send the money back the way it came."),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs=_LTR),
    )


class NoteForm(Form):
    note = forms.CharField(label=_("Note"), max_length=500, widget=forms.Textarea(attrs={"rows": "2"}))


class DoneForm(Form):
    external_id = forms.CharField(
        label=_("The acquirer's number of the refund"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs=_LTR),
    )


class FailForm(Form):
    reason = forms.CharField(label=_("Why it failed"), max_length=300)


class NumberForm(Form):
    number = forms.CharField(
        label=_("Number of the payment"),
        help_text=_("It begins with PY."),
        max_length=20,
        widget=forms.TextInput(attrs=_LTR | {"autocapitalize": "characters"}),
    )


class BatchForm(Form):
    code = forms.ChoiceField(label=_("Who paid"), choices=lambda: [(code, code) for code in payments.clearing_codes()])
    fees = MoneyField(label=_("Fees kept (dirhams)"), help_text=_("What the acquirer's statement says it kept."))
