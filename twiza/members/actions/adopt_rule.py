from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import IntegrityError, transaction

from twiza.cooperatives.api import Cooperative
from twiza.kernel.periods import day_of
from twiza.members.facts import SharingRuleAdopted
from twiza.members.models import Distribution, SharingRule
from twiza.members.states import DistributionStatus
from twiza.members.terms.refusals import (
    DayInFuture,
    DaysShared,
    MinutesMissing,
    MinutesTooLarge,
    MinutesUnreadable,
    RuleOfThatDay,
    StartsBeforeAdoption,
    WeightsNotWhole,
    WrongShare,
)
from twiza.members.terms.words import WHOLE, Kind, Measure
from twiza.people.api import Person
from twiza.plumbing.api import announce, record, store_file

MOST_BYTES = 10_000_000
# What a scan or a phone makes, by its first bytes.
_BEGINNINGS = {
    b"%PDF-": "application/pdf",
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
}


def adopt_rule(
    *,
    cooperative: Cooperative,
    kind: str,
    weights: Mapping[str, int] | None,
    cooperative_basis_points: int,
    adopted_on: date,
    starts_on: date,
    minutes: bytes,
    minutes_name: str,
    by: Person,
    now: datetime,
    note: str = "",
) -> SharingRule:
    """A new version of the sharing rule, with the minutes of the assembly that adopted it (a PDF, JPEG or PNG).

    `weights` are basis points by measure ("hours", "quantity", "operation", "equal") and count for a mixed rule alone.
    Refuses weights that don't sum to the whole, a start before the adoption or on the day of another version, an
    adoption to come, days whose money was shared by another rule, no minutes or a file that is none.
    """
    points = _weights(kind, weights)
    if not 0 <= cooperative_basis_points <= WHOLE:
        raise WrongShare()
    if adopted_on > day_of(now):
        raise DayInFuture("adopted_on")
    if starts_on < adopted_on:
        raise StartsBeforeAdoption()
    shared = Distribution.objects.filter(
        cooperative=cooperative, status=DistributionStatus.SHARED, ends_on__gte=starts_on
    )
    if last := shared.order_by("-ends_on").first():
        raise DaysShared(day=f"{last.ends_on:%d/%m/%Y}")
    media_type = _media_type(minutes)
    stored = store_file(minutes, name=minutes_name[-200:] or "minutes", media_type=media_type)
    with transaction.atomic():
        try:
            with transaction.atomic():
                rule = SharingRule.objects.create(
                    cooperative=cooperative,
                    kind=kind,
                    **{f"{measure}_basis_points": many for measure, many in points.items()},
                    cooperative_basis_points=cooperative_basis_points,
                    adopted_on=adopted_on,
                    starts_on=starts_on,
                    minutes=stored,
                    note=note.strip()[:300],
                    by=by,
                    at=now,
                )
        except IntegrityError:
            raise RuleOfThatDay() from None
        record("adopt", rule, actor=by, after={"kind": kind, "weights": points, "kept": cooperative_basis_points})
        announce(SharingRuleAdopted(rule_id=rule.pk))
    return rule


def _weights(kind: str, weights: Mapping[str, int] | None) -> dict[str, int]:
    if kind in (*Measure.values, Kind.EQUAL):
        return {str(kind): WHOLE}
    asked = {m: (weights or {}).get(m, 0) or 0 for m in (*Measure.values, "equal")}
    if kind != Kind.MIXED or min(asked.values()) < 0 or sum(asked.values()) != WHOLE:
        total = sum(asked.values())
        raise WeightsNotWhole(percent=f"{total // 100}" + (f".{total % 100:02d}" if total % 100 else ""))
    return asked


def _media_type(minutes: bytes) -> str:
    if not minutes:
        raise MinutesMissing()
    if len(minutes) > MOST_BYTES:
        raise MinutesTooLarge()
    found = next((kind for beginning, kind in _BEGINNINGS.items() if minutes.startswith(beginning)), None)
    if found is None:
        raise MinutesUnreadable()
    return found
