from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from twiza.catalog.actions.refresh import changed
from twiza.catalog.models import Photo, Product
from twiza.catalog.terms.bounds import LONGEST_NAME, MOST_PHOTOS
from twiza.catalog.terms.refusals import TooManyPhotos
from twiza.catalog.terms.texts import clean_texts
from twiza.plumbing.api import take_in_image


def add_photo(*, product: Product, upload: Any, by: Any, now: datetime, alt: Mapping[str, str] | None = None) -> Photo:
    """A photo at the end of the product's; the first is its cover. `alt` says by language what is to be seen.

    Refuses a ninth, and whatever `take_in_image` refuses: not an image, an SVG, too large, a decompression bomb.
    """
    texts = clean_texts(alt, longest=LONGEST_NAME, field="alt")
    if product.photos.count() >= MOST_PHOTOS:
        raise TooManyPhotos(most=MOST_PHOTOS)
    # Outside of the transaction: making three widths takes seconds, during which SQLite could not write.
    return _keep(product, take_in_image(upload), texts, now)


@transaction.atomic
def _keep(product: Product, image: Any, alt: dict[str, str], now: datetime) -> Photo:
    Product.objects.select_for_update().get(pk=product.pk)
    if product.photos.count() >= MOST_PHOTOS:
        raise TooManyPhotos(most=MOST_PHOTOS)
    last = product.photos.aggregate(last=Max("position"))["last"]
    photo = Photo.objects.create(product=product, image=image, alt=alt, position=0 if last is None else last + 1)
    changed(product, now)
    return photo
