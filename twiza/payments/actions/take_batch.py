from datetime import datetime
from typing import Any

from django.db import transaction

from twiza.bank import api as bank
from twiza.ledger.api import post
from twiza.payments.models import CardBatch
from twiza.payments.queries.accounts import name_of
from twiza.payments.terms import UNEXPLAINED, EntryTaken, MoreFeesThanMoney, NotACredit


@transaction.atomic
def take_batch(*, entry_id: int, code: str, fees_centimes: int, now: datetime, by: Any) -> CardBatch:
    """Say that a line of our bank statement is what the acquirer `code` paid for cards, having kept its fees.

    The line's amount and the fees together leave `card:{code}:clearing`. Refuses a debit, a line explained as
    something else, and fees below zero; the same line again gives what was said of it.
    """
    entry = bank.entry(entry_id)
    if found := CardBatch.objects.filter(entry_id=entry_id).first():
        if (found.code, found.fees_centimes) != (code, fees_centimes):
            raise EntryTaken()
        return found
    if entry.centimes <= 0:
        raise NotACredit()
    if fees_centimes < 0:
        raise MoreFeesThanMoney()
    if not bank.explain_entry(entry_id=entry_id, purpose="card-batch", now=now, by=by):
        raise EntryTaken()
    batch = CardBatch.objects.create(
        entry_id=entry_id,
        code=code,
        centimes=entry.centimes,
        fees_centimes=fees_centimes,
        on=entry.day,
        by=name_of(by),
        at=now,
    )
    post(
        reference=f"card-batch:{entry_id}",
        lines={
            UNEXPLAINED: entry.centimes,
            f"card:{code}:fees": fees_centimes,
            f"card:{code}:clearing": -entry.centimes - fees_centimes,
        },
        day=entry.day,
        cause=f"payments.cardbatch:{batch.pk}",
        now=now,
    )
    return batch
