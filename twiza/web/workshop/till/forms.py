"""The till's forms: what is written down when something is sold, and afterwards."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from twiza.cashbook import api as cashbook
from twiza.kernel.numbers import public_number
from twiza.web.kit.forms import MoneyField
from twiza.web.workshop.forms.base import WorkshopForm, day_field, whole_number

QUICK = [(str(n), str(n)) for n in range(1, 7)]


def new_key() -> str:
    return public_number("FORM", 20)


class SaleForm(WorkshopForm):
    """One thing sold. The button that sends it says how it was paid; `pieces` is for the thumb, `more` for the rest."""

    key = forms.CharField(max_length=40, widget=forms.HiddenInput)
    article = forms.CharField(label=_("What was sold?"), max_length=120)
    pieces = forms.ChoiceField(label=_("How many?"), choices=QUICK, widget=forms.RadioSelect, required=False)
    more = whole_number(label=_("More than that"), required=False, min_value=1, max_value=cashbook.MOST_PIECES)
    price = MoneyField(label=_("Price of one (dirhams)"))
    counted = whole_number(
        label=_("How many were there before this sale?"),
        required=False,
        min_value=0,
        max_value=1_000_000,
        help_text=_("Count them: the stock is put right with this sale."),
    )
    where = forms.ChoiceField(label=_("Where?"), choices=cashbook.Where.choices, widget=forms.RadioSelect)
    sold_on = day_field(label=_("Day of the sale"), required=False)
    buyer = forms.CharField(label=_("Name of the buyer"), max_length=80, required=False)
    paid_by = forms.ChoiceField(
        label=_("How was it paid?"),
        choices=cashbook.PaidBy.choices,
        error_messages={"required": _("Say how it was paid: press one of the three buttons.")},
    )

    def __init__(self, *args: Any, of_catalogue: bool, may_count: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if of_catalogue:
            del self.fields["article"]
        if not (of_catalogue and may_count):
            del self.fields["counted"]

    def clean(self) -> dict[str, Any]:
        value = super().clean() or {}
        if "more" not in self.errors and not value.get("more") and not value.get("pieces"):
            self.add_error("more", _("Write how many were sold: at least one."))
        return value

    def sold(self) -> dict[str, Any]:
        """What `record_sale` takes of it."""
        value = self.cleaned_data
        return {
            "key": value["key"],
            "article": value.get("article", ""),
            "quantity": value["more"] or int(value["pieces"]),
            "price_centimes": value["price"] or 0,
            "counted": value.get("counted"),
            "where": value["where"],
            "sold_on": value["sold_on"],
            "buyer": value["buyer"],
            "paid_by": value["paid_by"],
        }

    def refuse(self, refusal: Any) -> None:
        if refusal.field == "quantity":
            self.add_error("more", str(refusal))
        else:
            super().refuse(refusal)


class UndoForm(WorkshopForm):
    reason = forms.CharField(label=_("Why is it taken back?"), max_length=200)


class ReceiptForm(WorkshopForm):
    buyer = forms.CharField(label=_("Name on the receipt"), max_length=80)
