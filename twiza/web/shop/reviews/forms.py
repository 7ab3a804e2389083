"""The form of a review."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from twiza.reviews import api as reviews
from twiza.web.kit.forms import LANGUAGE_LABELS, Form

STARS = [
    ("5", _("★★★★★ Very good")),
    ("4", _("★★★★☆ Good")),
    ("3", _("★★★☆☆ Fair")),
    ("2", _("★★☆☆☆ Poor")),
    ("1", _("★☆☆☆☆ Bad")),
]


class SeveralFiles(forms.FileInput):
    allow_multiple_selected = True


class PhotosField(forms.FileField):
    """Several files of one input; cleaned to a list."""

    widget = SeveralFiles(attrs={"accept": "image/jpeg,image/png,image/webp,image/avif", "multiple": True})

    def clean(self, data: Any, initial: Any = None) -> Any:
        files = data if isinstance(data, list | tuple) else [data] if data else []
        if len(files) > reviews.MOST_PHOTOS:
            raise forms.ValidationError(str(reviews.TooManyPhotos()))
        return [super(PhotosField, self).clean(file, initial) for file in files]


class ReviewForm(Form):
    stars = forms.ChoiceField(label=_("How many stars?"), choices=STARS, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("In your own words"),
        help_text=_("What is it like? Is it what the page said? In any language. 2,000 characters at most."),
        required=False,
        max_length=reviews.LONGEST,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
    )
    language = forms.ChoiceField(label=_("Language of your words"), choices=list(LANGUAGE_LABELS.items()))
    photos = PhotosField(
        label=_("Photos"),
        help_text=_("Three at most; JPEG, PNG, WebP or AVIF, 12 MB each. Show the goods, not people."),
        required=False,
    )
    sign = forms.BooleanField(
        label=_("Show my first name"), help_text=_("Else “a buyer” stands under it."), required=False
    )
