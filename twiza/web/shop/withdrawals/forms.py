from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from twiza.protection import api as protection
from twiza.web.kit.forms import Form
from twiza.web.shop.money_back import MoneyBackForm


class WithdrawForm(MoneyBackForm):
    """How many pieces of each line go back, how they go, and how the money comes. One line alone is chosen already."""

    def __init__(self, rights: protection.PartRights, *args: Any, returned_by: str = "carrier", **kwargs: Any) -> None:
        super().__init__(rights, *args, **kwargs)
        self.open_lines = [line for line in rights.lines if line.may_withdraw]
        for line in self.open_lines:
            self.fields[f"line-{line.line_id}"] = forms.TypedChoiceField(
                label=_("How many go back?"),
                choices=[(0, pgettext_lazy("how many go back", "none")), *((n, n) for n in range(1, line.left + 1))],
                coerce=int,
                initial=line.left if len(self.open_lines) == 1 else 0,
                required=False,
            )
        self.fields["returned_by"] = forms.ChoiceField(
            label=_("How does it go back?"),
            choices=protection.returned_by_choices(),
            initial=returned_by,
            widget=forms.RadioSelect,
        )
        self.fields["note"] = forms.CharField(
            label=_("A word for the cooperative"),
            help_text=_("You owe nobody a reason."),
            max_length=500,
            required=False,
            widget=forms.Textarea(attrs={"rows": "2"}),
        )
        self.fields["key"] = forms.CharField(max_length=40, widget=forms.HiddenInput)

    @property
    def rows(self) -> list[tuple[protection.LineRight, forms.BoundField]]:
        return [(line, self[f"line-{line.line_id}"]) for line in self.open_lines]

    @property
    def items(self) -> dict[int, int]:
        chosen = {line.line_id: self.cleaned_data.get(f"line-{line.line_id}") or 0 for line in self.open_lines}
        return {line_id: quantity for line_id, quantity in chosen.items() if quantity}


class SentForm(Form):
    tracking = forms.CharField(
        label=_("Tracking number"),
        help_text=_("It stands on the carrier's slip."),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off", "autocapitalize": "characters"}),
    )
