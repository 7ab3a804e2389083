from __future__ import annotations

from datetime import datetime

from django.db import transaction

from twiza.people import api as people
from twiza.privacy.actions.open_request import LONGEST, end
from twiza.privacy.messages import request_answered
from twiza.privacy.models import DataRequest
from twiza.privacy.states import DESK
from twiza.privacy.terms.words import AnswerMissing


@transaction.atomic
def answer_request(*, request: DataRequest, done: bool, answer: str, by: people.Person, now: datetime) -> None:
    """The desk did what was asked, or says why not; the person is told. Refuses AnswerMissing, MoveRefused."""
    said = " ".join(answer.split())[:LONGEST]
    if not said:
        raise AnswerMissing()
    end(request, "do" if done else "refuse", by=DESK, actor=by, answer=said, now=now)
    request_answered(request)
