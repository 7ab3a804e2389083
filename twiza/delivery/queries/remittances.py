"""Carriers' slips as cards, line by line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from twiza.delivery.models import Remittance, RemittanceLine
from twiza.delivery.states import REMITTANCE
from twiza.delivery.terms import MATCHED, NOTHING, REMITTANCE_LABELS, RESOLVED_LABELS, STANDINGS
from twiza.kernel.refusals import NotFound

PAGE = 30
LINES = 200
_OPEN = Q(remitted=False, resolution="") & ~Q(standing__in=[MATCHED, NOTHING])


@dataclass(frozen=True, slots=True)
class RemittanceCard:
    """`net_centimes` is what the bank should show; `paid_entry` is the entry that showed it. `open`: differences."""

    id: int
    carrier_code: str
    carrier_names: dict[str, str]
    slip: str
    file_name: str
    gross_centimes: int
    fees_centimes: int
    net_centimes: int
    status: str
    status_label: str
    read_at: datetime
    booked_at: datetime | None
    paid_entry: int | None
    lines: int
    matched: int
    open: int
    verbs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LineCard:
    id: int
    row: int
    typed: str
    reference: str
    centimes: int
    due_centimes: int | None
    fee_centimes: int
    currency: str
    standing: str
    standing_label: str
    fits: bool
    remitted: bool
    resolution: str
    resolution_label: str
    note: str
    open: bool
    ways: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RemittancePage:
    items: list[RemittanceCard]
    next: int | None


@dataclass(frozen=True, slots=True)
class LinePage:
    items: list[LineCard]
    next: int | None


def remittances(
    *, carrier_code: str = "", status: str = "", unpaid: bool = False, after: int | None = None
) -> RemittancePage:
    """The newest first, 30 at a time; one SQL query. `unpaid`: booked, and the bank has not shown the money."""
    rows = _counted().order_by("-pk")
    if carrier_code:
        rows = rows.filter(carrier=carrier_code)
    if status:
        rows = rows.filter(status=status)
    if unpaid:
        rows = rows.filter(status__in=["different", "booked"], bank_entry=None)
    if after is not None:
        rows = rows.filter(pk__lt=after)
    found = list(rows[: PAGE + 1])
    return RemittancePage([_card(row) for row in found[:PAGE]], found[PAGE - 1].pk if len(found) > PAGE else None)


def remittance_card(remittance_id: int) -> RemittanceCard:
    row = _counted().filter(pk=remittance_id).first()
    if row is None:
        raise NotFound()
    return _card(row)


def remittance_by_id(remittance_id: int) -> Remittance:
    row = Remittance.objects.filter(pk=remittance_id).first()
    if row is None:
        raise NotFound()
    return row


def remittance_of_line(line_id: int) -> int:
    """The slip of a line, or NotFound."""
    found = RemittanceLine.objects.filter(pk=line_id).values_list("remittance", flat=True).first()
    if found is None:
        raise NotFound()
    return found


def remittance_line(line_id: int) -> LineCard:
    row = RemittanceLine.objects.filter(pk=line_id).select_related("shipment__cash", "remittance").first()
    if row is None:
        raise NotFound()
    return _line(row)


def remittance_lines(remittance_id: int, *, only: str = "", after: int | None = None) -> LinePage:
    """In the order of the slip, 200 at a time; `only`: "open" for differences, or a standing."""
    rows = RemittanceLine.objects.filter(remittance=remittance_id)
    rows = rows.select_related("shipment__cash", "remittance").order_by("row")
    if only == "open":
        rows = rows.filter(_OPEN)
    elif only:
        rows = rows.filter(standing=only)
    if after is not None:
        rows = rows.filter(row__gt=after)
    found = list(rows[: LINES + 1])
    return LinePage([_line(row) for row in found[:LINES]], found[LINES - 1].row if len(found) > LINES else None)


def remittance_standings(remittance_id: int) -> dict[str, int]:
    """How many rows of the slip stand how."""
    rows = RemittanceLine.objects.filter(remittance=remittance_id).values_list("standing")
    counted = dict(rows.annotate(n=Count("pk")).order_by())
    return {standing: counted[standing] for standing in STANDINGS if standing in counted}


def count_open_differences() -> int:
    return RemittanceLine.objects.filter(_OPEN, remittance__status="different").count()


def _counted():
    opened = Q(lines__remitted=False, lines__resolution="") & ~Q(lines__standing__in=[MATCHED, NOTHING])
    return Remittance.objects.select_related("carrier", "file").annotate(
        n_lines=Count("lines"),
        n_matched=Count("lines", filter=Q(lines__standing__in=[MATCHED, NOTHING])),
        n_open=Count("lines", filter=opened),
    )


def _card(row: Remittance) -> RemittanceCard:
    return RemittanceCard(
        id=row.pk,
        carrier_code=row.carrier_id,
        carrier_names=row.carrier.names,
        slip=row.slip,
        file_name=row.file.name if row.file else "",
        gross_centimes=row.gross_centimes,
        fees_centimes=row.fees_centimes,
        net_centimes=row.gross_centimes - row.fees_centimes,
        status=row.status,
        status_label=str(REMITTANCE_LABELS[row.status]),
        read_at=row.read_at,
        booked_at=row.booked_at,
        paid_entry=row.bank_entry_id,
        lines=row.n_lines,  # type: ignore[attr-defined]
        matched=row.n_matched,  # type: ignore[attr-defined]
        open=row.n_open,  # type: ignore[attr-defined]
        verbs=tuple(REMITTANCE.open_to(row.status, "desk")),
    )


def _line(row: RemittanceLine) -> LineCard:
    cash = getattr(row.shipment, "cash", None) if row.shipment else None
    due = cash.due_centimes if cash else None
    fits = row.standing in (MATCHED, NOTHING)
    is_open = not (fits or row.remitted or row.resolution)
    return LineCard(
        id=row.pk,
        row=row.row,
        typed=row.typed,
        reference=row.shipment.reference if row.shipment else "",
        centimes=row.centimes,
        due_centimes=due,
        fee_centimes=row.fee_centimes,
        currency=row.currency,
        standing=row.standing,
        standing_label=str(STANDINGS[row.standing]),
        fits=fits,
        remitted=row.remitted,
        resolution=row.resolution,
        resolution_label=str(RESOLVED_LABELS.get(row.resolution, "")),
        note=row.note,
        open=is_open,
        ways=_ways(row.standing, row.centimes, due) if is_open and row.remittance.status == "different" else (),
    )


def _ways(standing: str, centimes: int, due: int | None) -> tuple[str, ...]:
    """How the desk may end this difference, the likeliest first."""
    if standing == "wrong_amount":
        return ("accept", "as_due", "dismiss") if due is not None and 0 <= centimes < due else ("as_due", "dismiss")
    if standing in ("unknown_parcel", "several_parcels", "not_collected", "other_carrier"):
        return ("recheck", "dismiss")
    return ("dismiss",)
