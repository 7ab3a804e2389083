from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from twiza.catalog.actions.refresh import changed
from twiza.catalog.models import Photo


@transaction.atomic
def remove_photo(*, photo: Photo, by: Any, now: datetime) -> None:
    """Take a photo off its product; the next one becomes the cover. The picture's file stays (others may use it)."""
    product = photo.product
    photo.delete()
    changed(product, now)
