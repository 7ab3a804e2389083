"""The room of what is due: the desk's alone, the overdue first, by kind and by who owes it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.make.clocks import REFUND, a_clock
from tests.web.rooms import Row, walk_desk_room
from twiza.web.desk.clocks.urls import patterns

pytestmark = pytest.mark.django_db


def test_the_room_is_the_desks_alone_and_shows_what_is_overdue(nadia, brahim, youssef, fatima) -> None:
    client = Client()
    client.force_login(nadia)
    page = client.get("/en/desk/clocks/").content.decode()
    assert "Nothing is overdue." in page
    assert "Nothing of this kind is due." in page
    now = timezone.now()
    a_clock("tests:late", now=now, due_in=-timedelta(days=3), rule_id="house.confirm_hours", subject="part:LATE")
    a_clock("tests:soon", now=now, due_in=timedelta(days=3), kind=REFUND, subject="refund:SOON")
    with CaptureQueriesContext(connection) as few:
        page = client.get("/en/desk/clocks/").content.decode()
    assert "1 thing is overdue." in page
    assert "part:LATE" in page
    assert "3 days late" in page
    assert "refund:SOON" not in page
    page = client.get("/en/desk/clocks/?show=all&owed_by=platform&kind=nonsense").content.decode()
    assert "refund:SOON" in page
    assert "part:LATE" not in page
    for n in range(60):
        a_clock(f"tests:{n}", now=now, due_in=-timedelta(days=1, seconds=n))
    with CaptureQueriesContext(connection) as many:
        page = client.get("/en/desk/clocks/").content.decode()
    assert len(many) == len(few) <= 10
    assert "Due later" in page
    walk_desk_room(patterns, {"clocks": Row(queries=10, size=60_000)}, desk=nadia, others=[brahim, youssef, fatima])
