"""What others may do with clocks. See docs/decisions/0040.

`name_kind` once, at import of the owner's terms; `start_clock`, `stop_clock`, `move_clock` in the owner's own
transaction. `ClockReminder` and `ClockDue` go to every owner's `follow_clock(fact)` reaction, which leaves what is not
its kind alone. Pages show `clocks_of(subjects)` by `parts/clocks.html`.

Clocks keep nothing about persons: a reference, a kind and a subject. Hence no `personal_data` and no `forget_person`.
"""

from twiza.clocks.actions.move_clock import move_clock
from twiza.clocks.actions.start_clock import start_clock
from twiza.clocks.actions.stop_clock import stop_clock
from twiza.clocks.actions.tick_clocks import Ticked, tick_clocks
from twiza.clocks.facts import ClockDue, ClockReminder
from twiza.clocks.models import Clock
from twiza.clocks.queries import (
    ClockView,
    KindCount,
    clock_by_reference,
    clock_counts,
    clocks_of,
    open_clocks,
    open_references,
)
from twiza.clocks.terms import OWED, Kind, UnknownKind, kind_of, kinds, name_kind

__all__ = [
    "OWED",
    "Clock",
    "ClockDue",
    "ClockReminder",
    "ClockView",
    "Kind",
    "KindCount",
    "Ticked",
    "UnknownKind",
    "clock_by_reference",
    "clock_counts",
    "clocks_of",
    "kind_of",
    "kinds",
    "move_clock",
    "name_kind",
    "open_clocks",
    "open_references",
    "start_clock",
    "stop_clock",
    "tick_clocks",
]
