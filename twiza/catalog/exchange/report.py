"""What an import did, or would do: one outcome a row, and their sum."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from twiza.catalog.exchange.reasons import Reason

CREATED, CHANGED, UNCHANGED, REFUSED, JOINED = "created", "changed", "unchanged", "refused", "joined"
Progress = Callable[[int, int], None]  # rows done, of how many
OUTCOMES = (CREATED, CHANGED, UNCHANGED, REFUSED, JOINED)


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """One row of the sheet. `row` is its number as a spreadsheet shows it (the header is 1).

    `outcome`: created, changed, unchanged, refused, or joined (the row only describes the product of other rows:
    a parent, a picture, a translation). `reasons` hold why it was refused and what else to look at.
    """

    row: int
    sku: str
    name: str
    outcome: str
    reasons: tuple[Reason, ...] = ()
    changes: tuple[str, ...] = ()  # codes of the columns that change

    @property
    def why(self) -> str:
        """The reasons as sentences, in the language that is active."""
        return " ".join(reason.sentence for reason in self.reasons)

    @property
    def warned(self) -> bool:
        return any(not reason.refuses for reason in self.reasons)

    def as_list(self) -> list[Any]:
        return [self.row, self.sku, self.name, self.outcome, [r.as_list() for r in self.reasons], list(self.changes)]

    @classmethod
    def from_list(cls, kept: list[Any]) -> RowOutcome:
        row, sku, name, outcome, reasons, changes = kept
        return cls(row, sku, name, outcome, tuple(Reason.from_list(r) for r in reasons), tuple(changes))


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The outcomes of a whole sheet, in the order of its rows."""

    format: str  # as recognised: twiza, woocommerce, shopify, spree, bagisto, medusa, oscar…
    encoding: str
    outcomes: tuple[RowOutcome, ...]
    ignored_columns: tuple[str, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, format: str, encoding: str, outcomes: Iterable[RowOutcome], ignored: Iterable[str]) -> ImportReport:
        kept = tuple(sorted(outcomes, key=lambda o: o.row))
        counted = Counter(o.outcome for o in kept)
        counts = {name: counted[name] for name in OUTCOMES} | {"warned": sum(o.warned for o in kept)}
        return cls(format, encoding, kept, tuple(ignored), counts)

    @property
    def rows(self) -> int:
        return len(self.outcomes)

    @property
    def refused(self) -> tuple[RowOutcome, ...]:
        return tuple(o for o in self.outcomes if o.outcome == REFUSED)
