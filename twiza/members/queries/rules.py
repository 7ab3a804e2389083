"""Sharing rules: which is in force, and all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.utils.translation import get_language

from twiza.kernel.say import percent
from twiza.members.models import SharingRule
from twiza.members.queries.views import RuleView
from twiza.members.terms.words import MEASURE_LABELS, Kind


def rules_of_many(cooperatives: Iterable[int]) -> dict[int, list[SharingRule]]:
    """Each cooperative's versions, the newest first. One query."""
    found: dict[int, list[SharingRule]] = defaultdict(list)
    for rule in SharingRule.objects.filter(cooperative__in=set(cooperatives)):
        found[rule.cooperative_id].append(rule)
    return found


def rules_of(cooperative_id: int) -> list[SharingRule]:
    """All versions with their minutes, the newest first. One query."""
    return list(SharingRule.objects.filter(cooperative=cooperative_id).select_related("minutes", "by"))


def rules_shown(cooperative_id: int, *, today: date) -> list[RuleView]:
    """As the workshop reads them, the newest first. One query."""
    rules = rules_of(cooperative_id)
    in_force = next((rule for rule in rules if rule.starts_on <= today), None)
    language = get_language() or "ar"
    return [
        RuleView(
            rule.pk,
            Kind(rule.kind).label,
            [(MEASURE_LABELS[m], percent(points, language)) for m, points in rule.weights().items()]
            if rule.kind == Kind.MIXED
            else [],
            percent(rule.cooperative_basis_points, language),
            rule.adopted_on,
            rule.starts_on,
            rule.note,
            rule == in_force,
            rule.starts_on > today,
        )
        for rule in rules
    ]


def rule_on(cooperative_id: int, day: date) -> SharingRule | None:
    """The version in force on a day."""
    return SharingRule.objects.filter(cooperative=cooperative_id, starts_on__lte=day).first()
