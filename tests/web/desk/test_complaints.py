"""Complaints and reports about the market on the desk: its own alone; taken up, answered, closed, settled."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.make.complaints import a_complaint, a_report
from tests.make.conversations import a_photo, say
from tests.make.ordering import a_carrier
from tests.make.payments import ALL_WAYS
from tests.make.settlement import a_received_part, a_settled_seller
from tests.web.rooms import Row, walk_desk_room
from twiza.complaints import api as complaints
from twiza.conversations import api as conversations
from twiza.web.desk.complaints.urls import patterns

pytestmark = pytest.mark.django_db


@pytest.fixture
def opened(settings, fatima):
    settings.TWIZA_PAYMENTS = ALL_WAYS
    a_carrier()
    now = timezone.now()
    part = a_received_part(a_settled_seller(fatima), now=now - timedelta(days=2))
    complaint = a_complaint(
        part,
        now=now,
        evidence=[complaints.take_in_evidence(SimpleUploadedFile("a.jpg", a_photo(), "image/jpeg"), now=now)],
    )
    photo = conversations.take_in_photo(a_photo("blue"), now)
    complaint.message = say("Look", now=now, subject=complaint.subject, photos=[photo])
    return complaint


def test_the_room_is_the_desks_alone(opened, nadia, brahim, youssef, fatima) -> None:
    now, number = timezone.now(), opened.number
    green = SimpleUploadedFile("b.jpg", a_photo("green"), "image/jpeg")
    report = a_report(now=now, evidence=[complaints.take_in_evidence(green, now=now)])
    rows = {
        "complaints": Row(queries=10, size=40_000),
        "complaints-one": Row([number], queries=34, size=44_000, post={"outcome": "unfounded", "note": "x"}),
        "complaints-take-up": Row([number], button=True),
        "complaints-evidence": Row([number, opened.evidence.get().pk], queries=12, size=20_000),
        "complaints-file": Row([number, opened.message.pk, 1], queries=12, size=20_000),
        "market-reports": Row(queries=10, size=24_000),
        "market-reports-one": Row([report.number], queries=12, size=24_000, post={"outcome": "corrected"}),
        "market-reports-evidence": Row([report.number, report.evidence.get().pk], queries=12, size=20_000),
    }
    walk_desk_room(patterns, rows, desk=nadia, others=[brahim, youssef, fatima])


def test_it_is_taken_up_answered_and_closed(opened, nadia) -> None:
    client, here = Client(), f"/en/desk/complaints/{opened.number}/"
    client.force_login(nadia)
    with CaptureQueriesContext(connection) as spent:
        page = client.get("/en/desk/complaints/?state=open&problem=broken&level=nonsense").content.decode()
    assert len(spent) <= 10
    assert opened.number in page
    assert opened.number not in client.get("/en/desk/complaints/?state=closed").content.decode()
    page = client.post(f"{here}take-up/", follow=True).content.decode()
    assert "The desk looks at it now." in page
    page = client.post(here, {"thread": "1", "key": "k", "text": "We look at it."}, follow=True).content.decode()
    assert "We look at it." in page
    answer = client.post(here, {"key": "a", "kind": "explain", "text": ""})
    assert answer.status_code == 422
    client.post(here, {"key": "a", "kind": "explain", "text": "It fell from the van."})
    assert complaints.complaint_counts(now=timezone.now()).answered == 1
    answer = client.post(here, {"outcome": "", "note": "typed"})
    assert (answer.status_code, "typed" in answer.content.decode()) == (422, True)
    page = client.post(here, {"outcome": "not_solved", "note": "No agreement"}, follow=True).content.decode()
    assert "No agreement" in page
    assert "This conversation is closed" in page
    answer = client.post(here, {"thread": "1", "key": "k2", "text": "more"})
    assert "more" not in [m.text for m in conversations.messages_of(opened.subject, as_role="desk").items]


def test_a_report_is_settled_once(nadia, opened) -> None:
    report, client = a_report(now=timezone.now()), Client()
    client.force_login(nadia)
    here = f"/en/desk/market-reports/{report.number}/"
    assert "تقول الصفحة" in client.get(here).content.decode()
    assert client.post(here, {"outcome": ""}).status_code == 422
    page = client.post(here, {"outcome": "corrected", "note": "The page says less now"}, follow=True).content.decode()
    assert "The page says less now" in page
    client.post(here, {"outcome": "removed"})
    assert complaints.report_view(complaints.report_for_desk(nadia, report.number), now=timezone.now()).outcome == (
        "corrected"
    )
    assert "No report is here." in client.get("/en/desk/market-reports/?state=filed").content.decode()
