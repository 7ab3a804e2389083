from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from twiza.web.kit.forms import CommuneField, Form, PhoneField, TextsField

LANGUAGES = ("ar", "fr", "en")


def day_field(label: Any, **more: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=widget, **more)


class StandingForm(Form):
    """What an association is in law, as the desk has seen it on paper (31-08 arts. 154 and 157)."""

    public_utility_since = day_field(
        _("Of public utility since"), help_text=_("The day of the decree. Leave it empty if it is not recognised.")
    )
    may_sue_until = day_field(
        _("Special authorisation to sue, until"), help_text=_("Leave it empty if it has no such authorisation.")
    )
    permit_number = forms.CharField(
        label=_("Number of the authorisation"), required=False, max_length=60, widget=forms.TextInput({"dir": "ltr"})
    )


class InviteForm(Form):
    contact = forms.CharField(
        label=_("Mobile phone or e-mail address of its head"),
        max_length=120,
        widget=forms.TextInput({"dir": "ltr", "autocomplete": "off"}),
    )


class AssociationForm(StandingForm):
    names = TextsField(label=_("Name"), languages=LANGUAGES, max_length=120)
    about = TextsField(label=_("What it does"), languages=LANGUAGES, long=True, max_length=3000, required=False)
    seat = forms.CharField(label=_("Address of the seat"), max_length=200)
    commune = CommuneField(label=_("Commune"))
    phone = PhoneField(label=_("Phone"))
    email = forms.EmailField(label=_("E-mail address"), widget=forms.EmailInput({"dir": "ltr"}))
    languages = forms.MultipleChoiceField(
        label=_("Languages it advises in"),
        widget=forms.CheckboxSelectMultiple,
        choices=[("ar", "العربية"), ("fr", "Français"), ("en", "English"), ("zgh", "ⵜⴰⵎⴰⵣⵉⵖⵜ")],
        initial=["ar", "fr"],
    )
    founded_on = day_field(_("Founded on"))
    head_contact = forms.CharField(
        label=_("Mobile phone or e-mail address of its head"),
        max_length=120,
        help_text=_("The invitation goes there. Whoever accepts it heads the team and keeps it from then on."),
        widget=forms.TextInput({"dir": "ltr", "autocomplete": "off"}),
    )
    field_order = (
        *("names", "about", "seat", "commune", "phone", "email", "languages", "founded_on"),
        *("public_utility_since", "may_sue_until", "permit_number", "head_contact"),
    )


class DecisionForm(Form):
    answer = forms.ChoiceField(
        label=_("Decision"),
        widget=forms.RadioSelect,
        choices=[("yes", _("Confirm: every buyer of the batch is told")), ("no", _("Refuse: nobody is told"))],
    )
    note = forms.CharField(
        label=_("Why"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": "3", "dir": "auto"}),
        help_text=_("The association and the cooperative read it."),
    )
