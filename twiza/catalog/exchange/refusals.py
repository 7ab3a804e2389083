"""Why a sheet as a whole can't be taken in: what `plumbing.sheets` refuses, and what has no columns of ours."""

from __future__ import annotations

from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from twiza.catalog.exchange.columns import BY_CODE
from twiza.plumbing.sheets.refusals import Empty, SheetRefused, TooLarge, TooManyRows

__all__ = ["Empty", "MissingColumns", "SheetRefused", "TooLarge", "TooManyRows", "TwiceAColumn", "UnknownHeadings"]


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
