"""The counter of the machine that no one can set: it runs on through a sleep, and begins anew with each start."""

from __future__ import annotations

import time
import uuid
from dataclasses import dataclass
from functools import cache
from pathlib import Path

BOOT = Path("/proc/sys/kernel/random/boot_id")


@dataclass(frozen=True, slots=True)
class Reading:
    """Which start of which machine, and its seconds."""

    boot: str
    seconds: float


@cache
def boot() -> str:
    """The id of this start; where the system has none to read, one of this process alone."""
    try:
        return BOOT.read_text("ascii").strip()[:64]
    except (OSError, UnicodeDecodeError):
        return uuid.uuid4().hex


def reading() -> Reading:
    counter = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
    return Reading(boot(), time.clock_gettime(counter))
