"""Which workers are alive. A worker is known by host, process and start, so a killed one is seen at once."""

from __future__ import annotations

import hashlib
import os
import socket
from datetime import datetime, timedelta
from pathlib import Path

from twiza.plumbing.models import Heartbeat

DEAD_AFTER = timedelta(seconds=60)


def _place() -> str:
    """This machine since its last start, and this container of it: where process numbers mean something."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text()
        return hashlib.sha256((boot + os.readlink("/proc/self/ns/pid")).encode()).hexdigest()[:12]
    except OSError:
        return ""


def _started(pid: int) -> str:
    try:
        # Field 22 of proc(5); the second may hold spaces, hence from its closing bracket.
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[19]
    except (OSError, IndexError):
        return ""


def own_name() -> str:
    """host/place/process/start, at most 64 signs."""
    pid = os.getpid()
    return f"{socket.gethostname()[:24]}/{_place()}/{pid}/{_started(pid)}"[:64]


def beat(worker: str, now: datetime) -> None:
    Heartbeat.objects.update_or_create(worker=worker, defaults={"at": now})


def sign_off(worker: str) -> None:
    Heartbeat.objects.filter(worker=worker).delete()


def is_alive(worker: str, now: datetime, last_seen: datetime | None) -> bool:
    """Seen within the last minute, and not known to be gone from this machine."""
    if last_seen is None or last_seen < now - DEAD_AFTER:
        return False
    _, place, pid, started = (worker.split("/") + ["", "", "", ""])[:4]
    here = bool(place) and place == _place() and pid.isdigit()
    return not here or _started(int(pid)) == started


def beats() -> dict[str, datetime]:
    """When each worker was last seen."""
    return dict(Heartbeat.objects.values_list("worker", "at"))


def workers_alive(now: datetime) -> int:
    """How many workers are at work."""
    return sum(is_alive(worker, now, at) for worker, at in beats().items())
