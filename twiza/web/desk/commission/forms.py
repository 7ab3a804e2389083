"""A rule, its end, and a sale that nobody made."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from twiza.catalog import api as catalog
from twiza.commission import api as commission
from twiza.cooperatives import api as cooperatives
from twiza.kernel.periods import day_of
from twiza.kernel.text import pick, western_digits
from twiza.law import api as law
from twiza.web.kit.forms import Form, MoneyField
from twiza.web.kit.gate import now

MOST_NAMED = 6


class PercentField(forms.CharField):
    """A rate as people write it (`5`, `2,5 %`, `٢٫٥`); cleaned to whole basis points."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "dir": "ltr", "autocomplete": "off"})

    def clean(self, value: Any) -> int:
        typed = western_digits(super().clean(value) or "").replace("%", "").replace("٪", "").replace(",", ".").strip()
        try:
            points = Decimal(typed) * 100
        except InvalidOperation:
            points = Decimal("NaN")
        if not points.is_finite() or points != points.to_integral_value() or not 0 <= points <= 10_000:
            raise forms.ValidationError(_("Write a rate in percent, such as 5 or 2,5."))
        return int(points)


class CooperativeField(forms.CharField):
    """A cooperative by its name as people type it, or by its address on the site; cleaned to its card."""

    def clean(self, value: Any) -> cooperatives.CooperativeCard | None:
        typed = (super().clean(value) or "").strip().replace("\x00", "")
        if not typed:
            return None
        found = cooperatives.cooperatives_for_desk(on=day_of(now()), text=typed)
        exact = [card for card in found if typed == card.slug or typed in card.names.values()]
        if len(exact) == 1 or len(found) == 1:
            return (exact or found)[0]
        if not found:
            raise forms.ValidationError(_("There is no cooperative of this name."))
        names = "؛ ".join(f"{pick(card.names, get_language() or 'ar')} ({card.slug})" for card in found[:MOST_NAMED])
        raise forms.ValidationError(
            _("Several cooperatives fit. Write the word in brackets: %(names)s."), params={"names": names}
        )


def categories(everything: Any) -> list[tuple[str, Any]]:
    """Every category by its path, those below another set in."""

    def under(nodes: tuple[catalog.CategoryNode, ...], path: str) -> Iterator[tuple[str, str]]:
        for node in nodes:
            below = f"{path}{node.code}/"
            yield below, f"{'— ' * node.depth}{pick(node.names, get_language() or 'ar')}"
            yield from under(node.children, below)

    return [("", everything), *under(catalog.category_tree(), "")]


def _day(**kwargs: Any) -> forms.DateField:
    return forms.DateField(widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "dir": "ltr"}), **kwargs)


class RuleForm(Form):
    basis_points = PercentField(
        label=_("Rate in percent"), help_text=_("Of what the buyer pays for the goods of a line, without delivery.")
    )
    cap_centimes = MoneyField(
        label=_("At most, a line (dirhams)"), required=False, help_text=_("Without VAT. Empty: no limit.")
    )
    since = _day(label=_("From"), help_text=_("Tomorrow at the earliest: what was sold keeps its rule."))
    cooperative = CooperativeField(label=_("Only for this cooperative"), required=False, max_length=200)
    category_path = forms.ChoiceField(
        label=_("Only for goods of this kind"), choices=lambda: categories(_("All kinds")), required=False
    )
    trait = forms.ChoiceField(
        label=_("Only for cooperatives that are"),
        choices=lambda: [("", _("Any")), *commission.TRAIT_LABELS.items()],
        required=False,
    )
    note = forms.CharField(label=_("Why"), max_length=200, required=False)

    def rule(self) -> dict[str, Any]:
        values = dict(self.cleaned_data)
        chosen = values.pop("cooperative")
        return values | {"cooperative_id": chosen.id if chosen else None}


class EndForm(Form):
    until = _day(label=_("Last day"), help_text=_("Today at the earliest."))


class TryForm(Form):
    cooperative = CooperativeField(label=_("Cooperative"), max_length=200)
    category_path = forms.ChoiceField(label=_("Kind of goods"), choices=lambda: categories(_("Choose a kind")))
    total = MoneyField(label=_("What the buyer pays for the line (dirhams)"))
    on = _day(label=_("Sold on"))

    def clean_on(self) -> Any:
        """A day that the house had rules for."""
        day = self.cleaned_data["on"]
        try:
            law.rule("house.commission_new_months", on=day)
        except law.UnknownRule:
            raise forms.ValidationError(_("No commission was taken on that day.")) from None
        return day
