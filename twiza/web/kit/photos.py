"""Photos of a form: taken in before anything is decided, so that a form that is refused keeps them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

SALT = "twiza.web.photos"
MOST = 6
PICTURES = "image/jpeg,image/png,image/webp,image/avif"


class PhotosInput(forms.ClearableFileInput):
    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return files.getlist(name)


class PhotosField(forms.FileField):
    """Some pictures, cleaned to a list of uploads; which of them can be read is said when they are taken in."""

    def __init__(self, *, most: int = MOST, **kwargs: Any) -> None:
        self.most = most
        given: dict[str, Any] = {"required": False, "label": _("Photos")}
        super().__init__(**(given | {"widget": PhotosInput(attrs={"accept": PICTURES})} | kwargs))

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        uploads = [upload for upload in data or [] if upload]
        if len(uploads) > self.most:
            raise forms.ValidationError(_("At most %(most)s photos."), params={"most": self.most})
        if self.required and not uploads:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return uploads


def seal(ids: list[int]) -> str:
    """What a hidden field carries: ids that this house gave out itself."""
    return signing.dumps(ids, salt=SALT) if ids else ""


def sealed(text: str) -> list[int]:
    """The ids again; none where somebody wrote them himself, or after a day."""
    try:
        return [int(n) for n in signing.loads(text, salt=SALT, max_age=86_400)] if text else []
    except signing.BadSignature:
        return []


def take_in(uploads: list[Any], take: Callable[[Any], int]) -> list[int]:
    return [take(upload) for upload in uploads]
