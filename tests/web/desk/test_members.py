"""What the desk sees of members: who contests, which money waits; a stranger sees nothing."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.make.members import a_roster, a_rule, own_sales_shared
from tests.web.rooms import Row, walk_desk_room
from twiza.members import api as members
from twiza.members.actions.share_payouts import share_all
from twiza.members.queries.money import ToShare
from twiza.members.terms.words import SourceKind
from twiza.web.desk.members.urls import patterns


@pytest.fixture
def contested(tifawin, fatima):
    a_roster(tifawin, ("فاطمة", "Zahra", "Yiza"), by=fatima)
    a_rule(tifawin, "equal", by=fatima)
    own_sales_shared(tifawin, 90_00, by=fatima)
    return list(members.Statement.objects.order_by("pk"))


def contest(statement) -> None:
    members.contest_statement(statement=statement, words="كنت حاضرة", now=timezone.now())


def park(cooperative, serial: int) -> None:
    money = ToShare(
        cooperative_id=cooperative.pk,
        kind=SourceKind.PAYOUT,
        source=f"payout:{serial}",
        payout_id=serial,
        day=date(2026, 11, 16),
        until=date(2025, 12, 15),
        centimes=500_00,
    )
    share_all([money], now=timezone.now())


def test_the_room_is_the_desks_alone(contested, nadia, brahim, fatima, youssef) -> None:
    contest(contested[0])
    walk_desk_room(patterns, {"members": Row(queries=8)}, desk=nadia, others=[brahim, fatima, youssef])


def test_who_waits_is_shown_at_the_same_cost(contested, tifawin, atlas, nadia, client) -> None:
    client.force_login(nadia)
    address, costs = reverse("desk:members"), []
    for some, cooperative in ((contested[:1], tifawin), (contested[1:], atlas)):
        for statement in some:
            contest(statement)
        park(cooperative, cooperative.pk)
        client.get(address)
        with CaptureQueriesContext(connection) as spent:
            page = client.get(address)
        costs.append(len(spent))
    assert len(page.context["contested"]) == 3
    assert [row.amount_centimes for _card, row in page.context["parked"]] == [500_00, 500_00]
    assert costs[0] == costs[1]
