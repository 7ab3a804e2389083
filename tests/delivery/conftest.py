"""The carriers of these tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils.translation import override

from tests.make.delivery import make_carriers
from tests.make.reference import load_reference
from twiza.geography.models import Region


@pytest.fixture
def carriers(db) -> None:
    # A test with real transactions leaves an empty database behind.
    if not Region.objects.exists():
        load_reference()
    make_carriers()


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """Sentences are compared in the language they are written in."""
    with override("en"):
        yield
