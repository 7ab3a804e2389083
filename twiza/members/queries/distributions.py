"""Money that was shared, or waits."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, F, Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest

from twiza.members.models import Distribution, Member, Part, WorkRecord
from twiza.members.queries.differences import basis_now, differences, parts_given
from twiza.members.queries.roster import cursor, member_card
from twiza.members.queries.splitting import split
from twiza.members.queries.views import (
    BasisRow,
    DifferenceRow,
    DistributionRow,
    DistributionView,
    Listing,
    PartRow,
    SoldRow,
    TakenRow,
)
from twiza.members.states import DistributionStatus
from twiza.members.terms.words import MEASURE_LABELS, REASONS, TAKEN, Fallback, SourceKind

PAGE = 30


def _with_stale(rows: QuerySet[Distribution]) -> QuerySet[Distribution]:
    """Whether work of the period was written down since it was shared or last corrected."""
    corrected = (
        Distribution.objects.filter(adjusts=OuterRef("pk"))
        .order_by()
        .values("adjusts")
        .annotate(at=Max("created_at"))
        .values("at")
    )
    rows = rows.annotate(settled_at=Greatest("shared_at", Coalesce(Subquery(corrected), F("shared_at"))))
    later = WorkRecord.objects.filter(
        cooperative=OuterRef("cooperative"),
        day__gte=OuterRef("starts_on"),
        day__lte=OuterRef("ends_on"),
        at__gt=OuterRef("settled_at"),
    )
    return rows.annotate(is_stale=Exists(later))


def distributions_of(
    cooperative_id: int, *, after: str | None = None, parked: bool = False, page_size: int = PAGE
) -> Listing[DistributionRow]:
    """The newest first; `parked`: only what waits for a decision. Two queries."""
    rows = Distribution.objects.filter(cooperative=cooperative_id)
    if parked:
        rows = rows.filter(status=DistributionStatus.PARKED)
    count = rows.count()
    if (last := cursor(after)) is not None:
        rows = rows.filter(pk__lt=last)
    found = list(_with_stale(rows).order_by("-pk")[: page_size + 1])
    shown = found[:page_size]
    return Listing([row_of(each) for each in shown], str(shown[-1].pk) if len(found) > page_size else None, count)


def parked_everywhere(*, most: int = 100) -> list[tuple[int, DistributionRow]]:
    """For the desk: (cooperative, what waits), the longest waiting first. One query."""
    rows = Distribution.objects.filter(status=DistributionStatus.PARKED).order_by("pk")
    return [(each.cooperative_id, row_of(each)) for each in rows[:most]]


def row_of(each: Distribution) -> DistributionRow:
    original = each.kind in (SourceKind.PAYOUT, SourceKind.OWN) and each.status == DistributionStatus.SHARED
    return DistributionRow(
        each.pk,
        each.kind,
        SourceKind(each.kind).label,
        each.day,
        each.starts_on,
        each.ends_on,
        each.amount_centimes,
        each.cooperative_centimes,
        each.status,
        each.reason,
        REASONS.get(each.reason, ""),
        each.adjusts_id,
        original and bool(getattr(each, "is_stale", False)),
    )


def basis_rows(distribution: Distribution, own: dict[str, Any] | None = None) -> list[BasisRow]:
    """The measures of a distribution; with `own` (a part's basis) what a member has of each."""
    rows = []
    for measure, points in distribution.weights.items():
        whole, hers = distribution.basis.get(measure, {}), (own or {}).get(measure, {})
        if whole and (own is None or hers):
            rows.append(
                BasisRow(
                    measure,
                    MEASURE_LABELS[measure],
                    points,
                    whole["pot"],
                    whole["unit"],
                    whole["total"],
                    hers.get("measure", 0),
                    hers.get("centimes", 0),
                )
            )
    return rows


def sold_rows(distribution: Distribution) -> list[SoldRow]:
    return [SoldRow(row["names"], row["quantity"], row["centimes"]) for row in distribution.sold]


def taken_rows(distribution: Distribution) -> list[TakenRow]:
    """What was taken out, in the order of TAKEN: sold − taken = amount."""
    return [TakenRow(label, distribution.taken[code]) for code, label in TAKEN.items() if distribution.taken.get(code)]


def distribution_view(distribution: Distribution) -> DistributionView:
    """One of them with its parts, and what corrected work would change. Some eight queries."""
    marked = _with_stale(Distribution.objects.filter(pk=distribution.pk)).get()
    parts = Part.objects.filter(distribution=distribution).select_related("member").order_by("member__number")
    rows = [
        PartRow(
            member_card(part.member),
            part.centimes,
            part.payment_id is not None,
            basis_rows(distribution, part.basis),
        )
        for part in parts
    ]
    row = row_of(marked)
    changes, why = _changes(distribution) if row.is_stale else ([], "")
    return DistributionView(
        row,
        Fallback(distribution.fallback).label if distribution.fallback else "",
        basis_rows(distribution),
        sold_rows(distribution),
        taken_rows(distribution),
        rows,
        changes,
        REASONS.get(why, ""),
    )


def _changes(distribution: Distribution) -> tuple[list[DifferenceRow], str]:
    basis, weights = basis_now(distribution), dict(distribution.weights)
    if why := basis.why_not(weights):
        return [], why
    rest = distribution.amount_centimes - distribution.cooperative_centimes
    due = split(rest, kept_basis_points=0, weights=weights, measures=basis.measures).parts
    changed = differences(parts_given(distribution), due)
    cards = cards_of(row.member_id for row in changed)
    rows = [DifferenceRow(cards[row.member_id], row.had, row.due, row.centimes) for row in changed]
    return sorted(rows, key=lambda row: row.member.number), ""


def cards_of(ids: Iterable[int]) -> dict[int, Any]:
    return {member.pk: member_card(member) for member in Member.objects.filter(pk__in=list(ids))}
