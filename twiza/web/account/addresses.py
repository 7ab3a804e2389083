"""The address book: commune, quarter or douar, landmark; no postcode."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from twiza.geography import api as geography
from twiza.kernel.refusals import Refusal
from twiza.kernel.text import western_digits
from twiza.people import api as people
from twiza.web.account.me import me
from twiza.web.kit.forms import CommuneField, Form, PhoneField, name_of
from twiza.web.kit.gate import signed_in

_PIN = re.compile(r"(-?\d{1,3}(?:\.\d+)?)\s*[,;/\s]\s*(-?\d{1,3}(?:\.\d+)?)")


class PinField(forms.CharField):
    """A point as phones show it (`31.6258, -7.9891`), or a link with it; cleaned to (latitude, longitude) or None."""

    widget = forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"})

    def clean(self, value: Any) -> tuple[float, float] | None:
        typed = western_digits(super().clean(value) or "").replace("،", ",")
        if not typed.strip():
            return None
        found = _PIN.search(typed)
        if not found:
            raise forms.ValidationError(_("Write the point as two numbers, such as 31.6258, -7.9891."))
        return float(found[1]), float(found[2])


class Choices(forms.RadioSelect):
    """Radio buttons wide enough for a thumb."""

    template_name = "account/parts/choices.html"


class AddressForm(Form):
    recipient = forms.CharField(
        label=gettext_lazy("Who receives the parcel"),
        max_length=120,
        error_messages={"required": people.NameMissing.sentence},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = PhoneField(
        label=gettext_lazy("Phone of who receives it"),
        help_text=gettext_lazy("The carrier calls this number."),
        error_messages={"required": people.NotAPhone.sentence},
    )
    commune = CommuneField(
        label=gettext_lazy("Commune"),
        help_text=gettext_lazy("Type a few letters, in Arabic or Latin script."),
        error_messages={"required": people.CommuneMissing.sentence},
    )
    quarter = forms.CharField(
        label=gettext_lazy("Quarter or douar"),
        max_length=120,
        error_messages={"required": people.QuarterMissing.sentence},
    )
    landmark = forms.CharField(
        label=gettext_lazy("Landmark"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("What the carrier can see: a mosque, a school, a shop, a well."),
    )
    pin = PinField(
        label=gettext_lazy("Point on the map"),
        required=False,
        help_text=gettext_lazy("Copy it from the map of your phone, if you can."),
    )
    is_default = forms.BooleanField(label=gettext_lazy("Use this address first"), required=False)

    def __init__(self, data: QueryDict | None = None, **kwargs: Any) -> None:
        if data is not None and (chosen := data.get("commune_choice")):
            typed = data.copy()
            card = geography.commune_cards([chosen]).get(chosen)
            if card in geography.find_communes(data.get("commune", ""), limit=8):
                typed["commune"] = name_of(card)
            data = typed
        super().__init__(data, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Where a name fits several communes, they are offered to choose from, without a script."""
        typed = str(self.data.get("commune", ""))
        if "commune" in self.errors and (fitting := geography.find_communes(typed, limit=8)):
            self.fields["commune_choice"] = forms.ChoiceField(
                label=gettext_lazy("Which of these communes?"),
                choices=[(c.code, name_of(c)) for c in fitting],
                required=False,
                widget=Choices,
            )
            self.order_fields(["recipient", "phone", "commune", "commune_choice"])
        return self.cleaned_data

    def columns(self) -> dict[str, Any]:
        """What `save_address` takes."""
        cleaned = self.cleaned_data
        latitude, longitude = cleaned["pin"] or (None, None)
        return {name: cleaned[name] for name in ("recipient", "phone", "quarter", "landmark", "is_default")} | {
            "commune_code": cleaned["commune"].code,
            "latitude": latitude,
            "longitude": longitude,
        }


@signed_in
@require_safe
def addresses(request: HttpRequest) -> HttpResponse:
    return render(request, "account/addresses.html", {"addresses": people.addresses_of(me(request))})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    initial = {"recipient": me(request).name, "phone": me(request).phone or ""}
    return _edit(request, AddressForm(request.POST or None, initial=initial), address=None)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, address_id: int) -> HttpResponse:
    address = people.address_of_person(me(request), address_id)
    initial = {
        "recipient": address.recipient,
        "phone": address.phone,
        "commune": geography.commune(address.commune_id),
        "quarter": address.quarter,
        "landmark": address.landmark,
        "pin": "" if address.latitude is None else f"{address.latitude}, {address.longitude}",
        "is_default": address.is_default,
    }
    return _edit(request, AddressForm(request.POST or None, initial=initial), address=address)


def _edit(request: HttpRequest, form: AddressForm, *, address: Any) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            people.save_address(me(request), address=address, **form.columns())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The address is kept."))
            return redirect("account:addresses")
    page = {"form": form, "address": address}
    return render(request, "account/address.html", page, status=422 if form.errors else 200)


@signed_in
@require_POST
def remove(request: HttpRequest, address_id: int) -> HttpResponse:
    people.delete_address(people.address_of_person(me(request), address_id))
    messages.success(request, _("The address is taken out of your book. Orders already placed keep it."))
    return redirect("account:addresses")
