"""How money goes back: what the forms of withdrawals and guarantees ask of a buyer who paid in cash."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from twiza.bank.api import check_rib
from twiza.kernel.refusals import Refusal
from twiza.payments.api import Payee
from twiza.protection import api as protection
from twiza.web.kit.forms import Form

TRANSFER = "transfer"


class MoneyBackForm(Form):
    """`refund_way` is asked where there is a choice; name and account number only for a transfer she must describe."""

    def __init__(self, rights: protection.PartRights, *args: Any, usual_way: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rights = rights
        ways = sorted(rights.ways, key=lambda way: way[0] != usual_way)
        self.fields["refund_way"] = forms.ChoiceField(
            label=_("How does the money come back?"),
            choices=ways,
            initial=ways[0][0] if ways else "",
            widget=forms.RadioSelect if len(ways) > 1 else forms.HiddenInput,
        )
        if self.asks_account:
            self.fields["payee_name"] = forms.CharField(
                label=_("Name of the account's holder"), max_length=120, required=False
            )
            self.fields["rib"] = forms.CharField(
                label=_("Bank account number (RIB)"),
                help_text=_("24 digits, for a transfer only."),
                max_length=40,
                required=False,
                widget=forms.TextInput(attrs={"inputmode": "numeric", "dir": "ltr", "autocomplete": "off"}),
            )

    @property
    def asks_account(self) -> bool:
        return self.rights.needs_payee and any(code == TRANSFER for code, _words in self.rights.ways)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if self.sends_money(values) and self.asks_account and values.get("refund_way") == TRANSFER:
            if not values.get("payee_name"):
                self.add_error("payee_name", _("Write the name of the account's holder."))
            try:
                values["rib"] = check_rib(values.get("rib", ""))
            except Refusal as refusal:
                self.add_error("rib", str(refusal))
        return values

    def sends_money(self, values: dict[str, Any]) -> bool:
        """Whether what was chosen gives money back at all."""
        return True

    @property
    def payee(self) -> Payee | None:
        if self.asks_account and self.cleaned_data.get("rib") and self.cleaned_data.get("refund_way") == TRANSFER:
            return Payee(name=self.cleaned_data["payee_name"], rib=self.cleaned_data["rib"])
        return None
