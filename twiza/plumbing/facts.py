"""The facts outbox: a fact is written in the transaction of what it tells, and delivered after it, at least once."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.db import transaction
from django.db.models import Q

from twiza.kernel.facts import Fact
from twiza.plumbing.models import Delivery, FactRow

log = logging.getLogger(__name__)
Reaction = Callable[[Any], None]
_wired: dict[type[Fact], list[Reaction]] = {}
MOST_ATTEMPTS = 10


def reaction_name(reaction: Reaction) -> str:
    return f"{reaction.__module__}.{reaction.__qualname__}"


def wire(reactions: Mapping[type[Fact], Sequence[Reaction]]) -> None:
    """Say who reacts to what; called once, by `config`, with the table of `wiring.py`."""
    _wired.clear()
    _wired.update({fact: list(row) for fact, row in reactions.items()})


def announce(fact: Fact) -> None:
    """Write the fact and one delivery per reaction, in the caller's transaction."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(f"{type(fact).__name__} announced outside a transaction")
    row = FactRow.objects.create(kind=type(fact).__name__, fields=fact.as_dict())
    Delivery.objects.bulk_create(Delivery(fact=row, reaction=reaction_name(r)) for r in _wired.get(type(fact), ()))


def announce_all(facts: Sequence[Fact]) -> None:
    """Many facts at once, as `announce` does one: two statements, whatever their number."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("facts announced outside a transaction")
    rows = FactRow.objects.bulk_create(FactRow(kind=type(fact).__name__, fields=fact.as_dict()) for fact in facts)
    Delivery.objects.bulk_create(
        Delivery(fact=row, reaction=reaction_name(reaction))
        for row, fact in zip(rows, facts, strict=True)
        for reaction in _wired.get(type(fact), ())
    )


def deliver(now: datetime, most: int = 500, *, of: Sequence[str] = ()) -> int:
    """Run the reactions that are due; returns how many were done. A reaction that fails is tried again later.
    `of` names the packages whose reactions run now ("twiza.settlement"), where the others may wait.

    Each runs in one transaction with the mark that it is done, so a crash leaves it to be run again.
    After ten failures it is given up, and waits on the desk for `retry_delivery`.
    """
    reactions = {reaction_name(r): r for row in _wired.values() for r in row}
    due = Q(next_at=None) | Q(next_at__lte=now)
    waiting = Delivery.objects.filter(due, done_at=None, given_up_at=None).order_by("fact_id", "id")
    if of:
        waiting = waiting.filter(reduce(or_, (Q(reaction__startswith=f"{package}.") for package in of)))
    done = 0
    for delivery in waiting.select_related("fact")[:most]:
        try:
            with transaction.atomic():
                claimed = Delivery.objects.filter(pk=delivery.pk, done_at=None).update(done_at=now, error="")
                if claimed:
                    fact = Fact.rebuild(delivery.fact.kind, delivery.fact.fields)
                    reactions[delivery.reaction](fact)
                    done += 1
        except Exception as error:
            log.exception("reaction %s failed", delivery.reaction)
            attempts = delivery.attempts + 1
            Delivery.objects.filter(pk=delivery.pk, done_at=None).update(
                attempts=attempts,
                next_at=now + timedelta(seconds=2**attempts),
                given_up_at=now if attempts >= MOST_ATTEMPTS else None,
                error=f"{type(error).__name__}: {error}"[:2000],
            )
    return done
