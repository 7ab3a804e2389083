from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.make.members import a_roster
from twiza.cooperatives.api import Cooperative
from twiza.ledger.api import balances
from twiza.members import api as members
from twiza.members.models import Part
from twiza.people.api import Person

NOVEMBER = (date(2026, 11, 1), date(2026, 11, 23))


@pytest.fixture
def roster(tifawin: Cooperative, fatima: Person) -> list[members.Member]:
    """Six members of Tifawin, numbered from 1."""
    return a_roster(tifawin, by=fatima)


def parts_of(distribution: members.Distribution) -> dict[int, int]:
    """Member number → centimes."""
    rows = Part.objects.filter(distribution=distribution).select_related("member")
    return {part.member.number: part.centimes for part in rows}


def book(cooperative: Cooperative, roster: list[members.Member]) -> dict[str, int]:
    """What the cooperative's own book has, credits above zero."""
    names = [f"cooperative:{cooperative.pk}:{place}" for place in ("to_share", "share", "received")]
    names += [f"member:{member.pk}:payable" for member in roster]
    found = balances(names)
    said: dict[Any, Any] = {name.rsplit(":", 1)[1]: -found[name] for name in names[:3]}
    return said | {m.number: -found[f"member:{m.pk}:payable"] for m in roster if found[f"member:{m.pk}:payable"]}
