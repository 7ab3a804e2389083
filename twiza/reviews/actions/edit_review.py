from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from twiza.kernel.text import LANGUAGES
from twiza.reviews.actions.keep_summary import keep_summary
from twiza.reviews.actions.write_review import checked, first_name, keep_photos
from twiza.reviews.models import Review, ReviewPhoto
from twiza.reviews.queries.lines import edit_days, still_editable
from twiza.reviews.states import ReviewStatus
from twiza.reviews.terms import EditingOver, ReviewIsRemoved


@transaction.atomic
def edit_review(
    *,
    review: Review,
    stars: int,
    text: str,
    now: datetime,
    language: str = "",
    photos: Sequence[Any] | None = None,
    sign: bool = True,
) -> Review:
    """Its author says it otherwise, as long as `house.review_edit_days` of its day says; that it was changed is shown.

    `photos` None leaves the pictures as they are. Refuses: ReviewIsRemoved, EditingOver, StarsMissing, TextTooLong,
    TooManyPhotos.
    """
    words = checked(stars, text, photos or ())
    if review.status != ReviewStatus.SHOWN:
        raise ReviewIsRemoved()
    if not still_editable(review, now):
        raise EditingOver(days=edit_days(review.written_at))
    changed = {
        "stars": stars,
        "text": words,
        "language": language if language in LANGUAGES else review.language,
        "signed": first_name(review.line.part.order.name) if sign else "",
        "edited_at": now,
    }
    # Compare-and-set on the stars, so that the summary counts out exactly what it had counted in.
    if Review.objects.filter(pk=review.pk, status=ReviewStatus.SHOWN, stars=review.stars).update(**changed) != 1:
        raise ReviewIsRemoved()
    keep_summary(review.product_id, added=stars, gone=review.stars)
    if photos is not None:
        ReviewPhoto.objects.filter(review=review).delete()
        keep_photos(review, photos)
    review.refresh_from_db()
    return review
