from __future__ import annotations

import pytest

from tests.make.ordering import a_carrier
from tests.make.payments import ALL_WAYS


@pytest.fixture(autouse=True)
def _a_market(settings, db) -> None:
    settings.TWIZA_PAYMENTS = ALL_WAYS
    a_carrier()
