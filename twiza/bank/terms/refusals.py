from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from twiza.kernel.refusals import Refusal


class WrongRib(Refusal):
    """Blanks: `why` ("signs", "length", "key") and, for the length, how many `digits` there are."""

    sentence = _("This is not a bank account number (RIB): it has 24 digits.")
    field = "rib"

    def __str__(self) -> str:
        if self.blanks.get("why") == "key":
            return gettext("The key of this bank account number (RIB) does not fit: a digit is wrong or misplaced.")
        if self.blanks.get("why") == "length":
            return gettext("A bank account number (RIB) has 24 digits; this one has %(digits)s.") % self.blanks
        return str(self.sentence)


class SamePerson(Refusal):
    sentence = _("Whoever composed these transfers can't release them too: it takes a second person.")


class ReferenceTaken(Refusal):
    sentence = _("Another transfer has the reference “%(reference)s” already.")


class NothingToSend(Refusal):
    sentence = _("None of these transfers waits to be sent.")
    field = "references"


class NotReleased(Refusal):
    sentence = _("A second person must release this batch before its file can be written.")


class UnknownAccount(Refusal):
    sentence = _("Choose one of our own accounts.")
    field = "account"


class ReasonMissing(Refusal):
    sentence = _("Write what the bank said.")
    field = "reason"


class AlreadyExplained(Refusal):
    sentence = _("Somebody explained this entry already.")


class PurposeUnknown(Refusal):
    sentence = _("Choose what this entry is.")
    field = "purpose"


class NoSuchTransfer(Refusal):
    sentence = _("No transfer of ours with this reference and amount is on its way.")
    field = "reference"


class NoCounterpart(Refusal):
    sentence = _("No entry of the same amount on another of our accounts waits: read that account's statement first.")
    field = "purpose"


class StatementRefused(Refusal):
    """The file as a whole can't be taken in; nothing of it was."""

    field = "file"


class NotAStatement(StatementRefused):
    sentence = _("This is not a bank statement that can be read: give a CSV, XLSX or CAMT.053 file.")


class UnsafeXml(StatementRefused):
    sentence = _("This XML file declares things of its own (a DTD or entities): it was not opened.")


class HeadingsMissing(StatementRefused):
    sentence = _("No row of headings was found: a statement needs a date, a text, and an amount or debit and credit.")


class NoEntries(StatementRefused):
    sentence = _("The statement has no entries.")


class TooManyEntries(StatementRefused):
    sentence = _("The statement has more than %(most)s entries: export shorter periods.")


class CellWrong(StatementRefused):
    """Blanks: `row`, `what` ("date", "amount"), `value`."""

    sentence = _("Row %(row)s: “%(value)s” can't be read.")

    def __str__(self) -> str:
        said: dict[str, Any] = {
            "date": _("Row %(row)s: “%(value)s” is not a date that can be read."),
            "amount": _("Row %(row)s: “%(value)s” is not an amount that can be read."),
            "both": _("Row %(row)s has both a debit and a credit."),
            "none": _("Row %(row)s has no amount."),
        }
        return str(said.get(self.blanks.get("what", ""), self.sentence)) % self.blanks


class OtherCurrency(StatementRefused):
    sentence = _("This statement is in %(currency)s: only accounts in dirhams (MAD) are kept here.")


class OtherAccount(StatementRefused):
    sentence = _("This statement is of the account %(found)s, which is not the one chosen.")


class NotOurAccount(StatementRefused):
    sentence = _("This statement is of the account %(found)s, which is not one of ours.")


class AccountNotSaid(StatementRefused):
    sentence = _("The file does not say of which account it is: choose the account.")
    field = "account"


class SumsDiffer(StatementRefused):
    sentence = _(
        "The statement does not add up: it opens at %(opening)s, its entries make %(entries)s, and it closes at "
        "%(closing)s instead of %(expected)s."
    )


class BalanceBroken(StatementRefused):
    sentence = _("Row %(row)s: the balance says %(said)s, but the entries make %(counted)s. Is a row missing?")


class OtherKindOfFile(StatementRefused):
    sentence = _(
        "The days from %(first)s to %(last)s were read from another kind of file: the same entries can't be told "
        "apart. Give the same kind again, or only later days."
    )


class BusyAccount(StatementRefused):
    sentence = _("Another statement of this account is being read: try again in a moment.")


def dirhams(centimes: int) -> str:
    """An amount inside a sentence: isolated, two decimals, comma."""
    sign = "-" if centimes < 0 else ""
    return f"\u2068{sign}{abs(centimes) // 100},{abs(centimes) % 100:02d}\u2069"
