"""Where a parcel is, as far as problems fit it."""

from __future__ import annotations

from typing import Any

STAGES = {
    "handed_over": "on_way",
    "refused": "on_way",
    "delivered": "received",
    "returned": "ended",
    "declined": "ended",
    "cancelled": "ended",
}


def stage_of(part: Any) -> str:
    """before, on_way, received or ended; of a part, or of its view."""
    return STAGES.get(str(part.status), "before")
