"""A file as goods, grouped into products: what both the dry run and the application start from.

The groups depend on the file alone, never on what the database holds: so a run that is taken up again after its worker
was killed cuts the same chunks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from twiza.catalog.exchange.formats import Reading, recognise
from twiza.catalog.exchange.goods import Goods, Reader
from twiza.catalog.exchange.lookups import Lookups
from twiza.catalog.exchange.reasons import Reason
from twiza.catalog.exchange.sheets import open_sheet

CHUNK_ROWS = 500


@dataclass(slots=True)
class Group:
    """The rows of one product, in the order of the sheet. `id` tells groups of one file apart."""

    id: str
    key: str
    goods: list[Goods] = field(default_factory=list)


@dataclass(slots=True)
class Catalogue:
    reading: Reading
    reader: Reader
    groups: list[Group]
    rows: int

    def chunks(self) -> Iterator[list[Group]]:
        """Whole products, about 500 rows at a time."""
        chunk: list[Group] = []
        size = 0
        for group in self.groups:
            chunk.append(group)
            size += len(group.goods)
            if size >= CHUNK_ROWS:
                yield chunk
                chunk, size = [], 0
        if chunk:
            yield chunk


def read_catalogue(data: bytes, *, format: str, language: str) -> Catalogue:
    """Everything that can be known from the file itself; a SheetRefused where it can't be read as a whole."""
    reading = recognise(open_sheet(data), format, language)
    reader = Reader(reading, Lookups())
    groups: dict[str, Group] = {}
    first: dict[str, int] = {}
    rows = 0
    goods_in_order = sorted((reader.read(raw) for raw in reading.raws()), key=lambda g: g.row)
    for goods in goods_in_order:
        rows += 1
        if goods.sku and not goods.joined and not goods.translation:
            before = first.setdefault(goods.sku, goods.row)
            if before != goods.row:
                again = {"value": goods.sku, "row": before}
                goods.reasons.append(Reason("same_sku", reader.heading("sku"), again))
        group_id = f"k{goods.key}" if goods.key else f"s{goods.sku or goods.row}"
        groups.setdefault(group_id, Group(group_id, goods.key)).goods.append(goods)
    return Catalogue(reading, reader, list(groups.values()), rows)


def rows_of(chunk: Sequence[Group]) -> int:
    return sum(len(group.goods) for group in chunk)
