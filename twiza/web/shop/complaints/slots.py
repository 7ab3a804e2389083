"""What the consumer association shows on a complaint's page."""

from __future__ import annotations

from typing import Any

from twiza.mediation import api as mediation


def openings_of(complaint: Any) -> Any:
    """Who opened the file, and when: each opening by an adviser is a row that the consumer reads."""
    return mediation.openings_of(complaint)
