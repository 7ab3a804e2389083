"""The forms of refunds and holds."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from twiza.payments.api import Payee
from twiza.settlement import api as settlement
from twiza.web.kit.forms import DigitsField, Form, MoneyField


class PayeeFields(Form):
    """To whom a transfer goes; empty for the other ways."""

    payee_name = forms.CharField(label=_("Holder of the account"), required=False, max_length=120)
    rib = DigitsField(
        label=_("Bank account number (RIB)"), required=False, help_text=_("24 digits, for a bank transfer alone.")
    )

    def payee(self) -> Payee | None:
        name, rib = self.cleaned_data["payee_name"], self.cleaned_data["rib"]
        return Payee(name=name, rib=rib) if name or rib else None


class RefundForm(PayeeFields):
    """One amount a line, one for the delivery fee; `key` makes a second click the same refund."""

    field_order = ("key", "reason", "way", "borne_by", "payee_name", "rib", "note")
    key = forms.CharField(widget=forms.HiddenInput, max_length=64)
    reason = forms.ChoiceField(label=_("Why"))
    way = forms.ChoiceField(label=_("How it goes back"))
    borne_by = forms.ChoiceField(label=_("Who bears it"))
    note = forms.CharField(label=_("Note"), required=False, max_length=300)

    def __init__(self, *args: Any, money: settlement.PartMoney, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.money = money
        for name, choices in (
            ("reason", settlement.refund_reasons()),
            ("way", settlement.refund_ways(money.way)),
            ("borne_by", settlement.BorneBy.choices),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices
        for line in money.lines:
            if line.rest:
                self.fields[f"line_{line.line_id}"] = MoneyField(required=False)
        if money.delivery_rest:
            self.fields["delivery_centimes"] = MoneyField(label=_("Of the delivery fee"), required=False)
        self.order_fields([name for name in self.fields if name.startswith(("line_", "delivery"))])

    @property
    def line_rows(self) -> list[tuple[settlement.LineMoney, Any]]:
        """Each line, with its field where something can still go back."""
        return [
            (line, self[f"line_{line.line_id}"] if f"line_{line.line_id}" in self.fields else None)
            for line in self.money.lines
        ]

    @property
    def other_fields(self) -> list[Any]:
        return [field for field in self.visible_fields() if not field.name.startswith("line_")]

    def items(self) -> dict[int, int]:
        return {
            int(name.removeprefix("line_")): centimes
            for name, centimes in self.cleaned_data.items()
            if name.startswith("line_") and centimes
        }


class RetryForm(PayeeFields):
    way = forms.ChoiceField(label=_("How it goes back"))
    field_order = ("way", "payee_name", "rib")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["way"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = settlement.refund_ways("cash")


class HoldForm(Form):
    reason = forms.CharField(label=_("Why its money is kept"), max_length=300)
