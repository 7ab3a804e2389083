"""The words of complaints: what is answered, graded, decided; limits that are the house's own."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Channel(models.TextChoices):
    """How it came in."""

    ORDER = "order", _("on the page of the order")
    DESK = "desk", _("by the desk, for the buyer")
    ASSOCIATION = "association", _("by a consumer association, for the buyer")


class Level(models.TextChoices):
    """Who is asked to solve it: it only goes up."""

    COOPERATIVE = "cooperative", _("the cooperative")
    DESK = "desk", _("the desk of Twiza")
    ASSOCIATION = "association", _("a consumer association")


class AnswerKind(models.TextChoices):
    REFUND = "refund", _("We give money back")
    REPLACE = "replace", _("We send another one")
    REPAIR = "repair", _("We repair it")
    DELIVER = "deliver", _("We deliver what is missing or late")
    EXPLAIN = "explain", _("We explain, or apologise")
    DENY = "deny", _("We don't agree, and say why")
    NOT_OURS = "not_ours", _("It does not concern us")


PROMISES = (AnswerKind.REPLACE, AnswerKind.REPAIR, AnswerKind.DELIVER)


class Grade(models.TextChoices):
    SOLVED = "solved", _("Yes, it is solved")
    PARTLY = "partly", _("Partly")
    NOT = "not", _("No, it is not")


class Outcome(models.TextChoices):
    """How a complaint ended, for the statistics."""

    SOLVED = "solved", _("solved: the buyer says so")
    PARTLY = "partly", _("partly solved, and left at that")
    NO_GRADE = "no_grade", _("answered; the buyer said nothing more")
    AGREED = "agreed", _("agreed before a consumer association")
    RIGHT_USED = "right_used", _("the buyer used a right of the law instead")
    TAKEN_BACK = "taken_back", _("taken back by the buyer")
    UNFOUNDED = "unfounded", _("nothing was found to be wrong")
    NOT_SOLVED = "not_solved", _("not solved")


class Because(models.TextChoices):
    """Why it went up."""

    SILENCE = "silence", _("the cooperative did not answer in time")
    GRADE = "grade", _("the buyer says it is not solved")
    BROKEN = "broken", _("a promise was not kept")
    OVERDUE = "overdue", _("money was not given back in time")
    ASKED = "asked", _("the buyer asked for it")
    DESK = "desk", _("the desk took it up")


class EvidenceKind(models.TextChoices):
    PHOTO = "photo", _("photo")
    VIDEO = "video", _("film")
    PAPER = "paper", _("paper (PDF)")
    VOICE = "voice", _("voice note")


class ReportSubject(models.TextChoices):
    PRODUCT = "product", _("a product's page")
    COOPERATIVE = "cooperative", _("a cooperative")
    ADVERTISEMENT = "advertisement", _("an advertisement")
    REVIEW = "review", _("a review")
    MESSAGE = "message", _("a message")
    SITE = "site", _("something else on Twiza")


class ReportOutcome(models.TextChoices):
    CORRECTED = "corrected", _("it was corrected")
    REMOVED = "removed", _("it was taken down")
    WARNED = "warned", _("whoever is responsible was warned")
    PASSED_ON = "passed_on", _("passed on to the authority in charge")
    NOTHING_FOUND = "nothing_found", _("nothing was found to be wrong")
    NOT_OURS = "not_ours", _("this is not ours to settle; see the public routes")


STATUS_WORDS: dict[str, Any] = {
    "open": pgettext_lazy("complaint", "waits for the cooperative"),
    "promised": pgettext_lazy("complaint", "promised, being done"),
    "answered": pgettext_lazy("complaint", "answered: is it solved?"),
    "escalated": pgettext_lazy("complaint", "being looked at above the cooperative"),
    "closed": pgettext_lazy("complaint", "closed"),
}
REPORT_WORDS: dict[str, Any] = {
    "filed": pgettext_lazy("report", "being looked at"),
    "settled": pgettext_lazy("report", "settled"),
}
ROUTE_WORDS: dict[str, Any] = {
    "regulatory": _("the administration: a rule of public order is at stake"),
    "contractual": _("a consumer association: what was agreed is at stake"),
}

MOST_TEXT = 3000  # characters
MOST_FILES = 8  # of one complaint and side
MOST_A_DAY = 10  # complaints of one order
MOST_OF_CLIENT = 20  # complaints or reports of one visitor's address a day
MOST_VIDEO = 12 * 2**20  # bytes: half a minute from a phone
MOST_PAPER = 5 * 2**20
PREFIX, REPORT_PREFIX = "RC", "SG"
