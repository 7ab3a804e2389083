"""What a buyer may do with each line of a part, until which day, and why not: decided by the rule book."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from twiza.kernel.periods import day_of
from twiza.law.api import Right, defect_action, defect_notice, rule, withdrawal, withdrawal_exception
from twiza.ordering.api import CooperativeOrder, LineStatus, OrderLine, Status, confirmation_given_at
from twiza.protection.models import GuaranteeClaim, WithdrawnLine
from twiza.protection.queries.lateness import lateness_of
from twiza.protection.queries.views import LineRight, PartRights
from twiza.protection.states import GUARANTEE
from twiza.protection.terms.deadlines import months_after
from twiza.protection.terms.words import MAY_WITHDRAW, WHY_NOT, on_the_day
from twiza.settlement.api import LineMoney, PartMoney, parts_money, refund_ways

EXCEPTIONS = "consumer.withdrawal_exceptions"
WITHDRAWAL_DAYS = "consumer.withdrawal_days"


@dataclass(frozen=True, slots=True)
class Standing:
    """What was done with a line already: pieces withdrawn, what of its price is not promised back yet."""

    line: OrderLine
    withdrawn: int
    live: bool
    claimed: bool
    rest: int

    @property
    def left(self) -> int:
        """Pieces that can still be withdrawn, or claimed for."""
        return min(self.line.quantity - self.withdrawn, -(-self.rest // self.line.price_centimes))


def rights_of_part(part: CooperativeOrder, *, now: datetime) -> PartRights:
    """The rights on one part."""
    return rights_of_parts([part], now=now)[part.pk]


def rights_of_parts(parts: Iterable[CooperativeOrder], *, now: datetime) -> dict[int, PartRights]:
    """The same for several, in as many queries as for one. `part.order` should be there already."""
    rows = list(parts)
    standings = standings_of([part.pk for part in rows])
    return {part.pk: _rights(part, standings[part.pk], now) for part in rows}


def standings_of(part_ids: Sequence[int]) -> dict[int, list[Standing]]:
    """How each line stands, by part; eight queries."""
    money = parts_money(part_ids)
    withdrawn = defaultdict[int, list[WithdrawnLine]](list)
    for row in WithdrawnLine.objects.filter(line__part__in=part_ids, counts=True):
        withdrawn[row.line_id].append(row)
    claims = GuaranteeClaim.objects.filter(part__in=part_ids).exclude(status__in=GUARANTEE.final)
    claimed = set(claims.values_list("line_id", flat=True))
    found = defaultdict[int, list[Standing]](list)
    for line in OrderLine.objects.filter(part__in=part_ids):
        rows, paid = withdrawn[line.pk], _paid(money.get(line.part_id), line)
        rest = paid - sum(row.centimes for row in rows if row.live)
        live = any(row.live for row in rows)
        pieces = sum(row.quantity for row in rows)
        found[line.part_id].append(Standing(line, pieces, live, line.pk in claimed, max(rest, 0)))
    return found


def received_on(part: CooperativeOrder) -> date | None:
    """The day of receipt, from which her time runs; each part of an order has its own."""
    return day_of(part.ended_at) if part.status == Status.DELIVERED and part.ended_at else None


def confirmed_on(part: CooperativeOrder) -> date | None:
    """The day of the written confirmation; None where it was given after delivery, if by minutes alone."""
    given = confirmation_given_at(part.order)
    if given is None or (part.ended_at is not None and given > part.ended_at):
        return None
    return day_of(given)


def _paid(money: PartMoney | None, line: OrderLine) -> int:
    """What of its price was paid and not given back; the price while the money of a delivered part is being booked."""
    if money is None or not money.state:
        return line.total_centimes
    found: LineMoney | None = next((row for row in money.lines if row.line_id == line.pk), None)
    return found.rest if found else 0


def _rights(part: CooperativeOrder, standings: Sequence[Standing], now: datetime) -> PartRights:
    got = received_on(part)
    confirmed = confirmed_on(part)
    period = withdrawal(got, confirmed_on=confirmed) if got else None
    lines = tuple(_line(part, standing, got, period, day_of(now)) for standing in standings)
    untils = [line.until for line in lines if line.until]
    return PartRights(
        part_id=part.pk,
        number=part.number,
        received_on=got,
        confirmed=confirmed is not None,
        lines=lines,
        lateness=lateness_of(part, now=now),
        until=max(untils, default=None),
        may_withdraw=any(line.may_withdraw for line in lines),
        may_claim=any(line.may_claim for line in lines),
        needs_payee=part.payment == "cash",
        ways=tuple(refund_ways(part.payment)),
    )


def _line(part: CooperativeOrder, standing: Standing, got: date | None, period: Right | None, today: date) -> LineRight:
    line = standing.line
    exception = exception_of(line, on=got or today)
    why, law_id, since = _why_not(part, standing, exception, period, today)
    until = period.until if period and not exception and line.status == LineStatus.ACCEPTED else None
    action = defect_action(got) if got else None
    open_claim = bool(got and action and today <= _claim_end(line, got, action.until))
    claim_law = rule("consumer.defect_action_days", on=got or today)
    return LineRight(
        line_id=line.pk,
        names=line.names,
        quantity=line.quantity,
        left=max(standing.left, 0),
        price_centimes=line.price_centimes,
        may_withdraw=not why,
        until=until,
        why_not=why,
        words=on_the_day(WHY_NOT[why] if why else MAY_WITHDRAW, until),
        rule_id=law_id,
        rule_since=since,
        may_claim=open_claim and line.status == LineStatus.ACCEPTED and standing.left > 0 and not standing.claimed,
        claim_until=action.until if action else None,
        notice_until=defect_notice(got).until if got else None,
        warranty_until=warranty_until(line, got),
        warranty_months=line.warranty_months,
        warranty_terms=line.warranty_terms,
        claim_rule_id=claim_law.id,
        claim_rule_since=claim_law.since,
    )


def exception_of(line: OrderLine, *, on: date) -> str:
    """Which of the law's exceptions (art. 38) these goods are; "" where they can be withdrawn from."""
    return withdrawal_exception(personalised=line.personalised, perishable=line.perishable, on=on)


def _why_not(
    part: CooperativeOrder, standing: Standing, exception: str, period: Right | None, today: date
) -> tuple[str, str, date]:
    """The reason's code, and the rule that decided."""
    law = rule(WITHDRAWAL_DAYS, on=today)
    decided = (period.rule_id, period.rule_since) if period else (law.id, law.since)
    if standing.line.status == LineStatus.DECLINED:
        return "declined", *decided
    if exception:
        excepted = rule(EXCEPTIONS, on=today)
        return exception, excepted.id, excepted.since
    if period is None:
        return "not_received", *decided
    if standing.live:
        return "withdrawn", *decided
    if standing.left <= 0:
        return "withdrawn" if standing.withdrawn >= standing.line.quantity else "refunded", *decided
    if today > period.until:
        return "too_late", *decided
    return "", *decided


def warranty_until(line: OrderLine, got: date | None) -> date | None:
    """The last day of the seller's own warranty; None where there is none."""
    return months_after(got, line.warranty_months) if got and line.warranty_months else None


def _claim_end(line: OrderLine, got: date, law_until: date) -> date:
    return max(law_until, warranty_until(line, got) or law_until)
