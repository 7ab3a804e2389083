from __future__ import annotations

from dataclasses import dataclass

MOST_ROWS = 50_000


@dataclass(slots=True)
class Sheet:
    """Rows as (number as a spreadsheet shows it, cells); rows without any text are left out.

    `exact`: a row with fewer cells than the heading is ragged (CSV), not merely short (XLSX).
    """

    encoding: str
    rows: list[tuple[int, list[str]]]
    exact: bool = True
    delimiter: str = ""
    text: str = ""  # of a CSV, for a format that must cut it differently
