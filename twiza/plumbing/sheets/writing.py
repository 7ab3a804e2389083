"""Rows to a file: CSV as Excel in Morocco opens it, and XLSX with headings that stay in sight."""

from __future__ import annotations

import csv
import io
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from twiza.plumbing.sheets.cells import guard

if TYPE_CHECKING:  # openpyxl is imported where a workbook is written: it is heavy, and not every process writes one
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import PatternFill

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DELIMITER = {"ar": ";", "fr": ";", "en": ","}
Cell = str | int | Decimal | None
BLOCK = 64 * 1024
HEAD_TINT = "E6EEF0"
TINTS = {"refused": "FBE3E0", "warned": "FFF4D6"}


def csv_lines(rows: Iterable[Sequence[Cell]], language: str) -> Iterator[bytes]:
    """UTF-8 with a mark (without it Excel shows broken letters), semicolons and decimal commas but in English."""
    delimiter = DELIMITER.get(language, ",")
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=delimiter)
    yield b"\xef\xbb\xbf"
    for row in rows:
        writer.writerow([_text(cell, delimiter == ";") for cell in row])
        if buffer.tell() > BLOCK:
            yield buffer.getvalue().encode()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue().encode()


def _text(cell: Cell, comma: bool) -> str:
    if isinstance(cell, Decimal):
        return f"{cell:.2f}".replace(".", ",") if comma else f"{cell:.2f}"
    return "" if cell is None else guard(cell) if isinstance(cell, str) else str(cell)


class Book:
    """A workbook written row by row; nothing of it is held in memory."""

    def __init__(self, language: str) -> None:
        from openpyxl import Workbook
        from openpyxl.styles import PatternFill

        self.book = Workbook(write_only=True)
        self.tints = {word: PatternFill("solid", fgColor=colour) for word, colour in TINTS.items()}
        self.rtl = language == "ar"

    def sheet(
        self,
        title: str,
        headings: Sequence[str],
        rows: Iterable[Sequence[Cell]],
        widths: Sequence[int] = (),
        *,
        required: frozenset[int] = frozenset(),
        tints: bool = False,
        choices: Mapping[int, Sequence[str]] | None = None,
    ) -> None:
        """`required` headings are bold and marked; with `tints` a row may lead with a word of TINTS, not written."""
        from openpyxl.utils import get_column_letter

        sheet = self.book.create_sheet(title[:31])
        sheet.sheet_view.rightToLeft = self.rtl
        sheet.freeze_panes = "A2"
        for at, width in enumerate(widths, 1):
            sheet.column_dimensions[get_column_letter(at)].width = width
        for at, allowed in (choices or {}).items():
            self._offer(sheet, get_column_letter(at + 1), allowed)
        sheet.append([self._heading(sheet, text, at in required) for at, text in enumerate(headings)])
        for row in rows:
            fill = None
            if tints:
                fill, row = self.tints.get(str(row[0])), row[1:]
            sheet.append([self._cell(sheet, cell, fill) for cell in row])

    def _offer(self, sheet: Any, letter: str, allowed: Sequence[str]) -> None:
        from openpyxl.worksheet.datavalidation import DataValidation

        offer = DataValidation(type="list", formula1=f'"{",".join(allowed)}"', allow_blank=True, showErrorMessage=False)
        offer.add(f"{letter}2:{letter}5000")
        sheet.data_validations.append(offer)

    def _heading(self, sheet: Any, text: str, required: bool) -> WriteOnlyCell:
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Alignment, Font, PatternFill

        cell = WriteOnlyCell(sheet, guard(text))
        cell.font = Font(bold=True, color="9C2A1F" if required else "1F2A2E")
        cell.fill = PatternFill("solid", fgColor=HEAD_TINT)
        cell.alignment = Alignment(vertical="center", wrap_text=True)
        return cell

    def _cell(self, sheet: Any, value: Cell, fill: PatternFill | None) -> WriteOnlyCell | Cell:
        plain = (guard(value) or None) if isinstance(value, str) else value
        if fill is None and not (isinstance(plain, str) and plain.isdecimal()):
            return plain
        from openpyxl.cell import WriteOnlyCell

        cell = WriteOnlyCell(sheet, plain)
        if fill is not None:
            cell.fill = fill
        if isinstance(plain, str):
            cell.number_format = "@"  # a SKU of digits stays text when somebody edits the cell
        return cell

    def blocks(self) -> Iterator[bytes]:
        handle, path = tempfile.mkstemp(suffix=".xlsx")
        try:
            with os.fdopen(handle, "w+b") as file:
                self.book.save(file)
                file.seek(0)
                while block := file.read(BLOCK):
                    yield block
        finally:
            os.unlink(path)
