"""The letters of reviews: to who wrote one, in her language; subjects say nothing of what was bought."""

from __future__ import annotations

from django.conf import settings
from django.utils.html import format_html_join, urlize
from django.utils.translation import gettext as _
from django.utils.translation import override

from twiza.ordering.api import order_path
from twiza.plumbing.api import queue_letter
from twiza.reviews.models import Review
from twiza.reviews.terms import RemovalReason


def review_answered(review: Review) -> None:
    order = review.line.part.order
    with override(order.language):
        _to_author(
            review,
            f"review-answered:{review.pk}",
            "review_answered",
            subject=_("A cooperative answered you"),
            text=_("The cooperative has answered your review. Read it here: %(link)s") % {"link": _link(review)},
        )


def review_removed(review: Review) -> None:
    """Not for what she took back herself."""
    if review.reason in ("", RemovalReason.BY_AUTHOR):
        return
    order = review.line.part.order
    with override(order.language):
        said = {"reason": str(RemovalReason(review.reason).label), "link": _link(review)}
        _to_author(
            review,
            f"review-removed:{review.pk}:{review.reason}",
            "review_removed",
            subject=_("Your review was removed"),
            text=_(
                "Your review was removed. Reason: %(reason)s. The reason and the day stay visible in its place. "
                "If this is wrong, tell us: %(link)s"
            )
            % said,
        )


def _link(review: Review) -> str:
    return settings.SITE_URL + order_path(review.line.part.order) + "reviews/"


def _to_author(review: Review, reference: str, kind: str, *, subject: str, text: str) -> None:
    """By e-mail where there is one, else by text message; a sample writes to nobody."""
    order = review.line.part.order
    if order.is_sample:
        return
    if order.email:
        html = format_html_join("", "<p>{}</p>", [(urlize(text, autoescape=True),)])
        queue_letter(
            reference=reference, kind=kind, channel="email", to=order.email, language=order.language,
            subject=subject, text=text, html=html,
        )  # fmt: skip
    elif order.phone:
        queue_letter(reference=reference, kind=kind, channel="sms", to=order.phone, language=order.language, text=text)
