"""The words of reviews, and why their actions refuse."""

from __future__ import annotations

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from twiza.kernel.refusals import Refusal

LONGEST, LONGEST_ANSWER, MOST_PHOTOS = 2000, 1000, 3
ANSWER_CHANGES = 1


class RemovalReason(models.TextChoices):
    """Why a review may be removed; being unpleasant to a seller is none of them."""

    INSULT = "insult", _("It insults somebody")
    PERSONAL_DATA = "personal_data", _("It shows somebody's personal data")
    NOT_PRODUCT = "not_product", _("It is not about the product")
    ILLEGAL = "illegal", _("Its content is against the law")
    SPAM = "spam", _("It is advertising or spam")
    MADE = "made", _("It was made up, not written by a buyer of her own will")
    BY_AUTHOR = "by_author", _("Its author took it back")


class ClusterKind(models.TextChoices):
    DEVICE = "device", _("Written on one device within one hour")
    NETWORK = "network", _("Written from one network within one hour")
    TEXT = "text", _("The same words, again and again")
    MASS = "mass", _("A mass of equal stars within one hour")


class WhyNot(models.TextChoices):
    """Why a line can't be reviewed now."""

    NOT_RECEIVED = "not_received", _("You can review it once you have received it.")
    DECLINED = "declined", _("It was not delivered.")
    WRITTEN = "written", _("You have reviewed it already.")
    TOO_LATE = "too_late", _("The time to review it is over.")
    OWN_GOODS = "own_goods", _("The team of a cooperative can't review its own goods.")


class Sort(models.TextChoices):
    """How a product's reviews may be ordered; the first is what everybody gets who chose nothing."""

    NEWEST = "newest", _("Newest first")
    OLDEST = "oldest", _("Oldest first")
    LOWEST = "lowest", _("Fewest stars first")
    HIGHEST = "highest", _("Most stars first")


class CannotReview(Refusal):
    """`why` is one of WhyNot."""

    sentence: Promise | str = _("%(why)s")

    def __init__(self, why: str) -> None:
        super().__init__(None, why=WhyNot(why).label)
        self.why = why


class StarsMissing(Refusal):
    sentence = _("Choose from one to five stars.")
    field = "stars"


class TextTooLong(Refusal):
    sentence = _("This is too long: %(most)s characters at most.")
    field = "text"


class TooManyPhotos(Refusal):
    sentence = _("Three photos at most.")
    field = "photos"


class EditingOver(Refusal):
    sentence = _("A review can be changed during %(days)s days after it was written. That time is over.")


class ReviewIsRemoved(Refusal):
    sentence = _("This review was removed.")


class AnswerMissing(Refusal):
    sentence = _("Write your answer.")
    field = "text"


class AnswerFinal(Refusal):
    sentence = _("An answer can be changed once, and this one was.")
    field = "text"


class UnknownRemovalReason(Refusal):
    sentence = _("Choose why it is removed.")
    field = "reason"


class NotYourReason(Refusal):
    sentence = _("Only its author can take a review back.")
    field = "reason"
