"""Closing a case and making its file: the team's alone, and only where the consumer allowed it."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone

from tests.web.everything import everything
from tests.web.rooms import Row, walk_association_room
from twiza.mediation import api as mediation
from twiza.mediation.models import EscalationFile
from twiza.web.association.closing.urls import patterns

FILE = {"to": "court", "to_name": "المحكمة الابتدائية بمراكش", "language": "ar"}


def test_the_room_and_the_end_of_a_case(desk, case, salma):
    client = desk.client()
    client.post(reverse("association:case-take", args=(desk.slug, case.number)))
    one = (case.number,)
    rows = {
        "case-close": Row(one, queries=14, size=25_000, post={"outcome": "advised"}),
        "case-escalate": Row(one, queries=12, size=20_000, post=FILE),
    }
    shown = [p for p in patterns if p.name != "case-paper"]
    walk_association_room(shown, rows, slug=desk.slug, insider=desk.adviser, others=[*desk.others, desk.reader])

    escalate = reverse("association:case-escalate", args=(desk.slug, case.number))
    refused = client.post(escalate, FILE)
    assert refused.status_code == 422  # she did not allow it
    assert "المحكمة الابتدائية بمراكش" in refused.content.decode()
    assert not EscalationFile.objects.exists()
    mediation.give_consent(
        complaint=case.complaint, association=desk.association, kind="court", by=salma, now=timezone.now()
    )
    assert client.post(escalate, FILE).status_code == 302
    made = EscalationFile.objects.get()
    paper = reverse("association:case-paper", args=(desk.slug, case.number, made.pk))
    strangers = [desk.client(person) for person in desk.others]
    before = everything()
    for stranger in strangers:
        assert stranger.get(paper).status_code == 404
    assert everything() == before
    answer = client.get(paper)
    assert answer.content.startswith(b"%PDF")
    assert answer["Cache-Control"] == "private, no-store"

    close = reverse("association:case-close", args=(desk.slug, case.number))
    assert client.post(close, {"outcome": "agreed"}).status_code == 422  # never by hand
    assert client.post(close, {"outcome": ""}).status_code == 422
    assert client.post(close, {"outcome": "court", "note": "Remise au greffe."}).status_code == 302
    case.refresh_from_db()
    assert (case.status, case.outcome) == ("closed", "court")
    page = client.get(reverse("association:case", args=(desk.slug, case.number)))
    assert page.status_code in (200, 404)
