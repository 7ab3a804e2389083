"""Settlement's calendar, and what must agree."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, timedelta

from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce

from twiza.commission.api import recompute
from twiza.invoicing.api import Kind, papers_of
from twiza.kernel.periods import day_of
from twiza.law.api import rule
from twiza.ledger.api import balance, balances_like
from twiza.ordering.api import CooperativeOrder
from twiza.ordering.api import Status as PartStatus
from twiza.plumbing.api import checked, every, facts_backlog
from twiza.settlement.actions.compare_prices import compare_prices
from twiza.settlement.actions.invoice_commission import invoice_commission
from twiza.settlement.actions.prepare_payouts import prepare_payouts
from twiza.settlement.actions.release_parts import release_parts
from twiza.settlement.models import Payout, PayoutRun, Refund, SettledLine, SettledPart
from twiza.settlement.states import PayoutStatus, RefundStatus, Status
from twiza.settlement.terms import invoice_reference

BOOKED = [PayoutStatus.RELEASED, PayoutStatus.PAID]
LATE = timedelta(days=7)  # a payout day missed for longer waits for the next one
RECENT = timedelta(days=60)
STEP = 500


@every("04:30", atomic=False)
def let_go(now: datetime) -> int:
    """What was held long enough becomes payable."""
    return release_parts(now=now)


@every("05:30")
def prepare_payout_run(now: datetime) -> str:
    """On the days of `house.payout_days`, or soon after where no worker was there, the run is prepared."""
    day = last_payout_day(day_of(now))
    if day_of(now) - day > LATE or PayoutRun.objects.filter(on__gte=day).exists():
        return ""
    return str(prepare_payouts(on=day, now=now).on)


@every("03:40", atomic=False)
def compare_with_statements(now: datetime) -> int:
    """What is stated of a product's price is held against the books; whose statement differs now is told."""
    return compare_prices(now=now)


@every("05:10", atomic=False)
def invoice_commissions(now: datetime) -> int:
    """The month that is over: the platform's invoice to each cooperative, once; a day missed is made up for."""
    month = (day_of(now).replace(day=1) - timedelta(days=1)).replace(day=1)
    cooperatives = SettledLine.objects.order_by().values_list("settled__cooperative", flat=True).distinct()
    return sum(len(invoice_commission(cooperative_id=pk, month=month, now=now)) for pk in sorted(cooperatives))


def last_payout_day(day: date) -> date:
    """The latest payout day up to `day`."""
    while day.day not in rule("house.payout_days", on=day).value:
        day -= timedelta(days=1)
    return day


@checked("cooperatives' balances are their parts")
def balances_agree(now: datetime) -> list[str]:
    """What the books owe a cooperative is, part by part, what is open, held and released, less what was paid out."""
    wanted = defaultdict[tuple[int, str], int](int)
    places = {Status.OPEN: "open", Status.HELD: "held", Status.RELEASED: "payable"}
    sums = SettledPart.objects.order_by().values_list("cooperative", "status").annotate(sum=Sum("net_centimes"))
    for cooperative, status, centimes in sums:
        if status in places:
            wanted[cooperative, places[status]] += centimes
    gone = Payout.objects.filter(status__in=BOOKED).order_by().values_list("cooperative")
    for cooperative, centimes in gone.annotate(sum=Sum("amount_centimes")):
        wanted[cooperative, "payable"] -= centimes
    for name, centimes in balances_like("cooperative:").items():
        _word, cooperative, place = name.split(":")
        if place in ("open", "held", "payable"):
            wanted[int(cooperative), place] += centimes  # a credit: below zero
    return [
        f"Cooperative {cooperative}, {place}: the books and its parts differ by {centimes}."
        for (cooperative, place), centimes in sorted(wanted.items())
        if centimes
    ]


@checked("what was paid is goods and delivery")
def paid_agrees(now: datetime) -> list[str]:
    """A part's lines and its delivery are what the buyer paid, to the centime, and that is what was ordered."""
    found = []
    parts = SettledPart.objects.select_related("part").annotate(worth=Coalesce(Sum("lines__paid_centimes"), 0))
    for row in parts.exclude(goods_centimes=F("worth")).order_by("pk"):
        found.append(f"Part {row.part.number}: {row.goods_centimes} paid for goods, its lines {row.worth}.")
    ordered = ~Q(part__payment="cash") & ~Q(paid_centimes=F("part__ordered_centimes"))
    due = Q(part__payment="cash") & ~Q(paid_centimes=F("part__total_centimes"))
    odd = SettledPart.objects.filter(ordered | due).order_by("pk")
    for number, centimes in odd.values_list("part__number", "paid_centimes"):
        found.append(f"Part {number}: {centimes} was paid, which is not what it cost.")
    return found


@checked("refunds are what went back")
def refunds_agree(now: datetime) -> list[str]:
    """The refunds of a part and of each line sum to what the row says; none is above what was paid."""
    found = []
    parts = SettledPart.objects.select_related("part").annotate(worth=Coalesce(Sum("refunds__amount_centimes"), 0))
    for row in parts.exclude(refunded_centimes=F("worth"), worth__lte=F("paid_centimes")).order_by("pk"):
        found.append(f"Part {row.part.number}: refunded {row.refunded_centimes}, its refunds {row.worth}.")
    items = Coalesce(Sum("refund_items__centimes"), 0)
    for line in SettledLine.objects.annotate(worth=items).exclude(refunded_centimes=F("worth")).order_by("pk"):
        found.append(f"Line {line.line_id}: refunded {line.refunded_centimes}, its refunds {line.worth}.")
    return found


@checked("whoever paid has her money placed")
def nothing_lies_about(now: datetime) -> list[str]:
    """With no news under way: nothing waits on payments:in, refunds owed are in the books, receipts are settled."""
    if facts_backlog().waiting:
        return []
    found = []
    if left := balance("payments:in"):
        found.append(f"{-left} stands on payments:in and belongs to nobody.")
    owed = Refund.objects.exclude(status=RefundStatus.PAID).aggregate(sum=Sum("amount_centimes", default=0))["sum"]
    if -balance("buyer:refunds") < owed:
        found.append(f"{owed} is owed to buyers, the books say {-balance('buyer:refunds')}.")
    received = CooperativeOrder.objects.filter(status=PartStatus.DELIVERED, total_centimes__gt=0)
    settled = SettledPart.objects.filter(status__in=[Status.HELD, Status.RELEASED]).values("part")
    for number in received.exclude(pk__in=settled).order_by("pk").values_list("number", flat=True):
        found.append(f"Part {number} was received, and is not settled.")
    return found


@checked("commissions can be computed again")
def commissions_agree(now: datetime) -> list[str]:
    """The rules of the day of each sale of the last two months give what was frozen on the line then."""
    rows = SettledLine.objects.filter(settled__paid_at__gte=now - RECENT).select_related("line__part__order")
    found = []
    for row in rows.order_by("pk").iterator():
        line = row.line
        if line.commission_rule_id is None:
            continue
        again = recompute(
            on=day_of(line.part.order.placed_at),
            category_path=line.category_path,
            cooperative_id=line.part.cooperative_id,
            traits=tuple(line.cooperative_traits),
            total_centimes=line.total_centimes,
        )
        if (again.centimes, again.vat_centimes) != (row.commission_centimes, row.commission_vat_centimes):
            found.append(f"Line {line.pk}: commission {row.commission_centimes}, by the rules {again.centimes}.")
    return found


@checked("payouts carry what they say")
def payouts_agree(now: datetime) -> list[str]:
    """No part stands in a payout that ended without money."""
    dead = [PayoutStatus.FAILED, PayoutStatus.RETURNED, PayoutStatus.PARKED]
    stuck = SettledPart.objects.filter(payout__status__in=dead).values_list("part__number", "payout")
    return [f"Part {number} stands in payout {payout}, which ended without money." for number, payout in stuck]


@checked("what is settled has its invoice")
def invoices_agree(now: datetime) -> list[str]:
    """Each settled part has an invoice of what was paid for what she received; credit notes follow each refund of it.

    While news is still on its way they may be behind.
    """
    if facts_backlog().waiting:
        return []
    found = []
    rows = SettledPart.objects.filter(status__in=[Status.HELD, Status.RELEASED]).select_related("part").order_by("pk")
    for start in range(0, rows.count(), STEP):
        step = list(rows[start : start + STEP])
        papers = papers_of([invoice_reference(row.part.number) for row in step])
        for row in step:
            invoices = [p for p in papers[invoice_reference(row.part.number)] if p.kind == Kind.INVOICE]
            if not invoices:
                found.append(f"Part {row.part.number} is settled and has no invoice.")
            elif invoices[0].total_centimes != row.part.total_centimes:
                found.append(
                    f"Part {row.part.number} costs {row.part.total_centimes}, its invoice {invoices[0].total_centimes}."
                )
            elif (
                kept := invoices[0].total_centimes - invoices[0].credited_centimes
            ) != row.paid_centimes - row.refunded_centimes + row.goodwill_centimes:
                found.append(f"Part {row.part.number}: its papers say {kept}, which is not what was kept of its price.")
    return found
