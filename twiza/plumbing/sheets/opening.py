"""Which kind of file it is, told from its first bytes, never from its name."""

from __future__ import annotations

from collections.abc import Callable

from twiza.plumbing.sheets import text, workbook
from twiza.plumbing.sheets.refusals import Empty, NotASheet, OldOrLocked, TooLarge
from twiza.plumbing.sheets.sheet import Sheet

MOST_MEGABYTES = 50
MOST_BYTES = MOST_MEGABYTES * 2**20
_BINARY = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"Rar!",
    b"7z\xbc\xaf",
    b"{\\rtf",
    b"<!DOC",
    b"<html",
)


def open_sheet(data: bytes, *, knows: Callable[[str], bool] = lambda cell: False, within: int = 1) -> Sheet:
    """The rows of the file, or a SheetRefused.

    `knows` says whether a cell is a heading the reader knows: so the sign that separates is told. The headings stand
    within the first so many lines: a bank writes a few of its own above them.
    """
    if len(data) > MOST_BYTES:
        raise TooLarge(most=MOST_MEGABYTES)
    if not data.strip(b"\x00 \r\n\t"):
        raise Empty()
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise OldOrLocked()
    if data.startswith(b"PK"):
        return workbook.read(data)
    if data.startswith(_BINARY):
        raise NotASheet()
    return text.read(data, knows, within)
