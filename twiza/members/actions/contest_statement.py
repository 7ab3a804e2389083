from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from twiza.members.facts import StatementContested
from twiza.members.models import Statement
from twiza.members.states import MEMBER, STATEMENT, TREASURER
from twiza.members.terms.refusals import WordsMissing
from twiza.members.terms.words import LONGEST
from twiza.plumbing.api import announce


@transaction.atomic
def contest_statement(
    *, statement: Statement, words: str, now: datetime, by: Any = None, for_her: bool = False
) -> None:
    """She says what is wrong, in her words; `for_her`: on paper or by mouth, and the team writes it down."""
    words = words.strip().replace("\x00", "")[:LONGEST]
    if not words:
        raise WordsMissing()
    who = TREASURER if for_her else MEMBER
    STATEMENT.apply(statement, "contest", by=who, actor=by, words=words, answer="", answered_at=None, said_at=now)
    announce(StatementContested(statement_id=statement.pk))
