"""Separated values: which sign separates, and rows with their numbers."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

from twiza.plumbing.sheets.decoding import decode
from twiza.plumbing.sheets.refusals import Empty, TooManyRows, UnclosedQuote, WrongEncoding
from twiza.plumbing.sheets.sheet import MOST_ROWS, Sheet

DELIMITERS = (",", ";", "\t", "|")
LONGEST_CELL = 200_000


Knows = Callable[[str], bool]


def read(data: bytes, knows: Knows, within: int = 1) -> Sheet:
    content, encoding = decode(data)
    return from_text(content, encoding, knows, within)


def from_text(content: str, encoding: str, knows: Knows, within: int = 1) -> Sheet:
    first, _, rest = content.partition("\n")
    given = first.strip().lower()
    skipped = 0
    if (
        given.startswith("sep=") and len(given) <= 5
    ):  # Excel's own line; a tab after the sign was stripped with the blanks
        delimiter, content, skipped = (first.strip()[4:] or "\t"), rest, 1
    else:
        delimiter = sniff(content, knows, within)
    rows = _rows(content, delimiter, skipped)
    if not rows:
        raise Empty()
    return Sheet(encoding, rows, exact=True, delimiter=delimiter, text=content)


def sniff(content: str, knows: Knows, within: int = 1) -> str:
    """The sign that cuts a heading into the most columns we know, else into the most columns."""
    headings = _headings(content, within)

    def cut(delimiter: str) -> tuple[int, int]:
        best = (0, 0)
        for heading in headings:
            cells = next(csv.reader(io.StringIO(heading, newline=""), delimiter=delimiter), [])
            best = max(best, (sum(map(knows, cells)) if len(cells) > 1 else 0, len(cells)))
        return best

    return max(DELIMITERS, key=cut)


def _headings(content: str, within: int) -> list[str]:
    """The first records that aren't blank; a newline inside quotes doesn't end one."""
    start, found = 0, list[str]()
    for line in io.StringIO(content, newline=""):
        if line.strip(' \r\n\t,;|"'):
            found.append(_record(content[start : start + 100_000]))
            if len(found) == within:
                break
        start += len(line)
    return found


def _record(content: str) -> str:
    inside = False
    for at, sign in enumerate(content):
        if sign == '"':
            inside = not inside
        elif sign == "\n" and not inside:
            return content[:at]
    return content.partition("\n")[0]


def _rows(content: str, delimiter: str, skipped: int) -> list[tuple[int, list[str]]]:
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(content, newline=""), delimiter=delimiter, skipinitialspace=True)
    rows: list[tuple[int, list[str]]] = []
    number, line_before = skipped, 0
    try:
        for cells in reader:
            number += 1
            if any(cell and not cell.isspace() for cell in cells):
                rows.append((number, cells))
                if len(rows) > MOST_ROWS + 1:
                    raise TooManyRows(most=MOST_ROWS)
            last_lines, line_before = reader.line_num - line_before, reader.line_num
    except csv.Error:  # a cell beyond any text of a catalogue: its quote was never closed; or a stray NUL
        if "\x00" in content:
            raise WrongEncoding(row=number + 1) from None
        raise UnclosedQuote(row=number + 1) from None
    if rows and rows[-1][0] == number and last_lines > 1:
        _demand_closed(content, delimiter, last_lines, number)
    return rows


def _demand_closed(content: str, delimiter: str, lines: int, number: int) -> None:
    """The last record took several lines: did its quote close, or did it swallow the rest of the file?"""
    tail = "".join(list(io.StringIO(content, newline=""))[-lines:])
    try:
        list(csv.reader(io.StringIO(tail, newline=""), delimiter=delimiter, skipinitialspace=True, strict=True))
    except csv.Error as error:
        if "unexpected end of data" in str(error):
            raise UnclosedQuote(row=number) from None
