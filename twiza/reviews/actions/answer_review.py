from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from twiza.freshness.api import drop
from twiza.kernel.text import LANGUAGES
from twiza.plumbing.api import announce
from twiza.reviews.facts import ReviewAnswered
from twiza.reviews.models import Answer, Review
from twiza.reviews.states import ReviewStatus
from twiza.reviews.terms import LONGEST_ANSWER, AnswerFinal, AnswerMissing, ReviewIsRemoved, TextTooLong


def answer_review(*, review: Review, text: str, now: datetime, by: Any, language: str = "ar") -> Answer:
    """The cooperative's one answer; a second call changes it, once, and what stood there first stays readable.

    The same text again changes nothing. Refuses: AnswerMissing, TextTooLong, ReviewIsRemoved, AnswerFinal.
    """
    words = text.strip().replace("\x00", "")
    if not words:
        raise AnswerMissing()
    if len(words) > LONGEST_ANSWER:
        raise TextTooLong(most=LONGEST_ANSWER)
    if review.status != ReviewStatus.SHOWN:
        raise ReviewIsRemoved()
    language = language if language in LANGUAGES else "ar"
    try:
        with transaction.atomic():
            answer = Answer.objects.create(review=review, text=words, language=language, by=by, answered_at=now)
            announce(ReviewAnswered(review_id=review.pk))
            drop([f"reviews:{review.product_id}"])
            return answer
    except IntegrityError:
        return _change(review, words, language, now)


@transaction.atomic
def _change(review: Review, words: str, language: str, now: datetime) -> Answer:
    answer = Answer.objects.get(review=review)
    if answer.text == words:
        return answer
    rows = Answer.objects.filter(pk=answer.pk, edited_at=None)
    if rows.update(text=words, language=language, first_text=answer.text, edited_at=now) != 1:
        raise AnswerFinal()
    drop([f"reviews:{review.product_id}"])
    answer.refresh_from_db()
    return answer
