"""What each member did in a period: the basis of sharing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Sum

from twiza.members.models import Member, WorkRecord
from twiza.members.terms.words import Measure

Wanted = tuple[int, date, date]  # cooperative, first day, last day


@dataclass(frozen=True, slots=True)
class Basis:
    """measure → member → how much; "equal" counts each member of the period once. Members by their numbers."""

    measures: dict[str, dict[int, int]]
    units: dict[str, list[str]] = field(default_factory=dict)

    def unit_of(self, measure: str) -> str:
        """Base unit of goods; '' for minutes, members, and the centimes that operations brought."""
        return "".join(self.units.get(measure, [])) if measure == Measure.QUANTITY else ""

    def why_not(self, weights: dict[str, int]) -> str:
        """The code of what is missing for these weights, '' where all can be shared."""
        for measure in weights:
            if sum(self.measures[measure].values()) <= 0:
                return "no_members" if measure == "equal" else f"no_{measure}"
            if measure == Measure.QUANTITY and len(self.units[measure]) > 1:
                return "several_units"
        return ""


def bases(wanted: Iterable[Wanted]) -> dict[Wanted, Basis]:
    """The basis of each cooperative and period: one query for the members, one for each distinct period."""
    asked = sorted(set(wanted))
    roster: dict[int, list[Member]] = defaultdict(list)
    for member in Member.objects.filter(cooperative__in={c for c, _s, _e in asked}).order_by("number"):
        roster[member.cooperative_id].append(member)
    periods: dict[tuple[date, date], list[int]] = defaultdict(list)
    for cooperative, start, end in asked:
        periods[start, end].append(cooperative)
    found: dict[Wanted, Basis] = {}
    for (start, end), cooperatives in periods.items():
        sums: dict[int, dict[str, dict[int, int]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(int)))
        units: dict[int, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        rows = (
            WorkRecord.objects.filter(cooperative__in=cooperatives, day__range=(start, end))
            .order_by()
            .values_list("cooperative", "member", "kind", "unit")
            .annotate(much=Sum("measure"), worth=Sum("value_centimes"))
        )
        for cooperative, member, kind, unit, much, worth in rows:
            much = (worth or 0) if kind == Measure.OPERATION else much
            if much > 0:
                sums[cooperative][kind][member] += much
                units[cooperative][kind].add(unit)
        for cooperative in cooperatives:
            ordered = {
                kind: {m.pk: each[m.pk] for m in roster[cooperative] if m.pk in each}
                for kind in Measure.values
                for each in [sums[cooperative][kind]]
            }
            ordered["equal"] = {m.pk: 1 for m in roster[cooperative] if was_in(m, start, end)}
            found[cooperative, start, end] = Basis(ordered, {k: sorted(v) for k, v in units[cooperative].items()})
    return found


def was_in(member: Member, start: date, end: date) -> bool:
    """A member on some day of the period."""
    return member.joined_on <= end and (member.left_on is None or member.left_on >= start)
