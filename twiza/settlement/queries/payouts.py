"""Runs and payouts as cards, and what a payout is made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum

from twiza.kernel.refusals import NotFound
from twiza.ordering.api import Page
from twiza.settlement.models import Payout, PayoutRun, SettledLine, SettledPart
from twiza.settlement.queries.views import PayoutCard, PayoutMoney, RunCard, SoldLine
from twiza.settlement.states import DESK, RUN, PayoutStatus
from twiza.settlement.terms import PAYOUT_WORDS, RUN_WORDS, Problem

_ASIDE = Q(payouts__status=PayoutStatus.PARKED)


def runs(*, after: int | None = None, page_size: int = 24) -> Page:
    """RunCards, the latest day first."""
    rows = PayoutRun.objects.order_by("-pk")
    count = rows.count()
    if after is not None:
        rows = rows.filter(pk__lt=after)
    cards = _runs(rows[: page_size + 1])
    return Page(tuple(cards[:page_size]), count, cards[page_size - 1].run_id if len(cards) > page_size else None)


def run_counts() -> dict[str, int]:
    """How many runs stand in each state."""
    return dict(PayoutRun.objects.order_by().values_list("status").annotate(n=Count("pk")))


def run_view(run_id: int) -> RunCard:
    """One run; NotFound for an unknown one. Its payouts: `payouts_of_run`."""
    for card in _runs(PayoutRun.objects.filter(pk=run_id)):
        return card
    raise NotFound()


def payouts_of_run(run_id: int, *, statuses: Sequence[str] = (), after: int | None = None, page_size: int = 50) -> Page:
    """PayoutCards of a run, as they were prepared."""
    rows = Payout.objects.filter(run=run_id).order_by("pk")
    if statuses:
        rows = rows.filter(status__in=statuses)
    return _page(rows, rows if after is None else rows.filter(pk__gt=after), page_size)


def payouts_of_cooperative(cooperative_id: int, *, after: int | None = None, page_size: int = 24) -> Page:
    """PayoutCards, the newest first."""
    rows = Payout.objects.filter(cooperative=cooperative_id).order_by("-pk")
    return _page(rows, rows if after is None else rows.filter(pk__lt=after), page_size)


def payouts_in_trouble(*, most: int = 50) -> list[PayoutCard]:
    """Those put aside, failed or returned in the last run of their cooperative: what the desk looks after."""
    aside = [PayoutStatus.PARKED, PayoutStatus.FAILED, PayoutStatus.RETURNED]
    newest = Payout.objects.filter(cooperative=OuterRef("cooperative")).order_by("-pk").values("pk")[:1]
    return _cards(Payout.objects.filter(status__in=aside, pk=Subquery(newest)).order_by("-pk")[:most])


def payout_card(payout_id: int, *, cooperative_id: int | None = None) -> PayoutCard:
    """One payout; NotFound for an unknown one, and with `cooperative_id` for another cooperative's."""
    rows = Payout.objects.filter(pk=payout_id)
    for card in _cards(rows if cooperative_id is None else rows.filter(cooperative=cooperative_id)):
        return card
    raise NotFound()


def payouts_money(payout_ids: Iterable[int]) -> dict[int, PayoutMoney]:
    """What these payouts are made of, by id, in three queries."""
    ids = list(payout_ids)
    parts = defaultdict[int, list[SettledPart]](list)
    for part in SettledPart.objects.filter(payout__in=ids).order_by("pk"):
        parts[part.payout_id or 0].append(part)
    lines = defaultdict[int, list[SettledLine]](list)
    for line in SettledLine.objects.filter(settled__payout__in=ids).select_related("line"):
        lines[line.settled_id].append(line)
    return {
        payout.pk: _made_of(payout, parts[payout.pk], [line for p in parts[payout.pk] for line in lines[p.pk]])
        for payout in Payout.objects.filter(pk__in=ids).select_related("run")
    }


def payout_money(payout_id: int) -> PayoutMoney:
    """What a payout is made of; NotFound for an unknown one."""
    found = payouts_money([payout_id])
    if payout_id not in found:
        raise NotFound()
    return found[payout_id]


def _made_of(payout: Payout, parts: Sequence[SettledPart], lines: Sequence[SettledLine]) -> PayoutMoney:
    sold = [
        SoldLine(
            line.line_id,
            line.line.names,
            line.line.quantity,
            line.paid_centimes - line.refunded_centimes + line.goodwill_centimes,
        )
        for line in lines
    ]
    goods = sum(line.centimes for line in sold)
    left = sum(part.paid_centimes - part.refunded_centimes + part.goodwill_centimes for part in parts)
    taken = {
        "commission": sum(part.commission_centimes for part in parts),
        "commission_vat": sum(part.commission_vat_centimes for part in parts),
        "carrier": sum(part.carrier_centimes for part in parts),
    }
    return PayoutMoney(
        payout_id=payout.pk,
        cooperative_id=payout.cooperative_id,
        reference=payout.reference,
        status=payout.status,
        on=payout.run.on,
        paid_at=payout.paid_at,
        amount=payout.amount_centimes,
        offset=payout.offset_centimes,
        transfer=payout.transfer_centimes,
        goods=goods,
        delivery=left - goods,
        carried=payout.amount_centimes - left + sum(taken.values()),
        sold=tuple(line for line in sold if line.centimes),
        part_ids=tuple(part.part_id for part in parts),
        **taken,
    )


def _page(every: QuerySet[Payout], rest: QuerySet[Payout], page_size: int) -> Page:
    cards = _cards(rest[: page_size + 1])
    following = cards[page_size - 1].payout_id if len(cards) > page_size else None
    return Page(tuple(cards[:page_size]), every.count(), following)


def _cards(rows: QuerySet[Payout]) -> list[PayoutCard]:
    return [_card(payout) for payout in rows.select_related("run", "cooperative").annotate(n=Count("parts"))]


def _card(payout: Any) -> PayoutCard:
    return PayoutCard(
        payout_id=payout.pk,
        run_id=payout.run_id,
        on=payout.run.on,
        reference=payout.reference,
        cooperative_id=payout.cooperative_id,
        cooperative_names=payout.cooperative.names,
        slug=payout.cooperative.slug,
        amount=payout.amount_centimes,
        offset=payout.offset_centimes,
        transfer=payout.transfer_centimes,
        payee_name=payout.payee_name,
        rib=payout.rib,
        status=payout.status,
        status_words=PAYOUT_WORDS[payout.status],
        problem=payout.problem,
        problem_words=Problem(payout.problem).label if payout.problem else "",
        failure=payout.failure,
        released_at=payout.released_at,
        paid_at=payout.paid_at,
        ended_at=payout.ended_at,
        parts=payout.n,
    )


def _runs(rows: QuerySet[PayoutRun]) -> list[RunCard]:
    rows = rows.select_related("prepared_by", "approved_by", "released_by").annotate(
        n=Count("payouts", filter=~_ASIDE & Q(payouts__isnull=False)),
        aside=Count("payouts", filter=_ASIDE),
        done=Count("payouts", filter=Q(payouts__status=PayoutStatus.PAID)),
        amount=Sum("payouts__amount_centimes", filter=~_ASIDE, default=0),
        offset=Sum("payouts__offset_centimes", filter=~_ASIDE, default=0),
        transfer=Sum("payouts__transfer_centimes", filter=~_ASIDE, default=0),
    )
    return [
        RunCard(
            run_id=run.pk,
            on=run.on,
            status=run.status,
            status_words=RUN_WORDS[run.status],
            prepared_at=run.prepared_at,
            prepared_by=str(run.prepared_by or ""),
            approved_by_id=run.approved_by_id,
            approved_by=str(run.approved_by or ""),
            approved_at=run.approved_at,
            released_by=str(run.released_by or ""),
            released_at=run.released_at,
            payouts=run.n,
            parked=run.aside,
            paid=run.done,
            amount=run.amount,
            offset=run.offset,
            transfer=run.transfer,
            verbs=tuple(verb for verb in RUN.open_to(run.status, DESK) if verb != "find_empty"),
        )
        for run in rows
    ]
