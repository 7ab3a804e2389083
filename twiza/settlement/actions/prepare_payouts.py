from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import OuterRef, Subquery

from twiza.bank.api import WrongRib, check_rib
from twiza.cooperatives.api import Cooperative
from twiza.kernel.text import pick
from twiza.ledger.api import balances_like
from twiza.settlement.models import Payout, PayoutRun, SettledPart
from twiza.settlement.states import DESK, RUN, SYSTEM, PayoutStatus, Status
from twiza.settlement.terms import OtherRun, Problem

UNDER_WAY = (PayoutStatus.PREPARED, PayoutStatus.APPROVED)


def prepare_payouts(*, on: date, now: datetime, by: Any = None) -> PayoutRun:
    """The payout run of day `on`: what is payable to each cooperative by now, less the cash it holds already.

    One transaction, once a day: asked again, or by two workers at once, it gives the run that is there. Cooperatives
    with a payout under way are left to that one; what the books owe nobody is carried over, never below zero.
    A missing or wrong account number puts that payout aside, with the reason. Nothing is booked yet. Refuses while
    the run of another day is being prepared (OtherRun).
    """
    if run := PayoutRun.objects.filter(on=on).first():
        return run
    try:
        return _prepare(on, now, by)
    except IntegrityError:  # another worker's
        if run := PayoutRun.objects.filter(on=on).first():
            return run
        raise OtherRun() from None


@transaction.atomic
def _prepare(on: date, now: datetime, by: Any) -> PayoutRun:
    run = PayoutRun.objects.create(on=on, prepared_at=now, prepared_by=by)
    payouts = _payouts(run)
    if not payouts:
        RUN.apply(run, "find_empty", by=DESK if by else SYSTEM, actor=by)
        return run
    Payout.objects.bulk_create(payouts)
    # Where more is owed by the cooperative than to it, its parts wait too.
    carriers = Payout.objects.filter(run=run, cooperative=OuterRef("cooperative"), amount_centimes__gt=0)
    carriers = carriers.exclude(status=PayoutStatus.PARKED)
    waiting = SettledPart.objects.filter(
        status=Status.RELEASED, payout=None, cooperative__in=[p.cooperative_id for p in payouts if not p.problem]
    )
    waiting.update(payout=Subquery(carriers.values("pk")[:1]))
    return run


def _payouts(run: PayoutRun) -> list[Payout]:
    busy = set(Payout.objects.filter(status__in=UNDER_WAY).values_list("cooperative_id", flat=True))
    payable, cash = dict[int, int](), dict[int, int]()
    for name, centimes in balances_like("cooperative:").items():
        _word, number, place = name.split(":")
        if place in ("payable", "cash"):
            (payable if place == "payable" else cash)[int(number)] = centimes
    due = {pk: amounts_due(-payable.get(pk, 0), cash.get(pk, 0)) for pk in payable.keys() | cash.keys()}
    wanted = {pk for pk, (amount, transfer) in due.items() if amount or transfer} - busy
    found = Cooperative.objects.filter(pk__in=wanted).order_by("pk").only("pk", "names", "rib")
    return [_payout(run, cooperative, *due[cooperative.pk]) for cooperative in found]


def amounts_due(payable: int, cash: int) -> tuple[int, int]:
    """What of `payable` is paid out, and how much by transfer, when so much cash is held already (credit positive).

    >>> amounts_due(100, 30), amounts_due(100, 150), amounts_due(100, -20), amounts_due(-50, 0), amounts_due(-50, -80)
    ((100, 70), (100, 0), (100, 120), (0, 0), (0, 30))
    """
    return max(payable, 0), max(payable - cash, 0)


def _payout(run: PayoutRun, cooperative: Cooperative, amount: int, transfer: int) -> Payout:
    problem = _problem(cooperative.rib) if transfer else ""
    return Payout(
        run=run,
        cooperative=cooperative,
        amount_centimes=amount,
        offset_centimes=amount - transfer,
        transfer_centimes=transfer,
        payee_name=pick(cooperative.names, "fr")[:200],
        rib=cooperative.rib,
        problem=problem,
        status=PayoutStatus.PARKED if problem else PayoutStatus.PREPARED,
        ended_at=run.prepared_at if problem else None,
    )


def _problem(rib: str) -> str:
    if not rib:
        return Problem.NO_RIB
    try:
        check_rib(rib)
    except WrongRib:
        return Problem.WRONG_RIB
    return ""
