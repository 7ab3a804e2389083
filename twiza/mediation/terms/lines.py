"""What an adviser writes into a proposal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, kw_only=True)
class TermLine:
    """One thing that the cooperative would do, until the end of `by_day`.

    `items`: order line → centimes of a refund, → pieces of a replacement. `product_id` of a relabelling or withdrawal
    from sale. `text` says what, where the kind alone does not.
    """

    kind: str
    by_day: date
    items: Mapping[int, int] = field(default_factory=dict)
    delivery_centimes: int = 0
    product_id: int | None = None
    text: str = ""
