from __future__ import annotations

from twiza.kernel.refusals import Refusal
from twiza.kernel.text import fold
from twiza.members.actions.roster_lines import MemberLine
from twiza.members.terms.refusals import RowRefused, SheetUnreadable
from twiza.members.terms.words import MOST_ROWS
from twiza.plumbing.sheets import open_sheet
from twiza.plumbing.sheets.cells import clean, unguard
from twiza.plumbing.sheets.numbers import Bad, centimes, day, decimal
from twiza.plumbing.sheets.refusals import SheetRefused
from twiza.plumbing.sheets.writing import csv_lines

# The headings that are known, folded; any other column is not read, so an identity number in one goes nowhere.
HEADINGS = {
    "number": ("number", "numero", "n", "no", "رقم", "الرقم", "رقم العضو", "رقم العضوه"),
    "name": ("name", "nom", "nom et prenom", "الاسم", "الاسم الكامل", "اسم", "الاسم والنسب"),
    "phone": ("phone", "telephone", "tel", "gsm", "الهاتف", "رقم الهاتف"),
    "joined_on": ("joined", "joined on", "adhesion", "date d adhesion", "تاريخ الانخراط", "الانخراط"),
    "left_on": ("left", "left on", "sortie", "date de sortie", "تاريخ المغادره", "المغادره"),
    "shares": ("shares", "parts", "parts sociales", "الحصص", "عدد الحصص"),
    "capital": ("capital", "capital paid", "capital verse", "راس المال", "راس المال المدفوع"),
    "language": ("language", "langue", "اللغه"),
}
_KNOWN = {fold(word): column for column, words in HEADINGS.items() for word in words}
_TEMPLATES = {
    "ar": ("رقم العضو", "الاسم الكامل", "الهاتف", "تاريخ الانخراط", "عدد الحصص", "رأس المال المدفوع"),
    "fr": ("Numéro", "Nom et prénom", "Téléphone", "Date d’adhésion", "Parts sociales", "Capital versé"),
    "en": ("Number", "Name", "Phone", "Joined on", "Shares", "Capital paid"),
}


def read_roster(data: bytes) -> list[tuple[int, MemberLine]]:
    """The lines of a CSV or XLSX roster, each with its number on the sheet. Refuses a sheet without a column of names,
    one too long, and the first cell that can't be read (RowRefused).
    """
    try:
        sheet = open_sheet(data, knows=lambda cell: fold(cell) in _KNOWN)
    except SheetRefused as refusal:
        raise RowRefused(line=1, why=str(refusal)) from refusal
    if not sheet.rows or len(sheet.rows) > MOST_ROWS:
        raise SheetUnreadable()
    columns = {_KNOWN.get(fold(clean(cell))): at for at, cell in reversed(list(enumerate(sheet.rows[0][1])))}
    if "name" not in columns:
        raise SheetUnreadable()
    return [(line, _line(line, cells, columns)) for line, cells in sheet.rows[1:]]


def _line(line: int, cells: list[str], columns: dict[str | None, int]) -> MemberLine:
    def cell(column: str) -> str:
        at = columns.get(column)
        return unguard(clean(cells[at])) if at is not None and at < len(cells) else ""

    try:
        return MemberLine(
            name=cell("name"),
            number=_whole(cell("number")) if cell("number") else None,
            phone=cell("phone"),
            joined_on=day(cell("joined_on")) if cell("joined_on") else None,
            left_on=day(cell("left_on")) if cell("left_on") else None,
            shares=_whole(cell("shares")) if cell("shares") else 0,
            capital_centimes=centimes(cell("capital")) if cell("capital") else 0,
            language=cell("language").casefold()[:2] or "ar",
        )
    except Bad as bad:
        raise RowRefused(line=line, why=bad.blanks.get("value", bad.code)) from bad
    except Refusal as refusal:
        raise RowRefused(line=line, why=str(refusal)) from refusal


def _whole(typed: str) -> int:
    number = decimal(typed)
    if number != int(number):
        raise Bad("not_a_number", value=typed)
    return int(number)


def roster_template(language: str) -> bytes:
    """An empty roster with its headings, as CSV that Excel opens."""
    return b"".join(csv_lines([_TEMPLATES.get(language, _TEMPLATES["ar"])], language))
