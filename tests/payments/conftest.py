from __future__ import annotations

import pytest

from tests.make.payments import ALL_WAYS


@pytest.fixture(autouse=True)
def _all_ways(settings) -> None:
    """Every way is on, with settings of nobody's."""
    settings.TWIZA_PAYMENTS = ALL_WAYS
