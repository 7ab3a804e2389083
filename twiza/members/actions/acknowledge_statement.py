from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from twiza.members.facts import StatementAcknowledged
from twiza.members.models import Statement
from twiza.members.states import MEMBER, STATEMENT
from twiza.plumbing.api import announce


@transaction.atomic
def acknowledge_statement(*, statement: Statement, now: datetime, by: Any = None) -> None:
    """She has seen it and agrees."""
    STATEMENT.apply(statement, "acknowledge", by=MEMBER, actor=by, said_at=now)
    announce(StatementAcknowledged(statement_id=statement.pk))
