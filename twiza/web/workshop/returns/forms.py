from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from twiza.protection import api as protection
from twiza.web.kit.forms import MoneyField
from twiza.web.kit.photos import PhotosField, sealed
from twiza.web.workshop.forms.base import WorkshopForm, day_field

ANSWERS = (
    ("accept", pgettext_lazy("answer to a claim", "Yes, as the buyer asks")),
    ("offer", pgettext_lazy("answer to a claim", "We offer something else")),
    ("deny", pgettext_lazy("answer to a claim", "No, and we say why")),
)


class ReceiveForm(WorkshopForm):
    """The goods as they came back. Nothing here stops the refund."""

    back_on_shelf = forms.BooleanField(label=_("They can be sold again: count them in stock"), required=False)
    disputed = forms.BooleanField(label=_("They are used or damaged"), required=False)
    condition = forms.CharField(
        label=_("How they look"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": "2"})
    )
    photos = PhotosField()
    kept = forms.CharField(required=False, widget=forms.HiddenInput)

    def kept_photos(self) -> list[int]:
        return sealed(self.data.get("kept", "")) if self.is_bound else []


class AnswerForm(WorkshopForm):
    """Yes; something else; or no with the reason."""

    answer = forms.ChoiceField(label=_("What do you answer?"), choices=ANSWERS, widget=forms.RadioSelect)
    remedy = forms.ChoiceField(label=_("What do you offer?"), required=False)
    reduction_centimes = MoneyField(
        label=_("How much cheaper, in dirhams"), required=False, help_text=_("Only if the buyer keeps it cheaper.")
    )
    promised_on = day_field(
        label=_("Done by"), required=False, help_text=_("The day you promise, for a repair or another piece.")
    )
    text = forms.CharField(
        label=_("A word for the buyer"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": "3"})
    )

    def __init__(self, claim: protection.ClaimView, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["remedy"].choices = [("", _("Choose")), *protection.remedy_choices()]  # type: ignore[attr-defined]
        self.fields["answer"].choices = [  # type: ignore[attr-defined]
            (code, words) for code, words in ANSWERS if code in claim.cooperative_verbs
        ]
        self.fields["promised_on"].widget.attrs["min"] = str(today)


class TrackingForm(WorkshopForm):
    tracking = forms.CharField(
        label=_("Tracking number"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off", "autocapitalize": "characters"}),
    )
