"""What the consumer association shows on a complaint's page."""

from __future__ import annotations

from typing import Any

from twiza.mediation import api as mediation


def openings_of(complaint: Any) -> Any:
    """Who opened the file, and when: each opening by an adviser is a row that the consumer reads."""
    return mediation.openings_of(complaint)


def association_link(here: str, complaint: Any) -> str:
    """Where she lets an association in, or the case that one has already."""
    number = mediation.open_case_number(complaint)
    return f"{here}cases/{number}/" if number else f"{here}cases/let-in/{complaint.number}/"
