from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from twiza.cooperatives.api import cooperatives_of
from twiza.kernel.text import LANGUAGES
from twiza.ordering.api import OrderLine
from twiza.plumbing.api import announce
from twiza.reviews.actions.keep_summary import keep_summary
from twiza.reviews.facts import ReviewWritten
from twiza.reviews.models import Review, ReviewPhoto
from twiza.reviews.queries.lines import why_not
from twiza.reviews.terms import LONGEST, MOST_PHOTOS, CannotReview, StarsMissing, TextTooLong, TooManyPhotos, WhyNot


def write_review(
    *,
    line: OrderLine,
    stars: int,
    now: datetime,
    text: str = "",
    language: str = "ar",
    photos: Sequence[Any] = (),
    sign: bool = True,
    network: str = "",
    device: str = "",
) -> Review:
    """The one review of a line, by whoever was let in to its order (`access.line_of_order`), received and in time.

    `photos` are `plumbing.api.take_in_image` rows, made before. `sign`: her first name stands under it, else
    "a buyer". `network`, `device`: `traces_of` the request. There is nothing to gain by it: no reward exists.
    Refuses: CannotReview (`why`), StarsMissing, TextTooLong, TooManyPhotos.
    """
    words = checked(stars, text, photos)
    order = line.part.order
    own = {m.cooperative_id for m in cooperatives_of(order.person)} if order.person else set()
    written = Review.objects.filter(line=line).exists()
    if why := why_not(line, own=own, written=written, now=now):
        raise CannotReview(why)
    try:
        with transaction.atomic():
            review = Review.objects.create(
                line=line,
                product_id=line.variant.product_id,
                cooperative_id=line.part.cooperative_id,
                person=order.person,
                signed=first_name(order.name) if sign else "",
                stars=stars,
                text=words,
                language=language if language in LANGUAGES else "ar",
                network=network[:16],
                device=device[:16],
                written_at=now,
                is_sample=order.is_sample,
            )
            keep_photos(review, photos)
            keep_summary(review.product_id, added=stars)
            announce(ReviewWritten(review_id=review.pk))
    except IntegrityError:
        raise CannotReview(WhyNot.WRITTEN) from None  # the second of two clicks
    return review


def checked(stars: int, text: str, photos: Sequence[Any]) -> str:
    """The words as they are kept; refuses what can't be."""
    if stars not in (1, 2, 3, 4, 5):
        raise StarsMissing()
    words = text.replace("\x00", "").strip()
    if len(words) > LONGEST:
        raise TextTooLong(most=LONGEST)
    if len(photos) > MOST_PHOTOS:
        raise TooManyPhotos()
    return words


def keep_photos(review: Review, photos: Sequence[Any]) -> None:
    ReviewPhoto.objects.bulk_create(
        ReviewPhoto(review=review, image=image, place=place) for place, image in enumerate(photos, 1)
    )


def first_name(name: str) -> str:
    return (name.split() or [""])[0][:40]
