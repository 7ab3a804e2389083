from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from twiza.catalog.terms.refusals import Missing


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferDuty:
    """One thing an offer must say: the rule that asks it, in words, and what is missing of it (nothing: it is met).

    `by` is who says it: `cooperative`, or `market`, whose pages say it for every offer. `note` is how it is met.
    """

    rule_id: str
    words: Any  # lazy, as is `note`
    missing: tuple[Missing, ...]
    by: str
    note: Any

    @property
    def met(self) -> bool:
        return not self.missing
