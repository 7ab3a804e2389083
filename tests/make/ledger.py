"""Postings for tests."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from tests.conftest import NOW
from twiza.ledger.api import post

DAY = date(2026, 11, 23)


def a_posting(reference: str = "sale:1", lines: Mapping[str, int] | None = None, **fields: Any) -> bool:
    """120 dirhams on the bank, owed to cooperative 12, today; or what is said."""
    lines = {"bank:main": 120_00, "cooperative:12:payable": -120_00} if lines is None else lines
    return post(reference=reference, lines=lines, **({"day": DAY, "cause": "test:1", "now": NOW} | fields))
