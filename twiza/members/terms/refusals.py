"""Why members' actions refuse."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from twiza.kernel.refusals import Refusal
from twiza.members.terms.words import REASONS


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


class UnknownUnit(Refusal):
    sentence = _("Choose a unit.")
    field = "unit"


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


class MinutesUnreadable(Refusal):
    sentence = _("The minutes must be a PDF, a JPEG or a PNG.")
    field = "minutes"


class RuleOfThatDay(Refusal):
    sentence = _("A rule that starts on that day stands already.")
    field = "starts_on"


class DaysShared(Refusal):
    sentence = _("What was earned up to %(day)s is shared already: a new rule can only start after that day.")
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


class UnknownFallback(Refusal):
    sentence = _("Choose how to share it.")
    field = "fallback"


class PeriodBackwards(Refusal):
    sentence = _("The period ends before it begins.")
    field = "ends_on"


class NotThatMuch(Refusal):
    sentence = _("There are %(amount)s dirhams to share from your own sales, not more.")
    field = "amount"


class NothingToAdjust(Refusal):
    sentence = _("The work written down gives each the same part: nothing to correct.")


class UnknownWay(Refusal):
    sentence = _("Choose how it is paid.")
    field = "way"


class NothingToPay(Refusal):
    sentence = _("Nothing is to be paid to these members.")


class WordsMissing(Refusal):
    sentence = _("Say what is wrong, in your own words.")
    field = "words"


class NoPhone(Refusal):
    sentence = _("This member has no mobile phone that takes messages.")


class TooManyLetters(Refusal):
    sentence = _("This phone has had enough messages today. Try again tomorrow.")


class TooManyLooks(Refusal):
    sentence = _("Too many tries. Please wait a few minutes.")


class SheetUnreadable(Refusal):
    sentence = _("This sheet can't be read: a CSV or XLSX file with the columns of the template is wanted.")
    field = "sheet"


class RowRefused(Refusal):
    """A line of a roster; nothing of the sheet was kept."""

    sentence = _("Line %(line)s: %(why)s")
    field = "sheet"
