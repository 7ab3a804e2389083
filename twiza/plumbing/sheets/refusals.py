"""Why a file can't be read as a sheet. Known by their names, so that one kept can be said later in any language."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

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
