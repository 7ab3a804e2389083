"""Claims under a guarantee as pages show them: a constant number of queries."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from twiza.ordering.api import CooperativeOrder, Order, Page
from twiza.protection.models import GuaranteeClaim
from twiza.protection.queries.duties import duties_by_refund
from twiza.protection.queries.replacements import replacements_by_key
from twiza.protection.queries.views import ClaimView, DutyView, ReplacementView
from twiza.protection.queries.withdrawals import paged
from twiza.protection.states import BUYER, COOPERATIVE, GUARANTEE, ClaimStatus
from twiza.protection.terms.words import CLAIM_WORDS, ClaimKind, Defect, Remedy

ANSWERED = [ClaimStatus.REMEDIED, ClaimStatus.DROPPED]


def claim_view(claim: GuaranteeClaim, *, now: datetime) -> ClaimView:
    return _views(GuaranteeClaim.objects.filter(pk=claim.pk), now)[0]


def claims_of_part(part: CooperativeOrder, *, now: datetime) -> list[ClaimView]:
    """The newest first."""
    return _views(GuaranteeClaim.objects.filter(part=part), now)


def claims_of_order(order: Order, *, now: datetime) -> list[ClaimView]:
    return _views(GuaranteeClaim.objects.filter(part__order=order), now)


def claims_of_cooperative(
    cooperative_id: int, *, group: str = "", now: datetime, after: int | None = None, page_size: int = 30
) -> Page:
    """`group` is open, done, or "" for all; the newest first."""
    rows = GuaranteeClaim.objects.filter(cooperative=cooperative_id)
    if group == "open":
        rows = rows.exclude(status__in=ANSWERED)
    elif group == "done":
        rows = rows.filter(status__in=ANSWERED)
    return paged(rows, lambda found: _views(found, now), after, page_size)


def _views(rows: QuerySet[GuaranteeClaim], now: datetime) -> list[ClaimView]:
    claims = list(rows.order_by("-pk").select_related("part__order", "cooperative", "line"))
    duties = duties_by_refund([claim.refund_id for claim in claims if claim.refund_id], now) if claims else {}
    promised = replacements_by_key([claim.reference for claim in claims], now) if claims else {}
    return [_view(claim, duties.get(claim.refund_id or 0), promised.get(claim.reference)) for claim in claims]


def _view(row: GuaranteeClaim, duty: DutyView | None, replacement: ReplacementView | None) -> ClaimView:
    by_hand = row.settled_by == Remedy.REPAIR  # the other remedies carry themselves out
    verbs = [verb for verb in GUARANTEE.open_to(row.status, COOPERATIVE) if verb != "remedy" or by_hand]
    return ClaimView(
        claim_id=row.pk,
        number=row.number,
        reference=row.reference,
        part_id=row.part_id,
        part_number=row.part.number,
        order_number=row.part.order.number,
        cooperative_id=row.cooperative_id,
        cooperative_names=row.cooperative.names,
        buyer_name=row.part.order.name,
        line_id=row.line_id,
        names=row.line.names,
        quantity=row.quantity,
        kind=row.kind,
        kind_words=ClaimKind(row.kind).label,
        status=row.status,
        status_words=CLAIM_WORDS[row.status],
        defect=row.defect,
        defect_words=Defect(row.defect).label,
        found_on=row.found_on,
        text=row.text,
        photos=tuple(row.photos),
        told_in_time=row.told_in_time,
        remedy=row.remedy,
        remedy_words=Remedy(row.remedy).label,
        asked_at=row.asked_at,
        answer_by=row.answer_by,
        answered_at=row.answered_at,
        answer=row.answer,
        settled_by=row.settled_by,
        settled_by_words=Remedy(row.settled_by).label if row.settled_by else "",
        reduction=row.reduction_centimes,
        promised_on=row.promised_on,
        ended_at=row.ended_at,
        duty=duty,
        replacement=replacement,
        until=row.until,
        rule_id=row.rule_id,
        rule_since=row.rule_since,
        buyer_verbs=tuple(GUARANTEE.open_to(row.status, BUYER)),
        cooperative_verbs=tuple(verbs),
    )
