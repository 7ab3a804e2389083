"""A proposal goes to both parties; strangers, readers and other associations propose nothing."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from tests.web.everything import everything
from tests.web.rooms import Row, walk_association_room
from twiza.kernel.periods import day_of
from twiza.mediation import api as mediation
from twiza.mediation.models import Proposal
from twiza.web.association.proposals.urls import patterns


def test_the_room_and_a_proposal(desk, case):
    client = desk.client()
    assert client.post(reverse("association:case-take", args=(desk.slug, case.number))).status_code == 302
    address = reverse("association:proposal-new", args=(desk.slug, case.number))
    line = mediation.offerable(case).lines[0]
    day = day_of(timezone.now()) + timedelta(days=5)
    sent = {
        "key": "k1",
        f"refund_{line.line_id}": "20",
        "explanation": "Pourquoi le pot a cassé",
        "by_day": day.isoformat(),
        "answer_by": day.isoformat(),
        "text": "Un remboursement d’une partie me paraît juste.",
    }
    rows = {
        "proposal-new": Row((case.number,), queries=30, size=40_000, post=sent),
        "proposal-take-back": Row((case.number, 1), button=True),
    }
    walk_association_room(patterns, rows, slug=desk.slug, insider=desk.adviser, others=desk.others)
    reader = desk.client(desk.reader)
    before = everything()
    assert reader.get(address).status_code == 404
    assert reader.post(address, sent).status_code == 404
    assert everything() == before

    wrong = {
        "text": "",
        "by_day": "2020-01-01",
        "answer_by": "nonsense",
        f"refund_{line.line_id}": "999999",
    }
    for name, value in wrong.items():
        answer = client.post(address, sent | {name: value})
        assert answer.status_code == 422, name
        assert "Pourquoi le pot a cassé" in answer.content.decode()
    assert client.post(address, {k: v for k, v in sent.items() if k not in ("explanation", f"refund_{line.line_id}")}
                       ).status_code == 422  # nothing asked for  # fmt: skip
    assert not Proposal.objects.exists()
    for _click in range(2):
        assert client.post(address, sent).status_code == 302
    proposal = Proposal.objects.get()
    page = client.get(reverse("association:case", args=(desk.slug, case.number))).content.decode()
    assert "Un remboursement d’une partie" in page
    back = reverse("association:proposal-take-back", args=(desk.slug, case.number, proposal.pk))
    other = desk.client(desk.others[-1])
    assert other.post(back).status_code == 404
    assert client.post(back).status_code == 302
    proposal.refresh_from_db()
    assert proposal.status == "taken_back"
    assert client.post(back).status_code == 302  # said, not done twice


def test_a_case_that_is_none_is_not_proposed_on(desk):
    client = desk.client()
    assert client.get(reverse("association:proposal-new", args=(desk.slug, "CM-NONE"))).status_code == 404
