"""The forms of a case that is taken while somebody talks: who she is, her mandate, what happened."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from twiza.complaints import api as complaints
from twiza.kernel.text import pick
from twiza.law.api import rule
from twiza.mediation import api as mediation
from twiza.web.kit.forms import LANGUAGE_LABELS, DigitsField, Form, MoneyField, PhoneField

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
FURTHER = [(kind.value, kind.label) for kind in mediation.ConsentKind if kind != mediation.ConsentKind.FILE]


class PersonForm(Form):
    """Who she is, and the mandate that she gives. The code is sent by its own button, before the rest is kept."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=40)
    name = forms.CharField(label=_("Her or his name"), max_length=120, widget=forms.TextInput({"dir": "auto"}))
    phone = PhoneField(label=_("Mobile phone"))
    language = forms.ChoiceField(
        label=_("Language"), choices=[(k, v) for k, v in LANGUAGE_LABELS.items() if k != "zgh"]
    )
    order_number = forms.CharField(
        label=_("Number of the order"),
        help_text=_("If it was bought on Twiza, with this phone. Else leave it empty."),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off", "autocapitalize": "characters"}),
    )
    way = forms.ChoiceField(
        label=_("How the mandate is given"), choices=mediation.MandateWay.choices, widget=forms.RadioSelect
    )
    code = DigitsField(
        label=_("The code that was read out"),
        help_text=_("Sent to the phone above. Not needed for a mandate on paper about a seller elsewhere."),
        required=False,
        max_length=10,
    )
    scan = forms.FileField(
        label=_("The signed paper"),
        help_text=_("A photo or PDF, 8 MB at most. Not for a spoken mandate."),
        required=False,
    )
    scope = forms.MultipleChoiceField(
        label=_("Also, if need be"),
        help_text=_("Reading the file and mediating is what every mandate is for."),
        choices=FURTHER,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    witness = forms.CharField(label=_("Witness"), max_length=120, widget=forms.TextInput({"dir": "auto"}))
    given_on = forms.DateField(label=_("Given on"), widget=DAY)
    expires_on = forms.DateField(label=_("Until"), widget=DAY)

    def __init__(self, *args: Any, today: date, witness: str, language: str, **kwargs: Any) -> None:
        most = rule("house.mandate_days", on=today).value
        first = {
            "key": get_random_string(20),
            "way": mediation.MandateWay.SPOKEN,
            "witness": witness,
            "language": language,
            "given_on": today,
            "expires_on": today + timedelta(days=most),
        }
        kwargs["initial"] = first
        super().__init__(*args, **kwargs)


class OrderCaseForm(Form):
    """What happened with an order on Twiza: which things, what is wrong, what she wants."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=40)
    origin = forms.ChoiceField(widget=forms.HiddenInput, choices=[("phone", ""), ("counter", "")])
    things = forms.MultipleChoiceField(
        label=_("Which things"),
        help_text=_("Of one parcel. None: the whole parcel."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    part = forms.ChoiceField(label=_("Which parcel"), widget=forms.RadioSelect)
    problem = forms.ChoiceField(label=_("What is wrong"))
    wish = forms.ChoiceField(label=_("What she or he wants"))
    text = forms.CharField(
        label=_("What happened, in her or his words"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
    )

    def __init__(self, *args: Any, order: Any, language: str, origin: str, **kwargs: Any) -> None:
        first = {"key": get_random_string(20), "origin": origin}
        parts = [(part.number, pick(part.cooperative_names, language)) for part in order.parts]
        if len(parts) == 1:
            first["part"] = parts[0][0]
        kwargs["initial"] = first
        super().__init__(*args, **kwargs)
        tree = complaints.problems()
        lines = [(str(line.line_id), pick(line.names, language)) for part in order.parts for line in part.lines]
        self.line_ids = {part.number: {line.line_id for line in part.lines} for part in order.parts}
        for name, choices in (
            ("part", parts),
            ("things", lines),
            ("problem", [("", "—"), *((p.code, p.words) for p in tree.problems.values())]),
            ("wish", [("", "—"), *((w.code, w.words) for w in tree.wishes.values())]),
        ):
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        chosen = {int(line) for line in typed.get("things", [])}
        of_part = self.line_ids.get(typed.get("part", ""), set())
        if not chosen <= of_part:
            self.add_error("things", _("These things are not all of the parcel that you chose."))
        typed["line_ids"] = sorted(chosen or of_part)
        return typed


class ElsewhereForm(Form):
    """What happened with a seller who is not on Twiza."""

    origin = forms.ChoiceField(widget=forms.HiddenInput, choices=[("phone", ""), ("counter", "")])
    seller_name = forms.CharField(label=_("Who sold it"), max_length=200, widget=forms.TextInput({"dir": "auto"}))
    seller_contact = forms.CharField(
        label=_("How to reach the seller"), required=False, max_length=200, widget=forms.TextInput({"dir": "auto"})
    )
    problem = forms.ChoiceField(label=_("What is wrong"))
    bought_on = forms.DateField(label=_("Bought on"), required=False, widget=DAY)
    paid_centimes = MoneyField(label=_("Paid (dirhams)"), required=False)
    facts = forms.CharField(
        label=_("What happened, in her or his words"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
    )

    def __init__(self, *args: Any, origin: str, **kwargs: Any) -> None:
        kwargs["initial"] = {"origin": origin}
        super().__init__(*args, **kwargs)
        outside = [(p.code, p.words) for p in complaints.problems().problems.values() if p.outside]
        self.fields["problem"].choices = [("", "—"), *outside]  # type: ignore[attr-defined]
