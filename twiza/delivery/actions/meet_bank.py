"""A slip and the credit that pays it find each other, whichever was there first."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from twiza.bank.api import AlreadyExplained, EntryCard, explain_entry, keys_in, unexplained_credits
from twiza.delivery.models import Carrier, Remittance
from twiza.delivery.queries.accounts import courier
from twiza.delivery.states import RemittanceStatus
from twiza.kernel.periods import day_of
from twiza.kernel.text import fold
from twiza.ledger.api import post
from twiza.people.api import Person

BOOKED = (RemittanceStatus.DIFFERENT, RemittanceStatus.BOOKED)
EARLIER = timedelta(days=45)  # a credit may be read before its slip
SHORTEST_KEY = 4  # a shorter number of a slip may be any number


class _Taken(Exception):
    """Somebody else joined the slip to another credit at this moment."""


def meet_bank(remittance: Remittance, *, now: datetime) -> bool:
    """A slip just booked looks for its money among the credits nobody explained."""
    net = remittance.gross_centimes - remittance.fees_centimes
    credits = [entry for entry in unexplained_credits(since=day_of(now) - EARLIER) if entry.centimes == net]
    if not credits:
        return False
    alone = len(credits) == 1 and len(_awaiting(net)) == 1
    for entry in credits:
        if _pays(entry, remittance, alone):
            return join(remittance, entry, now=now, by=None)
    return False


def meet_slip(entry: EntryCard, *, now: datetime) -> bool:
    """A credit just read looks for the slip it pays: by the slip's number and the amount, or by carrier and amount."""
    waiting = _awaiting(entry.centimes)
    for remittance in waiting:
        if _pays(entry, remittance, len(waiting) == 1):
            return join(remittance, entry, now=now, by=None)
    return False


def join(remittance: Remittance, entry: EntryCard, *, now: datetime, by: Person | None) -> bool:
    """This credit is this slip's money: said once of each. The whole credit is booked, even where it differs."""
    free = Remittance.objects.filter(pk=remittance.pk, bank_entry=None, status__in=BOOKED)
    try:
        with transaction.atomic():
            if not explain_entry(entry_id=entry.id, purpose=f"remittance:{remittance.pk}", now=now, by=by):
                return False
            if not free.update(bank_entry=entry.id):
                raise _Taken
    except (AlreadyExplained, _Taken):
        return False
    remittance.bank_entry_id = entry.id
    post(
        reference=f"remittance:{remittance.pk}:bank",
        lines={"bank:unexplained": entry.centimes, courier(remittance.carrier_id, "transfer"): -entry.centimes},
        day=entry.day,
        cause=f"delivery.remittance:{remittance.pk}",
        now=now,
        memo=remittance.slip,
    )
    return True


def _awaiting(centimes: int) -> list[Remittance]:
    rows = Remittance.objects.annotate(net=F("gross_centimes") - F("fees_centimes"))
    free = rows.filter(status__in=BOOKED, bank_entry=None, net=centimes)
    return list(free.select_related("carrier").order_by("pk"))


def _pays(entry: EntryCard, remittance: Remittance, alone: bool) -> bool:
    if len(remittance.key) >= SHORTEST_KEY and remittance.key in keys_in(entry.text, entry.reference):
        return True
    return alone and _names(remittance.carrier, entry)


def _names(carrier: Carrier, entry: EntryCard) -> bool:
    said = f" {fold(entry.text)} {fold(entry.counterparty)} "
    return any(f" {fold(name)} " in said for name in (carrier.code, *carrier.names.values()) if fold(name))
