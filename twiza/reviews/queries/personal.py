"""What reviews keep about one person."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from twiza.kernel.personal import PersonalSection
from twiza.reviews.models import Answer, Review

KEPT = _("Your words stay under “a buyer”, without your name or your pictures.")


def personal_data(*, person: Any = None, parts: Collection[str] = ()) -> list[PersonalSection]:
    """Her reviews, and the answers that she wrote for a cooperative; a guest's reviews by the numbers of her parts."""
    of_her = Q(person=person.pk) | Q(line__part__order__person=person.pk) if person else Q(line__part__number__in=parts)
    hers = Review.objects.filter(of_her).distinct()
    written = Answer.objects.filter(by=person.pk) if person else Answer.objects.none()
    reviews = [
        {
            "product": row.line.names,
            "order": row.line.part.order.number,
            "signed": row.signed,
            "stars": row.stars,
            "text": row.text,
            "written_at": row.written_at.isoformat(),
            "edited_at": row.edited_at.isoformat() if row.edited_at else None,
            "removed_for": row.reason,
            "photos": row.photos.count(),
        }
        for row in hers.select_related("line__part__order").order_by("pk")
    ]
    answers = [
        {"text": row.text, "first_text": row.first_text, "answered_at": row.answered_at.isoformat()}
        for row in written.order_by("pk")
    ]
    words = {
        "product": _("Product"),
        "order": _("Order"),
        "signed": _("Name shown"),
        "stars": _("Stars"),
        "text": _("Text"),
        "first_text": _("Text before it was changed"),
        "written_at": _("Written"),
        "edited_at": _("Changed"),
        "answered_at": _("Answered"),
        "removed_for": _("Removed because"),
        "photos": _("Photos"),
    }
    return [
        PersonalSection(code="reviews", title=_("Your reviews"), records=reviews, words=words, kept=KEPT),
        PersonalSection(
            code="review_answers",
            title=_("Answers to reviews that you wrote for a cooperative"),
            records=answers,
            words=words,
            kept=_("The answers are the cooperative's and stay without your name."),
        ),
    ]
