"""What a format is given (a table of text) and what it gives back (raw goods, in the words of our own columns)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from twiza.catalog.exchange.reasons import Reason
from twiza.kernel.text import fold
from twiza.plumbing.sheets.cells import clean, unguard

GOODS, JOINED = "goods", "joined"
_ARABIC = re.compile("[\u0620-\u064a]")
_TIFINAGH = re.compile("[\u2d30-\u2d7f]")
_BREAK = re.compile(r"<\s*(?:br|/p|/div|/h\d|/tr|/ul|/ol)\b[^>]*>", re.I)
_ITEM = re.compile(r"<\s*li\b[^>]*>", re.I)
_HIDDEN = re.compile(r"<(script|style)\b.*?</\1\s*>", re.I | re.S)
_TAG = re.compile(r"</?[a-z!][^<>]*>", re.I)


@dataclass(slots=True)
class Raw:
    """One row in the words of our own columns (`sku`, `name_fr`, `price`…), not yet read as numbers.

    Words that only programs write: `currency`, `weight_unit`, `category_path`, `translation` (a row that only carries
    texts of a product which is already here).
    """

    row: int
    cells: dict[str, str]
    kind: str = GOODS
    reasons: list[Reason] = field(default_factory=list)

    def refuse(self, code: str, column: str = "", **blanks: object) -> Raw:
        self.reasons.append(Reason(code, column, blanks))
        return self

    @property
    def refused(self) -> bool:
        return any(reason.refuses for reason in self.reasons)


@dataclass(slots=True)
class Table:
    """Headings and rows; ragged rows were taken out before. `language`: of texts whose column doesn't say."""

    header: list[str]
    rows: list[tuple[int, list[str]]]
    language: str
    folded: list[str] = field(init=False)

    def __post_init__(self) -> None:
        self.folded = [fold(heading) for heading in self.header]

    def dicts(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Each row as {folded heading: cell}, without the empty ones; of two equal headings the first filled wins."""
        for number, cells in self.rows:
            found: dict[str, str] = {}
            for heading, cell in zip(self.folded, cells, strict=False):
                if cell and heading not in found and (text := unguard(clean(cell))):
                    found[heading] = text
            yield number, found


def text_language(text: str, language: str) -> str:
    """The language of a text from its script; Latin script is `language` where that is Latin, else French."""
    if _ARABIC.search(text):
        return "ar"
    if _TIFINAGH.search(text):
        return "zgh"
    return language if language in ("fr", "en") else "fr"


def without_html(text: str) -> str:
    """A description as text: tags gone, paragraphs and list items on lines of their own, «\\n» as a new line."""
    text = text.replace("\\r\\n", "\n").replace("\\n", "\n")
    if "<" in text:
        text = _ITEM.sub("\n• ", _BREAK.sub("\n", _HIDDEN.sub("", text)))
        text = _TAG.sub("", text)
    text = unescape(text).replace("\u00a0", " ") if "&" in text else text
    return re.sub(r"\n\s*\n\s*\n+", "\n\n", "\n".join(line.strip() for line in text.split("\n"))).strip()


def put_texts(cells: dict[str, str], code: str, text: str, language: str) -> None:
    """A text under the column of its language, unless one stands there."""
    if text:
        cells.setdefault(f"{code}_{text_language(text, language)}", text)


def label_of(values: list[str]) -> str:
    return " / ".join(value for value in values if value)
