from __future__ import annotations

from datetime import datetime

from django.db import transaction

from twiza.members.models import Statement
from twiza.members.states import STATEMENT, TREASURER
from twiza.members.terms.refusals import WordsMissing
from twiza.members.terms.words import LONGEST
from twiza.people.api import Person


@transaction.atomic
def answer_contest(*, statement: Statement, answer: str, by: Person, now: datetime) -> None:
    """The cooperative's answer; what was wrong is corrected in the work and shared as a difference."""
    answer = answer.strip().replace("\x00", "")[:LONGEST]
    if not answer:
        raise WordsMissing("answer")
    STATEMENT.apply(statement, "answer", by=TREASURER, actor=by, answer=answer, answered_at=now)
