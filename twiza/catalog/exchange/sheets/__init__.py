"""A catalogue's file as rows of text: a sheet, or a Django fixture of django-oscar."""

from twiza.catalog.exchange.columns import recognise
from twiza.catalog.exchange.sheets import fixture
from twiza.plumbing import sheets
from twiza.plumbing.sheets import Sheet

__all__ = ["Sheet", "open_sheet"]


def open_sheet(data: bytes) -> Sheet:
    """The rows of the file, or a SheetRefused."""
    if (
        data.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"["
        and len(data) <= sheets.MOST_BYTES
        and (read := fixture.read(data))
    ):
        return read
    return sheets.open_sheet(data, knows=lambda cell: recognise(cell) is not None)
