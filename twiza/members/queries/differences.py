"""What a distribution gave each, and what it would give by the work as it is written down now."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Sum

from twiza.members.models import Distribution, Part
from twiza.members.queries.basis import Basis, bases


@dataclass(frozen=True, slots=True)
class Difference:
    member_id: int
    had: int
    due: int

    @property
    def centimes(self) -> int:
        return self.due - self.had


def basis_now(distribution: Distribution) -> Basis:
    wanted = (distribution.cooperative_id, distribution.starts_on, distribution.ends_on)
    return bases([wanted])[wanted]


def parts_given(distribution: Distribution) -> dict[int, int]:
    """What each has of it, corrections included. One query."""
    rows = Part.objects.filter(distribution__in=[distribution.pk, *_corrections(distribution)]).order_by()
    return dict(rows.values_list("member").annotate(sum=Sum("centimes")))


def differences(had: dict[int, int], due: dict[int, int]) -> list[Difference]:
    """Those that are not zero; they sum to zero where both sides share the same whole."""
    rows = [Difference(member, had.get(member, 0), due.get(member, 0)) for member in sorted(had.keys() | due.keys())]
    return [row for row in rows if row.centimes]


def _corrections(distribution: Distribution) -> list[int]:
    return list(Distribution.objects.filter(adjusts=distribution.pk).values_list("pk", flat=True))
