"""The room of flagged messages: the desk's alone; allowing, keeping hidden, removing with a reason."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.make.conversations import a_photo, say
from tests.web.rooms import Row, walk_desk_room
from twiza.conversations import api as conversations
from twiza.web.desk.messages.urls import patterns

pytestmark = pytest.mark.django_db


def test_the_room_is_the_desks_alone_and_settles_what_was_flagged(nadia, brahim, youssef, fatima, salma) -> None:
    client = Client()
    client.force_login(nadia)
    assert "No message is here." in client.get("/en/desk/messages/").content.decode()
    now = timezone.now()
    photo = conversations.take_in_photo(a_photo(), now)
    first = say("<b>bold</b> 0661234567", now=now, author=salma, photos=[photo])
    second = say("whatsapp?", now=now, role="cooperative", author=fatima, subject="part:TW-2")
    say("secret 0661234567", now=now, subject="case:AS-1")
    with CaptureQueriesContext(connection) as few:
        page = client.get("/en/desk/messages/").content.decode()
    assert "0661234567</mark>" in page
    assert "&lt;b&gt;bold" in page
    assert "secret" not in page
    rows = {
        "flags": Row(queries=10, size=30_000),
        "flags-one": Row([first.pk], queries=12, size=24_000, post={"reason": "abuse"}),
        "flags-settle": Row([first.pk], button=True, post={"how": "allow"}),
        "flags-file": Row([first.pk, first.pk, 1], queries=12, size=20_000),
    }
    walk_desk_room(patterns, rows, desk=nadia, others=[brahim, youssef, fatima, salma])
    assert client.get(f"/en/desk/messages/{first.pk}/{second.pk}/1/").status_code == 404
    assert client.post(f"/en/desk/messages/{first.pk}/settle/", {"how": "burn"}).status_code == 404

    answer = client.post(f"/en/desk/messages/{first.pk}/settle/", {"how": "allow"})
    assert answer.headers["Location"].endswith(f"/messages/{second.pk}/")  # the next one that waits
    assert "Choose a reason" in client.post(f"/en/desk/messages/{second.pk}/", {"reason": ""}).content.decode()
    page = client.post(f"/en/desk/messages/{second.pk}/", {"reason": "outside_payment"}, follow=True).content.decode()
    assert "Removed by Twiza: an attempt to be paid outside the market." in page
    assert conversations.flag_counts() == {"flagged": 0, "allowed": 1, "masked": 0, "removed": 1}
    page = client.post(f"/en/desk/messages/{second.pk}/settle/", {"how": "allow"}, follow=True).content.decode()
    assert "no longer possible" in page
    for n in range(35):
        say(f"066123456{n % 10}", now=now, subject=f"part:TW-{n}", role="cooperative")
    with CaptureQueriesContext(connection) as many:
        client.get("/en/desk/messages/")
    assert len(many) <= max(len(few), 10)
