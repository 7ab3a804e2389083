"""One small form for each thing that can be done with a part of an order or with its parcel."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from twiza.delivery import api as delivery
from twiza.ordering import api as ordering
from twiza.web.kit.forms import DigitsField
from twiza.web.workshop.forms.base import WorkshopForm


def _reasons(labelled: Any) -> list[tuple[str, Any]]:
    return [("", _("Choose a reason")), *labelled]


def why_decline() -> list[tuple[str, Any]]:
    """The reasons that a cooperative may give."""
    return _reasons(ordering.decline_reasons())


def why_failed() -> list[tuple[str, Any]]:
    return _reasons(delivery.failure_reasons())


def why_refused() -> list[tuple[str, Any]]:
    return _reasons(delivery.refusal_reasons())


class Nothing(WorkshopForm):
    """A button alone."""


class AcceptLineForm(WorkshopForm):
    line = forms.IntegerField(widget=forms.HiddenInput)


class DeclineLineForm(WorkshopForm):
    line = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.ChoiceField(label=_("Why?"), choices=why_decline)


class DeclineForm(WorkshopForm):
    reason = forms.ChoiceField(label=_("Why?"), choices=why_decline)
    note = forms.CharField(
        label=_("A word for the buyer"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": "2"})
    )


class TrackingForm(WorkshopForm):
    tracking = forms.CharField(
        label=_("Tracking number"),
        max_length=60,
        required=False,
        help_text=_("The number on the carrier's receipt."),
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off", "autocapitalize": "characters"}),
    )


class CodeForm(WorkshopForm):
    code = DigitsField(
        label=_("The buyer's code"),
        max_length=12,
        help_text=_("Six digits. The buyer reads them on her phone when she has the parcel in her hands."),
        widget=forms.TextInput(
            attrs={
                "inputmode": "numeric",
                "dir": "ltr",
                "autocomplete": "off",
                "class": "code-input",
                "pattern": "[0-9٠-٩ ]*",
            }
        ),
    )


class ProofForm(WorkshopForm):
    """Delivered without the code: a picture of the parcel where it was left stands in for it."""

    photo = forms.FileField(
        label=_("Picture of the delivered parcel"),
        widget=forms.FileInput(
            attrs={"accept": "image/jpeg,image/png,image/webp,image/avif", "capture": "environment"}
        ),
    )
    note = forms.CharField(label=_("Who took it?"), max_length=300, required=False)


class NoteForm(WorkshopForm):
    note = forms.CharField(label=_("Note"), max_length=300, required=False)


def why_returned() -> list[tuple[str, Any]]:
    return [("", _("As its last attempt says")), *delivery.return_reasons()]


class BringBackForm(NoteForm):
    reason = forms.ChoiceField(label=_("Why is it back?"), choices=why_returned, required=False)
    field_order = ("reason", "note")


class FailForm(NoteForm):
    reason = forms.ChoiceField(label=_("What happened?"), choices=why_failed)
    field_order = ("reason", "note")


class RefuseForm(NoteForm):
    reason = forms.ChoiceField(label=_("Why did the buyer refuse?"), choices=why_refused)
    field_order = ("reason", "note")


class RemitForm(WorkshopForm):
    """Cash that a carrier brought: which parcels, and what its slip is called."""

    references = forms.MultipleChoiceField(label=_("Parcels paid"), widget=forms.CheckboxSelectMultiple)
    remittance = forms.CharField(
        label=_("Number of the carrier's slip"),
        max_length=60,
        help_text=_("As on the paper or transfer that came with the money."),
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, parcels: list[delivery.ShipmentCard], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parcels = parcels
        self.fields["references"].choices = [(p.reference, p.number) for p in parcels]  # type: ignore[attr-defined]
