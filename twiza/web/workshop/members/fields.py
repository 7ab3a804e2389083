"""Hours and quantities as people write them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from twiza.kernel.text import western_digits
from twiza.web.kit.forms import MoneyField

LARGER = {"g": 1000, "ml": 1000, "cm": 100, "piece": 1}
_MOST = Decimal(10) ** 9


def _decimal(typed: str) -> Decimal | None:
    text = "".join(western_digits(typed).split()).replace(",", ".")
    whole, _dot, rest = text.partition(".")
    if not (whole or rest) or not (whole or "0").isdecimal() or not (rest or "0").isdecimal() or len(text) > 12:
        return None
    return Decimal(text)


class AmountField(MoneyField):
    """Dirhams that must be there: the word alone ("DH") is no amount."""

    def clean(self, value: Any) -> Any:
        centimes = super().clean(value)
        if centimes is None:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return centimes


class HoursField(forms.CharField):
    """`7`, `7,5`, `7:30`; cleaned to minutes, None where nothing is written."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "dir": "ltr", "autocomplete": "off", "size": "5"})

    def clean(self, value: Any) -> Any:
        typed = western_digits(super().clean(value) or "").strip()
        if not typed:
            return None
        hours, colon, minutes = typed.partition(":")
        if colon and hours.isdecimal() and minutes.isdecimal() and len(minutes) == 2 and int(minutes) < 60:
            return int(hours[:3]) * 60 + int(minutes)
        number = _decimal(typed)
        if number is None or number > 1000:
            raise forms.ValidationError(_("Write hours, such as 7 or 7,5 or 7:30."))
        return int((number * 60).to_integral_value())


class QuantityField(forms.CharField):
    """A quantity in kilograms, litres, metres or pieces; cleaned to a Decimal, None where nothing is written."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "dir": "ltr", "autocomplete": "off", "size": "6"})

    def clean(self, value: Any) -> Any:
        typed = (super().clean(value) or "").strip()
        if not typed:
            return None
        number = _decimal(typed)
        if number is None:
            raise forms.ValidationError(_("Write a quantity, such as 12 or 12,5."))
        return number


def base_units(number: Decimal, unit: str) -> int:
    """12,5 of kg → 12500 g; below the base unit it is rounded."""
    return int(min(number * LARGER.get(unit, 1), _MOST * 10).to_integral_value())


class PercentField(forms.CharField):
    """`10`, `12,5`; cleaned to basis points."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "dir": "ltr", "autocomplete": "off", "size": "5"})

    def prepare_value(self, value: Any) -> Any:
        return f"{value / 100:g}".replace(".", ",") if isinstance(value, int) else value

    def clean(self, value: Any) -> Any:
        typed = (super().clean(value) or "").replace("%", "").strip()
        if not typed:
            return 0
        number = _decimal(typed)
        if number is None or number > 100:
            raise forms.ValidationError(_("Write a percentage, such as 10 or 12,5."))
        return int((number * 100).to_integral_value())
