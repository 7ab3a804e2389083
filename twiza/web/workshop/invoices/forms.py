from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from twiza.invoicing.api import TaxIdentity
from twiza.web.workshop.forms.base import WorkshopForm, day_field

SAVED = _("Saved. It stands on your next invoices; those issued stay as they are.")
_NUMBER: dict[str, Any] = {"dir": "ltr", "inputmode": "numeric", "autocomplete": "off"}


class TaxForm(WorkshopForm):
    tax_number = forms.CharField(
        max_length=20, required=False, label=_("Tax number (IF)"), widget=forms.TextInput(attrs=_NUMBER)
    )
    business_tax_number = forms.CharField(
        max_length=20, required=False, label=_("Business tax (TP)"), widget=forms.TextInput(attrs=_NUMBER)
    )
    exempt_since = day_field(
        required=False,
        label=_("Exempt from VAT as a cooperative since"),
        help_text=_("Leave it empty if your cooperative is not exempt, or if you don't know: then VAT is counted."),
    )

    @classmethod
    def of(cls, known: TaxIdentity | None) -> TaxForm:
        names = ("tax_number", "business_tax_number", "exempt_since")
        return cls(initial={name: getattr(known, name) for name in names} if known else {})
