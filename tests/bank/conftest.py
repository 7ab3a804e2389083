"""A second person of the desk: what leaves takes two."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils.translation import override

from tests.make.people import make_person
from twiza.people.api import Person, Role


@pytest.fixture
def karima(db) -> Person:
    return make_person(email="karima@twiza.example", name="كريمة", role=Role.DESK)


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with override("en"):
        yield
