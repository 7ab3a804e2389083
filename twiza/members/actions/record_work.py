from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Sum

from twiza.catalog.api import Variant, variant_of_cooperative
from twiza.cooperatives.api import Cooperative
from twiza.kernel.periods import day_of
from twiza.kernel.text import pick
from twiza.members.models import Member, WorkRecord
from twiza.members.queries.basis import was_in
from twiza.members.terms.refusals import (
    DayInFuture,
    NotAMemberThen,
    TooManyHours,
    UnknownMember,
    UnknownUnit,
    ValueMissing,
    WhatMissing,
    WrongAmount,
)
from twiza.members.terms.words import MOST, MOST_MINUTES, PER, Measure
from twiza.people.api import Person


@dataclass(frozen=True, kw_only=True)
class WorkLine:
    """What one member did: `measure` is minutes, base units of `unit`, or pieces sold.

    `price_centimes` is per kilogram, litre, metre or piece of goods; `value_centimes` what a sale brought. The same
    `key` is written once.
    """

    member_id: int
    kind: str
    measure: int
    what: str = ""
    variant_id: int | None = None
    unit: str = ""
    price_centimes: int | None = None
    value_centimes: int | None = None
    grade: str = ""
    received_by: str = ""
    key: str | None = None


@transaction.atomic
def record_work(
    *, cooperative: Cooperative, day: date, lines: Sequence[WorkLine], by: Person, now: datetime
) -> list[WorkRecord]:
    """Write down the work of a day, all lines or none; gives those that are new.

    Refuses a day to come, somebody who was no member on that day, more than 24 hours, goods without a name or unit,
    a sale without what it brought. Each refusal's `member` blank is the member's id.
    """
    if day > day_of(now):
        raise DayInFuture()
    cooperative.lock()
    keys = [line.key for line in lines if line.key]
    known = set(WorkRecord.objects.filter(key__in=keys).values_list("key", flat=True))
    fresh = [line for line in lines if line.key not in known]
    ids = {line.member_id for line in fresh}
    members = {m.pk: m for m in Member.objects.filter(cooperative=cooperative, pk__in=ids)}
    variants: dict[int, Variant] = {}
    for variant_id in {line.variant_id for line in fresh if line.variant_id}:
        variants[variant_id] = variant_of_cooperative(cooperative.pk, variant_id)
    minutes = _minutes(ids, day)
    rows = []
    for line in fresh:
        member = members.get(line.member_id)
        if member is None:
            raise UnknownMember(member=line.member_id)
        if not was_in(member, day, day):
            raise NotAMemberThen(name=pick(member.names, "ar"), member=member.pk)
        columns = _columns(line, variants.get(line.variant_id or 0))
        if line.kind == Measure.HOURS:
            minutes[member.pk] += line.measure
            if minutes[member.pk] > MOST_MINUTES:
                raise TooManyHours(member=member.pk)
        rows.append(WorkRecord(cooperative=cooperative, member=member, day=day, by=by, at=now, **columns))
    return WorkRecord.objects.bulk_create(rows)


def _minutes(members: set[int], day: date) -> dict[int, int]:
    rows = WorkRecord.objects.filter(member__in=members, day=day, kind=Measure.HOURS).order_by()
    return defaultdict(int, rows.values_list("member").annotate(sum=Sum("measure")))


def _columns(line: WorkLine, variant: Variant | None) -> dict[str, Any]:
    if line.kind not in Measure.values or not 0 < line.measure <= MOST:
        raise WrongAmount(member=line.member_id)
    for centimes in (line.price_centimes, line.value_centimes):
        if centimes is not None and not 0 < centimes <= MOST:
            raise WrongAmount("price", member=line.member_id)
    what, unit, value = " ".join(line.what.split())[:120], "", None
    if line.kind != Measure.HOURS:
        if variant is None and not what:
            raise WhatMissing(member=line.member_id)
        what = what or pick(variant.product.names, "ar")  # type: ignore[union-attr]
    if line.kind == Measure.QUANTITY:
        unit = variant.content_unit if variant else line.unit
        if unit not in PER:
            raise UnknownUnit(member=line.member_id)
        if line.price_centimes:
            value = (2 * line.price_centimes * line.measure + PER[unit]) // (2 * PER[unit])
    if line.kind == Measure.OPERATION:
        if not line.value_centimes:
            raise ValueMissing(member=line.member_id)
        unit, value = "piece", line.value_centimes
    return {
        "kind": line.kind,
        "measure": line.measure,
        "variant": variant,
        "what": what,
        "unit": unit,
        "price_centimes": line.price_centimes if line.kind == Measure.QUANTITY else None,
        "value_centimes": value,
        "grade": " ".join(line.grade.split())[:40],
        "received_by": " ".join(line.received_by.split())[:120],
        "key": line.key,
    }
