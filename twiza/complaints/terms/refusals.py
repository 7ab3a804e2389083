"""Why complaints refuse."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from twiza.kernel.refusals import Refusal


class UnknownProblem(Refusal):
    sentence = _("Please choose what happened.")
    field = "problem"


class UnknownWish(Refusal):
    sentence = _("Please choose what you want.")
    field = "wish"


class LinesMissing(Refusal):
    sentence = _("Please choose what it is about.")
    field = "lines"


class NotYetSent(Refusal):
    """Nothing of the part was sent or sold: there is a verb for that on the order's page."""

    sentence = _("Nothing was sent yet. On the page of your order you can still cancel, free of charge.")


class NotThisProblem(Refusal):
    sentence = _("This problem does not fit where your parcel is now. Please choose another one.")
    field = "problem"


class AlreadyOpen(Refusal):
    """The same problem of the same line is open: `number` leads there."""

    sentence = _("You have already told us this: complaint %(number)s is open.")

    def __init__(self, *, number: str, **blanks: Any) -> None:
        super().__init__(number=number, **blanks)
        self.number = number


class TextTooLong(Refusal):
    sentence = _("Please write at most %(most)s characters.")
    field = "text"


class TextMissing(Refusal):
    sentence = _("Please say in a few words why.")
    field = "text"


class TooManyComplaints(Refusal):
    sentence = _("You have told us a lot today, and we read all of it. Please go on tomorrow, or call us.")


class TooManyFiles(Refusal):
    sentence = _("At most %(most)s files. Please keep those that show it best.")
    field = "files"


class FileTooHeavy(Refusal):
    sentence = _("This file is heavier than %(most)s MB. Send a shorter film, or photos instead.")
    field = "files"


class FileNotTaken(Refusal):
    sentence = _("We can read photos (JPEG, PNG, WebP), short films (MP4, WebM), PDF papers and voice notes.")
    field = "files"


class UnknownAnswer(Refusal):
    sentence = _("Please choose an answer.")
    field = "kind"


class PromiseDayMissing(Refusal):
    sentence = _("Say until which day you will have done it.")
    field = "promised_on"


class PromiseTooFar(Refusal):
    sentence = _("A promise must be kept within %(days)s days. Choose a day from today until then.")
    field = "promised_on"


class AmountMissing(Refusal):
    sentence = _("Say how much of which line, or of the delivery fee, is given back.")
    field = "items"


class NothingToGrade(Refusal):
    sentence = _("There is no answer to judge yet.")


class UnknownGrade(Refusal):
    sentence = _("Please say whether it is solved.")
    field = "grade"


class UnknownOutcome(Refusal):
    sentence = _("Please say how it ended.")
    field = "outcome"


class ReopenTooLate(Refusal):
    sentence = _("It was closed on %(day)s, too long ago to be reopened. Please open a new complaint.")


class NoAccountAsked(Refusal):
    sentence = _("No bank account is needed here.")


class AccountMissing(Refusal):
    sentence = _("Write the name and the 24 digits of your bank account (RIB).")
    field = "rib"


class ConsentMissing(Refusal):
    sentence = _("An association reads your file only if you say so. Please tick the box.")
    field = "consent"


class FactsMissing(Refusal):
    sentence = _("Please write what happened.")
    field = "facts"


class TooManyPapers(Refusal):
    sentence = _("Several files were made from here already. Please wait an hour.")


class UnknownSubject(Refusal):
    sentence = _("Please say what it is about.")
    field = "about"
