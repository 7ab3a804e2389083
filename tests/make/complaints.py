"""Complaints, opened and answered through the front door."""

from __future__ import annotations

from datetime import datetime
from itertools import count
from typing import Any

from tests.conftest import NOW
from tests.make.settlement import line_ids
from twiza.complaints import api as complaints
from twiza.ordering.api import CooperativeOrder
from twiza.plumbing.api import deliver
from twiza.plumbing.models import Delivery

_serial = count(1)


def a_complaint(part: CooperativeOrder, *, now: datetime = NOW, **changes: Any) -> complaints.Complaint:
    """Its first line arrived broken, and the buyer wants her money back."""
    wanted: dict[str, Any] = {
        "line_ids": line_ids(part)[:1],
        "problem": "broken",
        "wish": "refund",
        "text": "وصلت القارورة مكسورة، والزيت في كل مكان.",
        "key": f"key-{next(_serial)}",
        "by": None,
    }
    return complaints.open_complaint(part=part, now=now, **(wanted | changes))


def an_answer(complaint: complaints.Complaint, *, now: datetime = NOW, **changes: Any) -> complaints.Answer:
    """The cooperative explains itself."""
    wanted: dict[str, Any] = {"kind": "explain", "text": "نعتذر: سقط الصندوق.", "by": None}
    return complaints.answer_complaint(complaint=complaint, now=now, **(wanted | changes))


def a_report(*, now: datetime = NOW, **changes: Any) -> complaints.Report:
    """An anonymous visitor says that a page's claim is false."""
    wanted: dict[str, Any] = {
        "about": "product",
        "subject": "zit-argan",
        "words": "زيت أركان",
        "problem": "misleading",
        "text": "تقول الصفحة إنه يشفي من كل داء.",
        "language": "ar",
        "client": "192.0.2.7",
        "key": f"report-{next(_serial)}",
    }
    return complaints.file_report(now=now, **(wanted | changes))


def hear_complaints(now: datetime) -> None:
    """Every fact reaches whoever reacts to it; a reaction of complaints that failed is the test's failure."""
    while deliver(now):
        pass
    stuck = Delivery.objects.filter(done_at=None, reaction__startswith="twiza.complaints").select_related("fact")
    assert [(row.fact.kind, row.reaction, row.error) for row in stuck] == []
