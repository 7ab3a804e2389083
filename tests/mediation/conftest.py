from __future__ import annotations

import pytest

from tests.make.complaints import a_complaint
from tests.make.mediation import an_association
from tests.make.ordering import a_carrier
from tests.make.payments import ALL_WAYS
from tests.make.settlement import a_received_part, a_settled_seller
from twiza.kernel.periods import day_of


@pytest.fixture(autouse=True)
def _a_market(settings, db) -> None:
    settings.TWIZA_PAYMENTS = ALL_WAYS
    a_carrier()


@pytest.fixture
def association(youssef, nadia):
    """Youssef heads it."""
    return an_association(head=youssef, desk=nadia)


@pytest.fixture
def seller(db, fatima):
    """Argan oil at 120 dirhams."""
    return a_settled_seller(fatima)


@pytest.fixture
def part(seller):
    """One bottle, received and paid in cash."""
    return a_received_part(seller)


@pytest.fixture
def complaint(part):
    return a_complaint(part)


@pytest.fixture
def today(now):
    return day_of(now)
