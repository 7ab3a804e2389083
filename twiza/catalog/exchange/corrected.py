"""The sheet as it was given in, with what became of each row and why: to be corrected and given in again."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext, override
from django.utils.translation import gettext_noop as _

from twiza.catalog.exchange.columns import RESULT, WHY
from twiza.catalog.exchange.formats import Reading, recognise
from twiza.catalog.exchange.queries import outcomes_of, run_of_cooperative
from twiza.catalog.exchange.report import CHANGED, CREATED, JOINED, REFUSED, UNCHANGED, RowOutcome
from twiza.catalog.exchange.sheets import open_sheet
from twiza.plumbing.api import open_file
from twiza.plumbing.sheets.cells import clean, unguard
from twiza.plumbing.sheets.writing import Book, Cell

WORDS = {
    CREATED: _("New"),
    CHANGED: _("Changed"),
    UNCHANGED: _("Unchanged"),
    REFUSED: _("Refused"),
    JOINED: _("Part of another row"),
}


def corrected_sheet(*, cooperative_id: int, run_id: int, language: str) -> bytes:
    """XLSX. Two columns lead each row: what became of it, and why; the importer reads past them.

    NotFound for another cooperative's run; a SheetRefused where the file can't be read at all.
    """
    run = run_of_cooperative(cooperative_id, run_id)
    reading = recognise(open_sheet(open_file(run.file_id)), run.format, run.language)
    outcomes = {outcome.row: outcome for outcome in outcomes_of(run)}
    with override(language):
        book = Book(language)
        headings = [RESULT.heading(language), WHY.heading(language), *reading.table.header]
        book.sheet("Twiza", headings, _rows(reading, outcomes), [14, 60, *[18] * len(reading.table.header)], tints=True)
        return b"".join(book.blocks())


def _rows(reading: Reading, outcomes: dict[int, RowOutcome]) -> Iterator[list[Cell]]:
    # An earlier corrected sheet has these two columns already: they are not repeated.
    for number, cells in reading.rows:
        found = outcomes.get(number)
        texts = [unguard(clean(cell)) for cell in cells]
        if found is None:
            yield ["", "", "", *texts]
        else:
            tint = "refused" if found.outcome == REFUSED else "warned" if found.warned else ""
            yield [tint, gettext(WORDS[found.outcome]), found.why, *texts]
