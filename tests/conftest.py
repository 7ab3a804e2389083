"""What every test stands on: the reference data, a fixed moment, the cast."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("Africa/Casablanca"))


@pytest.fixture
def now() -> datetime:
    """Monday 23 November 2026, ten in the morning in Marrakech."""
    return NOW


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker) -> Iterator[None]:  # noqa: PT004
    """The 1,503 communes, the categories and designations are there before the first test."""
    with django_db_blocker.unblock():
        from tests.make.reference import load_reference

        load_reference()
    yield
