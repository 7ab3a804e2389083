"""Complaints in the workshop: read, talked about, answered with a typed answer; the team's own alone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.make.complaints import a_complaint
from tests.make.conversations import OGG, a_photo, say
from tests.make.cooperatives import join_team
from tests.make.ordering import a_carrier
from tests.make.payments import ALL_WAYS
from tests.make.settlement import a_received_part, a_settled_seller, line_ids
from tests.web.rooms import Row, walk_own_number_of_another, walk_workshop_room
from twiza.complaints import api as complaints
from twiza.conversations import api as conversations
from twiza.kernel.periods import day_of
from twiza.web.workshop.complaints.urls import patterns

pytestmark = pytest.mark.django_db


@pytest.fixture
def opened(settings, fatima, zahra):
    """A complaint of a jar that came broken, with a photo of it and a message of the buyer's."""
    settings.TWIZA_PAYMENTS = ALL_WAYS
    a_carrier()
    now = timezone.now()
    seller = a_settled_seller(fatima, {"variant": {"price_centimes": 120_00}})
    join_team(seller.cooperative, zahra, "treasurer", by=fatima)
    part = a_received_part(seller, now=now - timedelta(days=2))
    evidence = [complaints.take_in_evidence(SimpleUploadedFile("p.jpg", a_photo(), "image/jpeg"), now=now)]
    complaint = a_complaint(part, now=now, evidence=evidence)
    photo = conversations.take_in_photo(a_photo("blue"), now)
    complaint.message = say("Call 0661234567", now=now, subject=complaint.subject, photos=[photo])
    complaint.slug = seller.cooperative.slug
    return complaint


def test_the_room_is_the_teams(opened, atlas, fatima, zahra, brahim, hassan, nadia) -> None:
    number, evidence = opened.number, opened.evidence.get().pk
    rows = {
        "complaints": Row(queries=10, size=24_000),
        "complaints-one": Row([number], queries=34, size=40_000, post={"kind": "explain", "text": "x", "thread": "1"}),
        "complaints-done": Row([number], button=True),
        "complaints-evidence": Row([number, evidence], queries=12, size=20_000),
        "complaints-file": Row([number, opened.message.pk, 1], queries=12, size=20_000),
    }
    others = [brahim, hassan, nadia, zahra]  # strangers, and a treasurer
    walk_workshop_room(patterns, rows, slug=opened.slug, insider=fatima, others=others)
    walk_own_number_of_another(patterns, rows, slug=atlas.slug, manager=hassan)


def test_it_is_read_talked_about_and_answered(opened, fatima, settings) -> None:
    client, here = Client(), f"/en/workshop/{opened.slug}/complaints/"
    client.force_login(fatima)
    client.get(here)
    with CaptureQueriesContext(connection) as spent:
        page = client.get(here).content.decode()
    assert len(spent) <= 10
    assert opened.number in page
    one = f"{here}{opened.number}/"
    page = client.get(one).content.decode()
    assert "وصلت القارورة مكسورة" in page
    assert "0661234567" not in page
    assert "Phone number" in page
    assert "owed by the cooperative" in page

    said = {"thread": "1", "key": "k1", "text": "", "kept": ""}
    answer = client.post(one, said)
    assert answer.status_code == 422
    assert "Write something" in answer.content.decode()
    film = SimpleUploadedFile("voice.ogg", b"\x00\x00\x00\x18ftypisom" + bytes(60), "audio/ogg")
    answer = client.post(one, said | {"text": "Sorry", "photos": SimpleUploadedFile("a.jpg", a_photo()), "voice": film})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "not a voice note" in page
    assert "1 file is kept" in page
    assert ">Sorry</textarea>" in page.replace("\n", "")
    kept = page.partition('name="kept" value="')[2].partition('"')[0]
    voice = SimpleUploadedFile("note.txt", OGG, "text/plain")
    for _click in range(2):
        answer = client.post(one, said | {"text": "Sorry", "kept": kept, "voice": voice}, follow=True)
        voice.seek(0)
    *_before, message = conversations.messages_of(opened.subject, as_role="buyer").items
    assert (message.text, [f.kind for f in message.files]) == ("Sorry", ["photo", "voice"])
    assert answer.content.decode().count("<audio") == 1

    answer = client.post(one, {"key": "a1", "kind": "deny", "text": ""})
    assert answer.status_code == 422
    answer = client.post(one, {"key": "a1", "kind": "refund", f"refund_{line_ids(opened.part)[0]}": "120,01"})
    assert answer.status_code == 422
    assert "120,01" in answer.content.decode()
    day = day_of(timezone.now()) + timedelta(days=3)
    for _click in range(2):
        page = client.post(
            one, {"key": "a2", "kind": "repair", "text": "We mend it", "promised_on": str(day)}, follow=True
        ).content.decode()
    assert "We mend it" in page
    assert page.count("We repair it") == 2  # the answer, and the choice of the form
    assert complaints.complaint_counts(cooperative_id=opened.cooperative_id, now=timezone.now()).promised == 1
    page = client.post(f"{one}done/", follow=True).content.decode()
    assert "asked whether it is solved" in page
    assert complaints.complaint_counts(cooperative_id=opened.cooperative_id, now=timezone.now()).answered == 1
