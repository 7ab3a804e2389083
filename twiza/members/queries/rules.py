"""Sharing rules: which is in force, and all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from twiza.members.models import SharingRule


def rules_of_many(cooperatives: Iterable[int]) -> dict[int, list[SharingRule]]:
    """Each cooperative's versions, the newest first. One query."""
    found: dict[int, list[SharingRule]] = defaultdict(list)
    for rule in SharingRule.objects.filter(cooperative__in=set(cooperatives)):
        found[rule.cooperative_id].append(rule)
    return found


def rules_of(cooperative_id: int) -> list[SharingRule]:
    """All versions with their minutes, the newest first. One query."""
    return list(SharingRule.objects.filter(cooperative=cooperative_id).select_related("minutes", "by"))


def rule_on(cooperative_id: int, day: date) -> SharingRule | None:
    """The version in force on a day."""
    return SharingRule.objects.filter(cooperative=cooperative_id, starts_on__lte=day).first()
