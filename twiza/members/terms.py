"""The words of members: kinds of work and of sharing, bounds, refusals."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from twiza.kernel.refusals import Refusal

WHOLE = 10_000  # basis points
LINES_AT_ONCE = 12  # of the quick entry of a roster
MOST_ROWS = 2_000  # of a roster's sheet
MOST_MINUTES = 24 * 60
WORK_PATH = "/work/{token}/"


class Measure(models.TextChoices):
    """What work is measured by."""

    HOURS = "hours", _("Hours")
    QUANTITY = "quantity", _("Goods brought in")
    OPERATION = "operation", _("Sales of hers")


class Kind(models.TextChoices):
    """What a sharing rule goes by."""

    HOURS = "hours", _("By hours worked")
    QUANTITY = "quantity", _("By quantity brought in")
    OPERATION = "operation", _("By operation: each has what her own products brought")
    EQUAL = "equal", _("Equal parts")
    MIXED = "mixed", _("Several of these, with weights")


class SourceKind(models.TextChoices):
    PAYOUT = "payout", _("Payout of the market")
    OWN = "own", _("The cooperative's own sales")
    ADJUSTMENT = "adjustment", _("Correction")


class Way(models.TextChoices):
    CASH = "cash", _("Cash")
    TRANSFER = "transfer", _("Transfer")


class Fallback(models.TextChoices):
    """What a manager may choose where the rule finds nothing to go by."""

    AS_RULE = "as_rule", _("By the rule: the work has been written down now")
    REST = "rest", _("By what the rule has left: leave out what nothing was written down for")
    HOURS = "hours", _("This once by hours")
    QUANTITY = "quantity", _("This once by quantity")
    OPERATION = "operation", _("This once by operation")
    EQUAL = "equal", _("This once in equal parts")


# Why money waits, by the code that the distribution carries.
REASONS = {
    "no_rule": _("No sharing rule was in force: adopt one first, or choose how to share this once."),
    "no_members": _("Nobody was a member in this period: complete the roster."),
    "no_hours": _("The rule goes by hours, and no hours are written down for this period."),
    "no_quantity": _("The rule goes by quantity, and no goods are written down for this period."),
    "no_operation": _("The rule goes by operation, and no sales of members are written down for this period."),
    "several_units": _("The goods of this period are counted in several units: they can't be added up."),
}


class UnknownMember(Refusal):
    sentence = _("There is no such member in this cooperative.")
    field = "member"


class MemberNameMissing(Refusal):
    sentence = _("Write the member's name.")
    field = "name"


class NumberTaken(Refusal):
    sentence = _("Another member has the number %(number)s.")
    field = "number"


class LooksLikeIdentity(Refusal):
    sentence = _("Don't write national identity numbers here: the member's own number is enough.")
    field = "name"


class LeftBeforeJoining(Refusal):
    sentence = _("A member can't have left before joining.")
    field = "left_on"


class WrongAmount(Refusal):
    sentence = _("This number can't be: it must be above zero and not absurdly large.")
    field = "measure"


class TooManyHours(Refusal):
    sentence = _("A day has 24 hours.")
    field = "measure"


class DayInFuture(Refusal):
    sentence = _("This day has not come yet.")
    field = "day"


class NotAMemberThen(Refusal):
    sentence = _("%(name)s was not a member on that day.")
    field = "day"


class WhatMissing(Refusal):
    sentence = _("Say which goods these are.")
    field = "what"


class ValueMissing(Refusal):
    sentence = _("Say for how much it was sold.")
    field = "value"


class AlreadyCorrected(Refusal):
    sentence = _("This line has been corrected already.")


class NothingChanged(Refusal):
    sentence = _("This is what stands there already.")
    field = "measure"


class ReasonMissing(Refusal):
    sentence = _("Say why, in a few words.")
    field = "reason"


class WeightsNotWhole(Refusal):
    sentence = _("The weights must sum to 100%%; these sum to %(percent)s%%.")
    field = "weights"


class WrongShare(Refusal):
    sentence = _("The cooperative's own share lies between 0 and 100%%.")
    field = "cooperative_share"


class MinutesMissing(Refusal):
    sentence = _("Attach the minutes of the assembly: a PDF or a photo.")
    field = "minutes"


class MinutesTooLarge(Refusal):
    sentence = _("This file is too large: 10 MB at most.")
    field = "minutes"


class RuleOfThatDay(Refusal):
    sentence = _("A rule that starts on that day stands already.")
    field = "starts_on"


class StartsBeforeAdoption(Refusal):
    sentence = _("A rule can't start before the members adopted it.")
    field = "starts_on"


class CantShare(Refusal):
    """`reason` is one of REASONS."""

    sentence = _("%(why)s")

    def __init__(self, reason: str) -> None:
        super().__init__("fallback", why=REASONS[reason])
        self.reason = reason


class NotThatMuch(Refusal):
    sentence = _("There are %(amount)s dirhams to share from your own sales, not more.")
    field = "amount"


class NothingToAdjust(Refusal):
    sentence = _("The work written down gives each the same part: nothing to correct.")


class NothingToPay(Refusal):
    sentence = _("Nothing is to be paid to these members.")


class WordsMissing(Refusal):
    sentence = _("Say what is wrong, in your own words.")
    field = "words"


class NoPhone(Refusal):
    sentence = _("This member has no mobile phone that takes messages.")


class TooManyLooks(Refusal):
    sentence = _("Too many tries. Please wait a few minutes.")


class SheetUnreadable(Refusal):
    sentence = _("This sheet can't be read: a CSV or XLSX file with the columns of the template is wanted.")
    field = "sheet"


class RowRefused(Refusal):
    """A line of a roster; nothing of the sheet was kept."""

    sentence = _("Line %(line)s: %(why)s")
    field = "sheet"
