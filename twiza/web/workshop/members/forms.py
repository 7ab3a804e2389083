"""The forms of members, their work, rules and payments."""

from __future__ import annotations

import secrets
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from twiza.kernel.text import pick, western_digits
from twiza.members import api as members
from twiza.web.kit.forms import MoneyField
from twiza.web.workshop.forms.base import WorkshopForm, day_field, whole_number
from twiza.web.workshop.members.fields import AmountField, HoursField, PercentField, QuantityField, base_units

LANGUAGES = [("ar", "العربية"), ("fr", "Français")]
UNITS = [
    ("g", pgettext_lazy("goods are weighed in", "kilograms")),
    ("ml", pgettext_lazy("goods are weighed in", "litres")),
    ("piece", pgettext_lazy("goods are weighed in", "pieces")),
    ("cm", pgettext_lazy("goods are weighed in", "metres")),
]


class TypedPhone(forms.CharField):
    """As it was typed: the action knows what a phone is."""

    widget = forms.TextInput(attrs={"inputmode": "tel", "dir": "ltr", "autocomplete": "off"})


class MemberForm(WorkshopForm):
    number = whole_number(label=_("Number in the register"), required=False, min_value=1)
    name = forms.CharField(label=_("Name"), max_length=120)
    phone = TypedPhone(
        label=_("Phone"),
        required=False,
        max_length=24,
        help_text=_("She gets her statement there. Without a phone it is printed."),
    )
    language = forms.ChoiceField(label=_("Language of her statement"), choices=LANGUAGES)
    joined_on = day_field(label=_("Member since"))
    left_on = day_field(label=_("Left on"), required=False)
    shares = whole_number(label=_("Shares"), required=False, min_value=0)
    capital = MoneyField(label=_("Capital paid"), required=False)

    def line(self) -> members.MemberLine:
        typed = self.cleaned_data
        return members.MemberLine(
            name=typed["name"],
            number=typed["number"],
            phone=typed["phone"],
            language=typed["language"],
            joined_on=typed["joined_on"],
            left_on=typed["left_on"],
            shares=typed["shares"] or 0,
            capital_centimes=typed["capital"] or 0,
        )


class TwelveLinesForm(WorkshopForm):
    """Names and phones, twelve at once; the rest of a member's row can wait."""

    joined_on = day_field(label=_("Members since"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for at in range(1, members.LINES_AT_ONCE + 1):
            self.fields[f"name_{at}"] = forms.CharField(label=_("Name"), required=False, max_length=120)
            self.fields[f"phone_{at}"] = TypedPhone(label=_("Phone"), required=False, max_length=24)

    def rows(self) -> list[tuple[int, Any, Any]]:
        return [(at, self[f"name_{at}"], self[f"phone_{at}"]) for at in range(1, members.LINES_AT_ONCE + 1)]

    def lines(self) -> list[tuple[int, members.MemberLine]]:
        typed = self.cleaned_data
        found = [(at, typed[f"name_{at}"], typed[f"phone_{at}"]) for at in range(1, members.LINES_AT_ONCE + 1)]
        joined = typed["joined_on"]
        return [(at, members.MemberLine(name=n, phone=p, joined_on=joined)) for at, n, p in found if n or p]


class RosterSheetForm(WorkshopForm):
    sheet = forms.FileField(label=_("CSV or Excel file"))


class DayForm(WorkshopForm):
    """The day's sheet: one row a member. `kind` says which column it has."""

    key = forms.CharField(max_length=40, widget=forms.HiddenInput)
    day = day_field(label=_("Day"))

    def __init__(self, *args: Any, kind: str, roster: list[Any], goods: list[tuple[str, str]], **kwargs: Any) -> None:
        kwargs["initial"] = {"key": secrets.token_urlsafe(12)} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.kind, self.roster = kind, roster
        if kind == members.Measure.HOURS:
            self.fields["what"] = forms.CharField(
                label=_("Activity"), max_length=120, required=False, help_text=_("Pressing, sorting, weaving…")
            )
        else:
            choices = [("", _("Something else, written below")), *goods]
            self.fields["variant"] = forms.ChoiceField(label=_("Product"), choices=choices, required=False)
            self.fields["what"] = forms.CharField(label=_("or what"), max_length=120, required=False)
        if kind == members.Measure.QUANTITY:
            self.fields["unit"] = forms.ChoiceField(label=_("Counted in"), choices=UNITS)
            self.fields["price"] = MoneyField(label=_("Price of one"), required=False)
            self.fields["grade"] = forms.CharField(label=_("Grade"), max_length=40, required=False)
            self.fields["received_by"] = forms.CharField(label=_("Received by"), max_length=120, required=False)
        for row in roster:
            self.fields[f"much_{row.id}"] = self._field(kind, pick(row.names, "ar"))
            if kind == members.Measure.OPERATION:
                self.fields[f"value_{row.id}"] = MoneyField(label=_("for dirhams"), required=False)

    @staticmethod
    def _field(kind: str, name: str) -> forms.Field:
        make = HoursField if kind == members.Measure.HOURS else QuantityField
        return make(label=name, required=False)

    def head(self) -> list[Any]:
        return [field for field in self if not field.name.startswith(("much_", "value_"))]

    def rows(self) -> list[tuple[Any, Any, Any]]:
        own = self.kind == members.Measure.OPERATION
        return [(row, self[f"much_{row.id}"], self[f"value_{row.id}"] if own else None) for row in self.roster]

    def lines(self, units: dict[str, str]) -> list[members.WorkLine]:
        """`units`: of each product of the shelf, by the choice's value."""
        typed, found = self.cleaned_data, []
        variant = typed.get("variant") or ""
        unit = units.get(variant) or typed.get("unit") or ""
        for row in self.roster:
            much = typed.get(f"much_{row.id}")
            if much is None:
                continue
            if self.kind == members.Measure.QUANTITY:
                much = base_units(much, unit)
            found.append(
                members.WorkLine(
                    member_id=row.id,
                    kind=self.kind,
                    measure=int(much),
                    what=typed.get("what", ""),
                    variant_id=int(variant) if variant else None,
                    unit=unit,
                    price_centimes=typed.get("price"),
                    value_centimes=typed.get(f"value_{row.id}"),
                    grade=typed.get("grade", ""),
                    received_by=typed.get("received_by", ""),
                    key=f"{typed['key']}:{row.id}",
                )
            )
        return found


class CorrectForm(WorkshopForm):
    value = MoneyField(label=_("It brought"), required=False)
    reason = forms.CharField(label=_("Why"), max_length=200)

    def __init__(self, *args: Any, work: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.work = work
        hours = work.kind == members.Measure.HOURS
        make = HoursField if hours else QuantityField
        label = _("Right number of hours") if hours else _("Right quantity")
        self.fields["measure"] = make(label=label, help_text=_("0 takes the line back."))
        if work.kind != members.Measure.OPERATION:
            del self.fields["value"]
        self.order_fields(["measure", "value", "reason"])

    def measure(self) -> int:
        much = self.cleaned_data["measure"]
        return much if self.work.kind == members.Measure.HOURS else base_units(much, self.work.unit)


class RuleForm(WorkshopForm):
    kind = forms.ChoiceField(label=_("Shared"), choices=members.Kind.choices, widget=forms.RadioSelect)
    hours = PercentField(label=_("of it by hours, %"), required=False)
    quantity = PercentField(label=_("of it by quantity, %"), required=False)
    operation = PercentField(label=_("of it by operation, %"), required=False)
    equal = PercentField(label=_("of it in equal parts, %"), required=False)
    cooperative_share = PercentField(
        label=_("Kept by the cooperative, %"), required=False, help_text=_("For costs and reserve, before sharing.")
    )
    adopted_on = day_field(label=_("Adopted by the members on"))
    starts_on = day_field(label=_("In force from"))
    minutes = forms.FileField(label=_("Minutes of the assembly"), help_text=_("A PDF, or a photo of the page."))
    note = forms.CharField(label=_("Note"), required=False, max_length=300)

    def weights(self) -> dict[str, int]:
        return {name: self.cleaned_data[name] for name in ("hours", "quantity", "operation", "equal")}

    def refuse(self, refusal: Any) -> None:
        self.add_error("kind" if refusal.field == "weights" else self._known(refusal.field), str(refusal))

    def _known(self, field: str | None) -> str | None:
        return field if field in self.fields else None


class OwnSalesForm(WorkshopForm):
    key = forms.CharField(max_length=40, widget=forms.HiddenInput)
    amount = AmountField(label=_("Amount to share"))
    starts_on = day_field(label=_("Work from"))
    ends_on = day_field(label=_("up to and with"))
    fallback = forms.ChoiceField(label=_("How"), choices=members.Fallback.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"key": secrets.token_urlsafe(12)} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)


class ResolveForm(WorkshopForm):
    fallback = forms.ChoiceField(label=_("How"), choices=members.Fallback.choices, widget=forms.RadioSelect)
    starts_on = day_field(label=_("Work from"))
    ends_on = day_field(label=_("up to and with"))


class PayForm(WorkshopForm):
    way = forms.ChoiceField(label=_("Paid by"), choices=members.Way.choices)
    day = day_field(label=_("Day"))


class AdvanceForm(PayForm):
    key = forms.CharField(max_length=40, widget=forms.HiddenInput)
    amount = AmountField(label=_("Advance"))
    note = forms.CharField(label=_("Note"), required=False, max_length=200)
    field_order = ("amount", "way", "day", "note", "key")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"key": secrets.token_urlsafe(12)} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)


class WordsForm(WorkshopForm):
    words = forms.CharField(
        label=_("What is wrong?"), max_length=2000, widget=forms.Textarea(attrs={"rows": "4"}), strip=True
    )


class AnswerForm(WorkshopForm):
    answer = forms.CharField(label=_("Answer"), max_length=2000, widget=forms.Textarea(attrs={"rows": "4"}))


class YearForm(WorkshopForm):
    costs = AmountField(
        label=_("Costs outside the market"), help_text=_("Materials, transport, rent, electricity… of the whole year.")
    )
    reserve = AmountField(label=_("Legal reserve as the year began"))


def month_of(typed: str) -> date | None:
    """`2026-11` of an address, or None where it is none."""
    text = western_digits(typed)
    year, _dash, month = text.partition("-")
    if year.isdecimal() and month.isdecimal() and len(text) == 7 and 1 <= int(month) <= 12 and 2000 <= int(year) < 2100:
        return date(int(year), int(month), 1)
    return None
