from __future__ import annotations

from datetime import datetime

from django.db import transaction

from twiza.mediation import messages
from twiza.mediation.facts import BatchRecalled
from twiza.mediation.models import Recall, Recalled
from twiza.mediation.queries.reach import pieces_by_order
from twiza.mediation.states import COOPERATIVE, DESK, RECALL, SYSTEM, RecallStatus
from twiza.mediation.terms.refusals import NoteMissing
from twiza.people.api import Person
from twiza.plumbing.api import announce

STEP = 100


@transaction.atomic
def decide_recall(*, recall: Recall, role: str, accept: bool, note: str = "", by: Person, now: datetime) -> None:
    """The cooperative, or the desk, confirms: every buyer of the batch is told. Or refuses, and says why.

    MoveRefused once decided; NoteMissing for a refusal without words.
    """
    if not accept and not note.strip():
        raise NoteMissing()
    role = COOPERATIVE if role == COOPERATIVE else DESK
    columns = {"decided_at": now, "decided_by": by, "decided_as": role, "note": note.strip()[:1000]}
    RECALL.apply(recall, "confirm" if accept else "refuse", by=role, actor=by, **columns)
    if accept:
        announce(BatchRecalled(recall_id=recall.pk))
    messages.recall_decided(recall)


def tell_buyers(*, recall_id: int, now: datetime) -> int:
    """Write to every order of a confirmed batch, a hundred in a transaction; once each, however often it is called."""
    recall = Recall.objects.select_related("product", "association").get(pk=recall_id)
    if recall.status != RecallStatus.CONFIRMED:
        return 0
    pieces = pieces_by_order(recall)
    Recalled.objects.bulk_create(
        [Recalled(recall=recall, order_id=order, pieces=count) for order, count in sorted(pieces.items())],
        ignore_conflicts=True,
        batch_size=STEP,
    )
    told = 0
    while rows := list(Recalled.objects.filter(recall=recall, told_at=None).select_related("order")[:STEP]):
        with transaction.atomic():
            for row in rows:
                messages.recall_told(recall, row)
            told += Recalled.objects.filter(pk__in=[row.pk for row in rows], told_at=None).update(told_at=now)
    with transaction.atomic():
        count = Recalled.objects.filter(recall=recall).count()
        RECALL.apply(recall, "finish", by=SYSTEM, buyers=count, told=count, told_at=now)
    return told
