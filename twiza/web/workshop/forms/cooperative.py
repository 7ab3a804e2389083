"""What a cooperative says of itself: its papers (which the desk verifies) and its public page."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from twiza.geography import api as geography
from twiza.web.kit.forms import CommuneField, DigitsField, PhoneField, TextsField, name_of
from twiza.web.workshop.forms.base import Sections, WorkshopForm, day_field, whole_number

PAPERS = ("names", "commune", "seat", "court", "registration_number", "ice", "rib", "sells_food", "onssa_number")
PUBLIC = ("activity", "members", "women_members", "founded_on", "phone", "email", "hand_delivery", "story")


class PapersForm(WorkshopForm):
    """What law 112-12 art. 12 demands, and the numbers that prove it."""

    sections: ClassVar[Sections] = (
        ("store", _("Name and place"), ("names", "commune", "seat")),
        ("file-text", _("Papers"), ("court", "registration_number", "ice", "rib", "sells_food", "onssa_number")),
    )
    names = TextsField(
        label=_("Name of the cooperative"),
        help_text=_("As on your papers, with the word “cooperative”: تعاونية، coopérative."),
    )
    commune = CommuneField(label=_("Commune"), help_text=_("Begin to write its name, in Arabic or in French."))
    seat = forms.CharField(
        label=_("Address of the seat"),
        max_length=200,
        required=False,
        help_text=_("Douar or street, as on your statutes."),
    )
    court = forms.CharField(
        label=_("Court of registration"),
        max_length=120,
        required=False,
        help_text=_("The court that keeps your local register."),
    )
    registration_number = forms.CharField(
        label=_("Registration number"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )
    ice = DigitsField(label=_("ICE"), required=False, help_text=_("15 digits, on your tax papers."))
    rib = DigitsField(
        label=_("RIB of the cooperative's account"),
        required=False,
        help_text=_("24 digits. The account must be the cooperative's own; buyers never see it."),
    )
    sells_food = forms.BooleanField(label=_("We sell things to eat or drink"), required=False)
    onssa_number = forms.CharField(
        label=_("ONSSA number"),
        max_length=40,
        required=False,
        help_text=_("For food, where you have one."),
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off", "autocapitalize": "characters"}),
    )


class PublicForm(WorkshopForm):
    """What buyers read, and how they reach the cooperative."""

    sections: ClassVar[Sections] = (
        ("users", _("Who you are"), ("activity", "members", "women_members", "founded_on")),
        ("phone", _("How to reach you"), ("phone", "email", "hand_delivery")),
        ("heart", _("Your story"), ("story",)),
    )
    activity = TextsField(label=_("What you make"), required=False, help_text=_("A few words: argan oil and amlou."))
    members = whole_number(label=_("Members"), min_value=0, max_value=100_000, required=False)
    women_members = whole_number(label=_("Women among them"), min_value=0, max_value=100_000, required=False)
    founded_on = day_field(label=_("Founded on"), required=False)
    phone = PhoneField(label=_("Phone of the cooperative"), help_text=_("Buyers and carriers call it."))
    email = forms.EmailField(
        label=_("E-mail"), required=False, widget=forms.EmailInput(attrs={"dir": "ltr", "autocomplete": "email"})
    )
    hand_delivery = forms.BooleanField(label=_("We bring parcels ourselves to buyers nearby"), required=False)
    story = TextsField(
        label=_("Who you are and how you work"), long=True, required=False, help_text=_("Buyers read it on your page.")
    )


class RegistrationForm(PapersForm, PublicForm):
    """Everything at once; only the name, the commune and the phone are needed to begin."""

    sections: ClassVar[Sections] = PapersForm.sections + PublicForm.sections
    field_order = (*PAPERS, *PUBLIC)


def fields_of(form: WorkshopForm) -> dict[str, Any]:
    """The form's values as the actions take them: the commune by its code, no number as zero."""
    values = dict(form.cleaned_data)
    if values.get("commune"):
        values["commune"] = values["commune"].code
    for name in ("members", "women_members"):
        if name in values:
            values[name] = values[name] or 0
    return values


def shown_in_form(fields: dict[str, Any]) -> dict[str, Any]:
    """The stored fields as the form shows them: the commune by its name."""
    return fields | {"commune": name_of(geography.commune(fields["commune"]))}


class PhotoForm(WorkshopForm):
    """A picture of the cooperative or of a product, with words for those who can't see it."""

    photo = forms.FileField(
        label=_("Picture"),
        help_text=_("JPEG, PNG, WebP or AVIF, at most 12 MB."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/avif"}),
    )
    alt = TextsField(
        label=_("What it shows"),
        required=False,
        max_length=160,
        help_text=_("A few words, for those who can't see it."),
    )


class AltForm(WorkshopForm):
    alt = TextsField(label=_("What it shows"), max_length=160, help_text=_("A few words, for those who can't see it."))
