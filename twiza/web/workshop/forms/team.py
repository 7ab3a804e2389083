"""Who works here, and when the doors are shut."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from twiza.cooperatives import api as cooperatives
from twiza.web.kit.forms import TextsField
from twiza.web.workshop.forms.base import WorkshopForm, day_field


class InviteForm(WorkshopForm):
    contact = forms.CharField(
        label=_("Phone number or e-mail address"),
        max_length=254,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )
    role = forms.ChoiceField(
        label=_("Role"), choices=lambda: list(cooperatives.ROLE_LABELS.items()), initial="preparer"
    )


class RoleForm(WorkshopForm):
    role = forms.ChoiceField(label=_("Role"), choices=lambda: list(cooperatives.ROLE_LABELS.items()))


class ClosureForm(WorkshopForm):
    starts_on = day_field(label=_("First closed day"))
    ends_on = day_field(
        label=_("Last closed day"), required=False, help_text=_("Leave it empty if you don't know yet.")
    )
    note = TextsField(label=_("A word for buyers"), required=False, max_length=160)
