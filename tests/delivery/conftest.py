"""The carriers of these tests."""

from __future__ import annotations

import pytest

from tests.make.delivery import make_carriers
from tests.make.reference import load_reference
from twiza.geography.models import Region


@pytest.fixture
def carriers(db) -> None:
    # A test with real transactions leaves an empty database behind.
    if not Region.objects.exists():
        load_reference()
    make_carriers()
