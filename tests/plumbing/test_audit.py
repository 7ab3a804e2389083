from __future__ import annotations

import pytest

from tests.make.plumbing import letter
from twiza.plumbing.api import audit_of, list_audit, record

pytestmark = pytest.mark.django_db


def test_who_did_what_can_be_read_back(django_assert_num_queries):
    row, other = letter("a"), letter("b")
    record("wrote", row, actor="Salma", role="buyer", after={"text": "Bonjour"}, note="by phone")
    record("read", other, actor="Nadia")
    record("burnt", row, actor="Nadia")
    with django_assert_num_queries(1):
        trail = audit_of(row)
    assert [(card.verb, card.actor) for card in trail] == [("wrote", "Salma"), ("burnt", "Nadia")]
    assert (trail[0].role, trail[0].after, trail[0].note) == ("buyer", {"text": "Bonjour"}, "by phone")
    assert trail[0].subject_kind == "plumbing.letter"
    assert [card.verb for card in list_audit(actor="Nadia").items] == ["burnt", "read"]
    page = list_audit(page_size=2)
    assert [card.verb for card in page.items] == ["burnt", "read"]
    assert [card.verb for card in list_audit(page_size=2, after=page.next).items] == ["wrote"]
    assert [card.verb for card in list_audit(subject_kind="plumbing.letter", subject_id=str(other.pk)).items] == [
        "read"
    ]
