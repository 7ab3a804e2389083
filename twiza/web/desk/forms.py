"""The desk's forms: short, each about one decision."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from twiza.cooperatives import api as cooperatives
from twiza.delivery import api as delivery
from twiza.ordering import api as ordering
from twiza.web.kit.forms import CommuneField, DigitsField, Form, MoneyField, PhoneField, TextsField


class NoteForm(Form):
    """Why, in the desk's own words."""

    note = forms.CharField(label=_("Write why"), max_length=2000, widget=forms.Textarea(attrs={"rows": "3"}))


class RefuseForm(Form):
    reason = forms.ChoiceField(
        label=_("Reason"), choices=lambda: [("", _("Choose a reason")), *cooperatives.REFUSAL_REASONS.items()]
    )
    note = forms.CharField(
        label=_("What the cooperative should do"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": "3"}),
    )


class CheckForm(Form):
    """One point of the checklist: yes or no, and a note."""

    ok = forms.ChoiceField(
        label=_("Answer"),
        choices=[("yes", pgettext_lazy("checklist", "Yes")), ("no", pgettext_lazy("checklist", "No"))],
    )
    note = forms.CharField(label=_("Note"), max_length=300, required=False)


class CancelForm(Form):
    reason = forms.ChoiceField(
        label=_("Reason"), choices=lambda: [("", _("None given")), *ordering.cancel_reasons()], required=False
    )


class RemitForm(Form):
    references = forms.MultipleChoiceField(label=_("Parcels paid"), widget=forms.CheckboxSelectMultiple)
    remittance = forms.CharField(
        label=_("Number of the carrier's slip"),
        max_length=60,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )
    to = forms.ChoiceField(
        label=_("Who receives it"),
        choices=[("market", _("The market, on its bank account")), ("cooperative", _("The cooperatives themselves"))],
        required=False,
        initial="market",
    )

    def __init__(self, *args: Any, parcels: list[delivery.ShipmentCard], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["references"].choices = [(p.reference, p.number) for p in parcels]  # type: ignore[attr-defined]


class SpecimenForm(Form):
    """Every kind of field, for the page of the look."""

    names = TextsField(label=_("Name of the product"))
    commune = CommuneField(label=_("Commune"), help_text=_("Begin to write its name, in Arabic or in French."))
    phone = PhoneField(label=_("Phone"))
    code = DigitsField(label=_("The buyer's code"))
    price = MoneyField(label=_("Price, VAT included (dirhams)"))
    reason = forms.ChoiceField(
        label=_("Reason"), choices=lambda: [("", _("Choose a reason")), *cooperatives.REFUSAL_REASONS.items()]
    )
    agree = forms.BooleanField(label=_("I have read the terms of sale and accept them."))
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": "2"}))
