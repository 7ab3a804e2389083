"""The words of mediation, and limits that are the house's own."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class AdviserRole(models.TextChoices):
    HEAD = "head", _("head of the desk")
    ADVISER = "adviser", _("adviser")
    READER = "reader", _("reader")


class Origin(models.TextChoices):
    """How a case came to the association."""

    COMPLAINT = "complaint", _("from a complaint, with the consumer's consent")
    PHONE = "phone", _("by phone, with a mandate")
    COUNTER = "counter", _("at a consumer desk, with a mandate")


class ConsentKind(models.TextChoices):
    """What the consumer allows. Each is asked, given and withdrawn by itself."""

    FILE = "file", _("to read the file and to mediate")
    COURT = "court", _("to give the file to the court")
    AUTHORITY = "authority", _("to give the file to the authority in charge")


class MandateWay(models.TextChoices):
    SPOKEN = "spoken", _("spoken, with a code sent to her phone")
    PAPER = "paper", _("on paper, signed or marked")


class TermKind(models.TextChoices):
    REFUND = "refund", _("money is given back")
    REPLACEMENT = "replacement", _("another one is sent")
    REPAIR = "repair", _("it is repaired")
    EXPLANATION = "explanation", _("an explanation or an apology is given")
    RELABEL = "relabel", _("the label or the page of a product is corrected")
    WITHDRAW = "withdraw", _("a product is taken off sale")
    OTHER = "other", _("something else")


FOLLOWED = (TermKind.REFUND, TermKind.REPLACEMENT)  # carried out and seen by the market itself


class Outcome(models.TextChoices):
    """How a case ended. AGREED and PARTLY come from an agreement that was carried out."""

    AGREED = "agreed", _("agreed, and done")
    PARTLY = "partly", _("partly agreed, and done")
    REFUSED = "refused", _("refused by the seller")
    SETTLED = "settled", _("settled between buyer and seller")
    UNFOUNDED = "unfounded", _("nothing was found to be wrong")
    WITHDRAWN = "withdrawn", _("the consumer withdrew")
    ADVISED = "advised", _("the consumer was advised")
    NO_ANSWER = "no_answer", _("a party does not answer")
    AUTHORITY = "authority", _("sent to the authority")
    COURT = "court", _("sent to court")


CLOSED_BY_HAND = [
    Outcome.PARTLY,
    Outcome.REFUSED,
    Outcome.SETTLED,
    Outcome.UNFOUNDED,
    Outcome.WITHDRAWN,
    Outcome.ADVISED,
    Outcome.NO_ANSWER,
    Outcome.AUTHORITY,
    Outcome.COURT,
]


class Danger(models.TextChoices):
    """Why a batch is recalled."""

    HEALTH = "health", _("it may harm health")
    INJURY = "injury", _("it may injure")
    LABEL = "label", _("it is not what its label says")
    SPOILED = "spoiled", _("it is spoiled")
    OTHER = "other", _("another reason")


class PublicationKind(models.TextChoices):
    GUIDE = "guide", _("guide")
    WARNING = "warning", _("warning")


class AlertKind(models.TextChoices):
    PRODUCT = "product", _("one product")
    COOPERATIVE = "cooperative", _("one seller")


CASE_WORDS: dict[str, Any] = {
    "new": pgettext_lazy("case", "waits for an adviser"),
    "in_hand": pgettext_lazy("case", "an adviser works on it"),
    "proposed": pgettext_lazy("case", "a proposal waits for answers"),
    "agreed": pgettext_lazy("case", "agreed, being carried out"),
    "closed": pgettext_lazy("case", "closed"),
}
PROPOSAL_WORDS: dict[str, Any] = {
    "open": pgettext_lazy("proposal", "waits for answers"),
    "agreed": pgettext_lazy("proposal", "both said yes"),
    "refused": pgettext_lazy("proposal", "refused"),
    "lapsed": pgettext_lazy("proposal", "not answered in time"),
    "taken_back": pgettext_lazy("proposal", "taken back"),
}
AGREEMENT_WORDS: dict[str, Any] = {
    "running": pgettext_lazy("agreement", "being carried out"),
    "done": pgettext_lazy("agreement", "carried out"),
    "broken": pgettext_lazy("agreement", "broken"),
}
RECALL_WORDS: dict[str, Any] = {
    "proposed": pgettext_lazy("recall", "waits for the cooperative or the desk"),
    "confirmed": pgettext_lazy("recall", "its buyers are being told"),
    "told": pgettext_lazy("recall", "its buyers were told"),
    "refused": pgettext_lazy("recall", "refused"),
    "taken_back": pgettext_lazy("recall", "taken back"),
}
ANSWER_WORDS: dict[str, Any] = {
    "": pgettext_lazy("answer to a proposal", "not yet answered"),
    "yes": pgettext_lazy("answer to a proposal", "yes"),
    "no": pgettext_lazy("answer to a proposal", "no"),
}

HEAD, ADVISER, READER = AdviserRole.HEAD, AdviserRole.ADVISER, AdviserRole.READER
WORKING = (HEAD, ADVISER)  # who may act on a case; readers read
INVITATION_DAYS = 14
INVITATION_PATH = "/association/invitation/{token}/"
CASE_PREFIX, MANDATE_PREFIX, RECALL_PREFIX = "CM", "MD", "RP"
MOST_TEXT = 3000  # characters
MOST_BODY = 20_000
MOST_TERMS = 8
MOST_SCAN = 8 * 2**20  # bytes
MOST_MANDATES_A_DAY = 60  # codes asked by one adviser


def closing_outcomes() -> list[tuple[str, Any]]:
    """(code, words) of the ends that an adviser may choose."""
    return [(code.value, code.label) for code in CLOSED_BY_HAND]
