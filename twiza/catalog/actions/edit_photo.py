from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from twiza.catalog.actions.refresh import changed
from twiza.catalog.models import Photo
from twiza.catalog.terms.bounds import LONGEST_NAME
from twiza.catalog.terms.texts import clean_texts


@transaction.atomic
def edit_photo(
    *, photo: Photo, by: Any, now: datetime, alt: Mapping[str, str] | None = None, place: int | None = None
) -> Photo:
    """Say what is to be seen, or move it to `place` among the product's photos (0 is the cover; past the end: last)."""
    if alt is not None:
        Photo.objects.filter(pk=photo.pk).update(alt=clean_texts(alt, longest=LONGEST_NAME, field="alt"))
    if place is not None:
        photos = list(Photo.objects.filter(product=photo.product_id).exclude(pk=photo.pk))
        photos.insert(max(0, place), photo)
        for position, other in enumerate(photos):
            Photo.objects.filter(pk=other.pk).exclude(position=position).update(position=position)
    changed(photo.product, now)
    photo.refresh_from_db()
    return photo
