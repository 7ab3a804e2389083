"""XLSX, read as a stream. What is not one, hides a bomb or carries macros is not opened."""

from __future__ import annotations

import io
import lzma
import warnings
import zipfile
import zlib
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from twiza.plumbing.sheets.refusals import Bomb, Empty, HasMacros, NotASheet, OldOrLocked, TooManyRows
from twiza.plumbing.sheets.sheet import MOST_ROWS, Sheet

MOST_UNPACKED = 150 * 2**20
MOST_PARTS = 1_000
MOST_RATIO = 200  # real workbooks stay near 10; beyond a megabyte nothing honest goes this far
MOST_COLUMNS = 500


def read(data: bytes) -> Sheet:
    from openpyxl import load_workbook  # heavy, and not every process reads a workbook

    _demand_harmless(data)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of styles and extensions it drops; we only want text
        try:
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            try:
                rows = _first_filled(book)
            finally:
                book.close()
        except (TooManyRows, NotASheet):
            raise
        except Exception:  # noqa: BLE001 - openpyxl answers broken workbooks with whatever its parsers raise
            raise NotASheet() from None
    if not rows:
        raise Empty()
    return Sheet("xlsx", rows, exact=False)


def _demand_harmless(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            names = {part.filename.lower() for part in parts}
            unpacked = sum(part.file_size for part in parts)
            if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED:
                raise Bomb()
            if any(p.file_size > 2**20 and p.file_size > MOST_RATIO * max(p.compress_size, 1) for p in parts):
                raise Bomb()
            if any("vbaproject" in name or name.startswith(("xl/macrosheets", "xl/activex")) for name in names):
                raise HasMacros()
            if any(part.flag_bits & 1 for part in parts) or "encryptedpackage" in names:
                raise OldOrLocked()
            if "[content_types].xml" not in names or not any(name.startswith("xl/") for name in names):
                raise NotASheet()
            if b"macroEnabled" in archive.read("[Content_Types].xml"):
                raise HasMacros()
            for part in parts:  # a document type is where an XML bomb begins; no workbook has one
                if part.filename.endswith((".xml", ".rels")):
                    with archive.open(part) as stream:
                        if b"<!DOCTYPE" in stream.read(2048).upper():
                            raise Bomb()
    except (zipfile.BadZipFile, KeyError, NotImplementedError, EOFError, OSError, lzma.LZMAError, zlib.error):
        raise NotASheet() from None


def _first_filled(book: Any) -> list[tuple[int, list[str]]]:
    """The rows of the first visible sheet that has any."""
    for sheet in sorted(book.worksheets, key=lambda s: s.sheet_state != "visible"):
        sheet.reset_dimensions()  # the size a workbook claims may be wrong, or a trap
        rows = []
        for number, values in enumerate(sheet.iter_rows(values_only=True), start=1):
            if number > 20 * MOST_ROWS:
                raise TooManyRows(most=MOST_ROWS)
            cells = [_as_text(value) for value in values[:MOST_COLUMNS]]
            while cells and not cells[-1]:
                cells.pop()
            if cells:
                rows.append((number, cells))
                if len(rows) > MOST_ROWS + 1:
                    raise TooManyRows(most=MOST_ROWS)
        if rows:
            return rows
    return []


def _as_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        # 0.1 + 0.2 must read 0.3; a barcode must not become 6.11e+12
        return str(int(value)) if value.is_integer() else format(Decimal(repr(round(value, 9))), "f")
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    return value.isoformat() if isinstance(value, date) else str(value)
