"""The forms of the three steps."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from twiza.geography import api as geography
from twiza.kernel.refusals import Refusal
from twiza.kernel.text import pick, western_digits
from twiza.ordering import api as ordering
from twiza.people import api as people
from twiza.web.kit.forms import CommuneField, Form, PhoneField, name_of

NEW = "new"
NEEDED: dict[str, Any] = {
    "recipient": people.NameMissing.sentence,
    "phone": people.NotAPhone.sentence,
    "commune": _("Write the name of the commune."),
    "quarter": people.QuarterMissing.sentence,
}
PIN = re.compile(r"^\s*(-?\d{1,3}(?:[.,]\d+)?)\s*[,;،\s]\s*(-?\d{1,3}(?:[.,]\d+)?)\s*$")


class AddressForm(Form):
    """A saved address, or a new one: commune, quarter or douar, landmark, phone. No postcode, no identity number."""

    saved = forms.ChoiceField(required=False, widget=forms.RadioSelect, label=_("Where shall it go?"))
    recipient = forms.CharField(
        max_length=120,
        label=_("Name of the person who receives it"),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = PhoneField(label=_("Phone"), help_text=_("The carrier calls this number. Like 06 12 34 56 78."))
    commune = CommuneField(
        label=_("Commune"), help_text=_("Write its name in Arabic or Latin letters. No postcode is needed.")
    )
    quarter = forms.CharField(
        max_length=160,
        label=_("Quarter, street or douar"),
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )
    landmark = forms.CharField(
        required=False,
        max_length=200,
        label=_("Landmark"),
        help_text=_("What the carrier sees from the road: a mosque, a school, a shop."),
    )
    pin = forms.CharField(
        required=False,
        max_length=60,
        label=_("Map pin"),
        help_text=_("Latitude and longitude as a phone shows them, such as 31.629, -7.981."),
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )
    email = forms.EmailField(
        required=False,
        label=_("E-mail"),
        help_text=_("For the written confirmation. Without it you get a text message with a link."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
    )
    keep = forms.BooleanField(required=False, label=_("Keep this address for the next time"))

    def __init__(self, data: Any, *, cards: list[people.AddressCard], person: Any, kept: dict[str, Any]) -> None:
        self.cards = {str(card.id): card for card in cards}
        super().__init__(data, initial=_typed(kept, person) | {"saved": _first(cards, kept)})
        if cards:
            new = (NEW, _("Another address"))
            self.fields["saved"].choices = [(str(c.id), c.postal.recipient) for c in cards] + [new]  # type: ignore[attr-defined]
        else:
            del self.fields["saved"]
        if not person:
            del self.fields["keep"]
        chosen = (data or {}).get("saved") in self.cards
        for name, sentence in NEEDED.items():  # each field's own words, not "this field is required"
            self.fields[name].required = not chosen
            self.fields[name].error_messages["required"] = sentence

    def postal(self) -> people.PostalAddress | None:
        """The address as it will be copied onto the order; None after naming the field at fault."""
        values = self.cleaned_data
        if (chosen := self.cards.get(values.get("saved", ""))) is not None:
            return chosen.postal
        try:
            latitude, longitude = self._pin(values["pin"])
            commune = values["commune"]
            return people.check_postal_address(
                recipient=values["recipient"],
                phone=values["phone"],
                commune_code=commune.code if commune else "",
                quarter=values["quarter"],
                landmark=values["landmark"],
                latitude=latitude,
                longitude=longitude,
            )
        except Refusal as refusal:
            self.add_error(
                {"latitude": "pin", "longitude": "pin"}.get(refusal.field or "", refusal.field), str(refusal)
            )
            return None

    def clean_pin(self) -> str:
        typed = western_digits(self.cleaned_data["pin"])
        if typed and not PIN.match(typed):
            raise forms.ValidationError(_("Write two numbers, such as 31.629, -7.981, or leave it empty."))
        return typed

    def clean(self) -> dict[str, Any]:
        """A saved address needs nothing else: what is wrong in the other fields does not matter then."""
        values = super().clean() or {}
        if values.get("saved") in self.cards:
            for name in ("recipient", "phone", "commune", "quarter", "landmark", "pin"):
                self.errors.pop(name, None)
        return values

    @staticmethod
    def _pin(typed: str) -> tuple[float | None, float | None]:
        found = PIN.match(typed) if typed else None
        if not found:
            return None, None
        return float(found[1].replace(",", ".")), float(found[2].replace(",", "."))


def _typed(kept: dict[str, Any], person: Any) -> dict[str, Any]:
    """What was typed before, else what is known of the person."""
    postal = kept.get("address")
    if not postal:
        known = {"recipient": person.name, "phone": person.phone, "email": person.email} if person else {}
        return {k: v or "" for k, v in known.items()}
    pin = f"{postal['latitude']}, {postal['longitude']}" if postal.get("latitude") is not None else ""
    commune = name_of(geography.commune(postal["commune_code"]))
    return postal | {"commune": commune, "pin": pin, "email": kept.get("email", "")}


def _first(cards: list[people.AddressCard], kept: dict[str, Any]) -> str:
    if postal := kept.get("address"):
        return next((str(c.id) for c in cards if c.postal.as_dict() == postal), NEW)
    return next((str(c.id) for c in cards if c.is_default), str(cards[0].id) if cards else NEW)


class DeliveryForm(Form):
    """A field `way-<cooperative>` per part; `pay` for the order, `pay-<cooperative>` for a part of its own."""

    def __init__(self, data: Any, *, checkout: ordering.CheckoutView, kept: dict[str, Any]) -> None:
        super().__init__(data)
        self.parts = checkout.parts
        offered = [(way.code, way.label) for way in checkout.ways if way.refusal is None]
        self.whole = kept.get("pay") or _most_fitting(checkout)
        self.fields["pay"] = forms.ChoiceField(
            choices=offered, required=False, error_messages={"invalid_choice": ordering.WayNotOffered.sentence}
        )
        for part in checkout.parts:
            seller = part.group.cooperative_id
            self.fields[f"way-{seller}"] = forms.ChoiceField(
                choices=[(quote.code, quote.code) for quote in part.quotes],
                error_messages={"required": _("Choose how this parcel reaches you.")},
            )
            self.fields[f"pay-{seller}"] = forms.ChoiceField(
                choices=[("", ""), *offered],
                required=False,
                initial=part.payment if part.payment != self.whole else "",
                label=pick(part.group.names, get_language() or "ar"),
                error_messages={"invalid_choice": ordering.WayNotOffered.sentence},
            )

    def clean(self) -> dict[str, Any]:
        """Cash only where whoever brings the parcel takes it."""
        values = super().clean() or {}
        for part in self.parts:
            seller = part.group.cooperative_id
            cashless = {quote.code for quote in part.quotes if not quote.cash_allowed}
            if values.get(f"way-{seller}") in cashless and self.payment_of(seller) == ordering.CASH:
                refusal = ordering.CashNotTaken(name=pick(part.group.names, get_language() or "ar"))
                self.add_error(f"way-{seller}", str(refusal))
        return values

    def payment_of(self, seller: int) -> str:
        values = self.cleaned_data
        return str(values.get(f"pay-{seller}") or values.get("pay") or self.whole)

    def choices(self) -> dict[str, str]:
        return {name.removeprefix("way-"): code for name, code in self.cleaned_data.items() if name.startswith("way-")}

    def payments(self) -> dict[str, str]:
        return {str(part.group.cooperative_id): self.payment_of(part.group.cooperative_id) for part in self.parts}

    def rows(self) -> list[tuple[ordering.CheckoutPart, Any, Any]]:
        """Each part with its two fields."""
        return [
            (part, self[f"way-{part.group.cooperative_id}"], self[f"pay-{part.group.cooperative_id}"])
            for part in self.parts
        ]

    @property
    def chosen_pay(self) -> str:
        return str(self["pay"].value() or self.whole)

    @property
    def apart(self) -> bool:
        """Whether a part is paid in a way of its own: then those fields are open."""
        return any(pay.value() or pay.errors for _part, _way, pay in self.rows())


def _most_fitting(checkout: ordering.CheckoutView) -> str:
    """What is proposed for the whole order: cash, unless nobody takes it at any door."""
    proposed = [part.payment for part in checkout.parts]
    return ordering.CASH if ordering.CASH in proposed or not proposed else proposed[0]


class ConfirmForm(Form):
    """The last step: the terms expressly accepted (law 31-08 art. 30), never ticked beforehand."""

    key = forms.CharField(max_length=64, widget=forms.HiddenInput)
    total = forms.IntegerField(min_value=0, max_value=2**53, widget=forms.HiddenInput)
    terms_version = forms.CharField(max_length=20, widget=forms.HiddenInput)
    terms = forms.BooleanField(
        label=_("I have read the terms of sale and accept them."),
        error_messages={"required": _("Please read the terms of sale and accept them.")},
    )

    def problems(self) -> list[str]:
        """What was wrong with the form that was sent, as sentences."""
        return [str(error) for errors in self.errors.values() for error in errors] if self.is_bound else []
