"""The forms of the three steps."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from twiza.geography import api as geography
from twiza.kernel.refusals import Refusal
from twiza.kernel.text import western_digits
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
    """A field `way-<cooperative>` per part: the ways that can be paid at the door."""

    def __init__(self, data: Any, *, checkout: ordering.CheckoutView) -> None:
        super().__init__(data)
        for part in checkout.parts:
            ways = [(quote.code, quote.code) for quote in part.quotes if quote.cash_allowed]
            self.fields[f"way-{part.group.cooperative_id}"] = forms.ChoiceField(
                choices=ways, error_messages={"required": _("Choose how this parcel reaches you.")}
            )

    def choices(self) -> dict[str, str]:
        return {name.removeprefix("way-"): code for name, code in self.cleaned_data.items()}


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
