from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import get_language

from twiza.clocks.api import start_clock
from twiza.kernel.numbers import public_number
from twiza.kernel.periods import day_of
from twiza.kernel.refusals import Refusal
from twiza.kernel.say import in_day
from twiza.kernel.text import pick
from twiza.ordering.api import CooperativeOrder
from twiza.payments.api import Payee
from twiza.plumbing.api import announce
from twiza.protection.actions.duties import open_duty, owed_for_withdrawal
from twiza.protection.actions.let_go import let_go
from twiza.protection.actions.ways import check_refund_way
from twiza.protection.facts import WithdrawalAsked
from twiza.protection.models import Withdrawal, WithdrawnLine
from twiza.protection.queries.money import delivery_back, goods_back, is_whole
from twiza.protection.queries.rights import Standing, rights_of_part, standings_of
from twiza.protection.queries.views import LineRight, PartRights, WithdrawalQuote
from twiza.protection.terms import kinds
from twiza.protection.terms.deadlines import morning_of
from twiza.protection.terms.refusals import (
    AlreadyRefunded,
    AlreadyWithdrawn,
    LineNotYours,
    NothingChosen,
    NotReceivedYet,
    NotReturnable,
    TooLateToWithdraw,
    TooManyPieces,
    UnknownReturn,
)
from twiza.protection.terms.words import WITHDRAWAL_PREFIX, ReturnedBy
from twiza.settlement.api import hold_part


@transaction.atomic
def ask_withdrawal(
    *,
    part: CooperativeOrder,
    items: Mapping[int, int],
    returned_by: str,
    refund_way: str,
    payee: Payee | None = None,
    note: str = "",
    key: str,
    by: Any,
    now: datetime,
) -> Withdrawal:
    """The buyer changes her mind about `items` (order line → pieces), without a reason (31-08 art. 36).

    Asking is using the right: nobody can refuse it. Claims and promised replacements of pieces that she no longer has
    end with it: nobody is given goods and money for the same piece. The part's money is kept from payout, the refund's
    days run, and it is made by itself. The same `key` gives the same withdrawal. Refuses what the rule book refuses,
    with the day the time ended; another's line; what was withdrawn or refunded before; and a way back that the money
    can't take.
    """
    key = f"{part.number}:{key}"[:80]
    if known := Withdrawal.objects.filter(key=key).first():
        return known
    rights, standings, items = _checked(part, items, now)
    if returned_by not in ReturnedBy.values:
        raise UnknownReturn()
    payee = check_refund_way(part, refund_way, payee)
    quote = _quote(part, standings, items, now)
    first = next(line for line in rights.lines if line.line_id in items)
    assert first.until is not None  # checked: she may
    withdrawal = Withdrawal(
        number=public_number(WITHDRAWAL_PREFIX),
        key=key,
        part=part,
        cooperative_id=part.cooperative_id,
        whole=quote.whole,
        goods_centimes=quote.goods,
        delivery_centimes=quote.delivery,
        until=first.until,
        rule_id=first.rule_id,
        rule_since=first.rule_since,
        refund_due_on=quote.refund_due_on,
        returned_by=returned_by,
        way=refund_way,
        payee_name=payee.name if payee else "",
        rib=payee.rib if payee else "",
        note=note.strip()[:500],
        asked_at=now,
        asked_by=by,
        is_sample=part.order.is_sample,
    )
    prices = goods_back(standings, items)
    try:
        with transaction.atomic():
            withdrawal.save(force_insert=True)
            WithdrawnLine.objects.bulk_create(
                WithdrawnLine(withdrawal=withdrawal, line_id=pk, quantity=pieces, centimes=prices[pk])
                for pk, pieces in items.items()
            )
    except IntegrityError:  # the other click was first, or another tab
        if known := Withdrawal.objects.filter(key=key).first():
            return known
        raise AlreadyWithdrawn(name=_named(first)) from None
    let_go(part, {row.line.pk: row.left - items.get(row.line.pk, 0) for row in standings}, by=by, now=now)
    _begin(withdrawal, now)
    return withdrawal


def _begin(withdrawal: Withdrawal, now: datetime) -> None:
    """What begins by itself: the hold, the refund's days, the wait for the goods, the letters."""
    part, reference = withdrawal.part, withdrawal.reference
    hold_part(part_number=part.number, reason=withdrawal.number, reference=reference, now=now, by=None)
    duty = open_duty(reference=reference, part=part, cause=owed_for_withdrawal(day_of(now)), now=now)
    start_clock(
        reference=f"{kinds.RETURN}:{withdrawal.number}",
        kind=kinds.RETURN,
        subject=kinds.subject(part.number),
        due_at=morning_of(duty.due_on),
        rule_id=duty.rule_id,
        rule_since=duty.rule_since,
        now=now,
    )
    announce(WithdrawalAsked(withdrawal_id=withdrawal.pk))


def quote_withdrawal(*, part: CooperativeOrder, items: Mapping[int, int], now: datetime) -> WithdrawalQuote:
    """What would go back for these pieces, and by when; refuses what asking for them refuses."""
    _rights, standings, items = _checked(part, items, now)
    return _quote(part, standings, items, now)


def _quote(
    part: CooperativeOrder, standings: list[Standing], items: Mapping[int, int], now: datetime
) -> WithdrawalQuote:
    today = day_of(now)
    due = owed_for_withdrawal(today).duty
    return WithdrawalQuote(
        goods=sum(goods_back(standings, items).values()),
        delivery=delivery_back(part, standings, items, on=today),
        whole=is_whole(standings, items),
        refund_due_on=due.due_on,
        rule_id=due.rule_id,
        delivery_rule_id="house.withdrawal_delivery_share",
    )


def _checked(
    part: CooperativeOrder, items: Mapping[int, int], now: datetime
) -> tuple[PartRights, list[Standing], dict[int, int]]:
    wanted = {pk: pieces for pk, pieces in items.items() if pieces}
    rights = rights_of_part(part, now=now)
    lines = {line.line_id: line for line in rights.lines}
    if not set(wanted) <= set(lines):
        raise LineNotYours()
    if rights.received_on is None:
        raise NotReceivedYet()
    if not wanted or min(wanted.values()) < 1:
        raise NothingChosen()
    for pk, pieces in wanted.items():
        _check_line(lines[pk], pieces)
    return rights, standings_of([part.pk])[part.pk], wanted


def _check_line(line: LineRight, pieces: int) -> None:
    name = _named(line)
    if line.why_not:
        raise _refusal(line, name)
    if pieces > line.left:
        raise TooManyPieces(name=name, left=line.left)


def _refusal(line: LineRight, name: str) -> Refusal:
    if line.why_not == "too_late" and line.until:
        return TooLateToWithdraw(name=name, day=in_day(line.until, get_language() or "ar"))
    if line.why_not == "withdrawn":
        return AlreadyWithdrawn(name=name)
    if line.why_not in ("refunded", "declined"):
        return AlreadyRefunded(name=name)
    return NotReturnable(name=name, why=str(line.words))


def _named(line: LineRight) -> str:
    return pick(line.names, get_language() or "ar")
