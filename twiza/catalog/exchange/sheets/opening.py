"""Which kind of file it is, told from its first bytes, never from its name."""

from __future__ import annotations

from twiza.catalog.exchange.refusals import Empty, NotASheet, OldOrLocked, TooLarge
from twiza.catalog.exchange.sheets import fixture, text, workbook
from twiza.catalog.exchange.sheets.sheet import Sheet

MOST_MEGABYTES = 50
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


def open_sheet(data: bytes) -> Sheet:
    """The rows of the file, or a SheetRefused."""
    if len(data) > MOST_MEGABYTES * 2**20:
        raise TooLarge(most=MOST_MEGABYTES)
    if not data.strip(b"\x00 \r\n\t"):
        raise Empty()
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise OldOrLocked()
    if data.startswith(b"PK"):
        return workbook.read(data)
    if data.startswith(_BINARY):
        raise NotASheet()
    if data.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"[" and (sheet := fixture.read(data)):
        return sheet
    return text.read(data)
