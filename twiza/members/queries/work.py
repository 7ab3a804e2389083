"""Work as it was written down."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from twiza.members.models import WorkRecord
from twiza.members.queries.roster import cursor, member_card
from twiza.members.queries.views import Listing, WorkRow

PAGE = 50


def work_row(record: WorkRecord) -> WorkRow:
    return WorkRow(
        record.pk,
        record.day,
        member_card(record.member),
        record.kind,
        record.what,
        record.measure,
        record.unit,
        record.price_centimes,
        record.value_centimes,
        record.grade,
        record.received_by,
        (record.by.name or str(record.by)) if record.by else "",
        record.at,
        record.corrects_id is not None,
        hasattr(record, "corrected_by"),
        record.reason,
    )


def work_of(
    cooperative_id: int, *, member_id: int | None = None, after: str | None = None, page_size: int = PAGE
) -> Listing[WorkRow]:
    """The lines, the newest written first. Two queries."""
    rows = WorkRecord.objects.filter(cooperative=cooperative_id)
    if member_id is not None:
        rows = rows.filter(member=member_id)
    count = rows.count()
    if (last := cursor(after)) is not None:
        rows = rows.filter(pk__lt=last)
    found = list(rows.select_related("member", "by", "corrected_by").order_by("-pk")[: page_size + 1])
    shown = found[:page_size]
    next_page = str(shown[-1].pk) if len(found) > page_size else None
    return Listing([work_row(record) for record in shown], next_page, count)


def work_on(cooperative_id: int, day: date) -> dict[int, list[WorkRow]]:
    """What stands for a day, by member; what was taken back is left out. One query."""
    rows = WorkRecord.objects.filter(cooperative=cooperative_id, day=day, corrects=None, corrected_by=None)
    found: dict[int, list[WorkRow]] = defaultdict(list)
    for record in rows.select_related("member", "by", "corrected_by").order_by("pk"):
        found[record.member_id].append(work_row(record))
    return dict(found)


def days_written(cooperative_id: int, *, most: int = 7) -> list[date]:
    """The last days for which something is written down."""
    rows = WorkRecord.objects.filter(cooperative=cooperative_id).order_by("-day")
    return list(rows.values_list("day", flat=True).distinct()[:most])
