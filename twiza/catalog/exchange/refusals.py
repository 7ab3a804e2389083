"""Why a sheet as a whole can't be taken in. Known by their names, so that a run can say it later in any language."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from twiza.catalog.exchange.columns import BY_CODE
from twiza.kernel.refusals import Refusal


class SheetRefused(Refusal):
    """The sheet as a whole can't be read; str() says why."""

    field = "file"
    known: dict[str, type[SheetRefused]] = {}

    def __init_subclass__(cls) -> None:
        SheetRefused.known[cls.__name__] = cls

    def as_dict(self) -> dict[str, Any]:
        return {"code": type(self).__name__, "blanks": self.blanks}

    @staticmethod
    def rebuild(kept: dict[str, Any]) -> SheetRefused:
        return SheetRefused.known[kept["code"]](**kept["blanks"])


class TooLarge(SheetRefused):
    sentence = _("The file is larger than %(most)s MB: split it.")


class TooManyRows(SheetRefused):
    sentence = _("The sheet has more than %(most)s rows: split it.")


class Empty(SheetRefused):
    sentence = _("The sheet is empty.")


class NotASheet(SheetRefused):
    sentence = _("This is not a sheet that can be read: give a CSV or XLSX file.")


class OldOrLocked(SheetRefused):
    sentence = _("This is an old or locked Excel file: save it as XLSX without a password.")


class HasMacros(SheetRefused):
    sentence = _("The workbook holds macros: save it as XLSX without macros.")


class Bomb(SheetRefused):
    sentence = _("The workbook unpacks to far more than a catalogue can hold: it was not opened.")


class WrongEncoding(SheetRefused):
    sentence = _("The letters of the file can't be read (around row %(row)s): save it as UTF-8 or XLSX.")


class Mojibake(SheetRefused):
    sentence = _("The letters were damaged before (“%(sample)s”): export the sheet again and save it as UTF-8.")


class UnclosedQuote(SheetRefused):
    sentence = _("A quotation mark opened in row %(row)s is never closed.")


class UnknownHeadings(SheetRefused):
    sentence = _("The headings were not recognised. Use our template, or choose the format of the sheet.")


class MissingColumns(SheetRefused):
    """Blanks: `columns`, headings as they are or codes of our own columns; `language` none: the reader's."""

    def __str__(self) -> str:
        names = [BY_CODE[c].heading() if c in BY_CODE else c for c in self.blanks["columns"]]
        named = pgettext("between the items of a list", ", ").join(f"“{name}”" for name in names)
        return gettext("The sheet has no column %(columns)s.") % {"columns": named}


class TwiceAColumn(SheetRefused):
    sentence = _("Two columns say the same: “%(first)s” and “%(second)s”. Keep one.")
