"""What was dropped, as those read it who keep drawn pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Exists

from twiza.freshness.models import Counter, Drop


@dataclass(frozen=True, slots=True)
class Drops:
    """What was numbered after the revision that was asked for, up to `revision`: each tag with its last number.

    Whatever was drawn before `floor` counts as dropped. `waiting`: some drops have no number yet.
    """

    revision: int
    floor: int
    waiting: bool
    tags: Mapping[str, int]


def drops_after(revision: int) -> Drops:
    """One query where nothing is new, else two."""
    waiting = Exists(Drop.objects.filter(revision=None))
    row = Counter.objects.annotate(waiting=waiting).values_list("revision", "floor", "waiting").first()
    if row is None:
        return Drops(0, 0, Drop.objects.filter(revision=None).exists(), {})
    newest, floor, is_waiting = row
    tags: dict[str, int] = {}
    if newest > revision:
        # What is numbered between the two queries is left for the next time.
        rows = Drop.objects.filter(revision__gt=revision, revision__lte=newest).order_by("revision")
        tags = {tag: number for tag, number in rows.values_list("tag", "revision") if number}
    return Drops(newest, floor, is_waiting, tags)


def known() -> int:
    """The last number given. One query."""
    return Counter.objects.values_list("revision", flat=True).first() or 0
