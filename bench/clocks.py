"""What one tick of 100,000 open clocks costs: `python -m bench.clocks [--clocks 100000] [--only sqlite|postgresql]`.

Each database in a process of its own, with the clocks loaded in bulk into the real table. Measured: a tick with none
due; with 1,000 due; and, with all due at once (a worker that was down), the longest tick, how many it takes until none
is left, and how much the process grew. Beside it, on the same rows: a bare indexed select of nothing, and one bare
select and update of as many rows as a tick takes. Budget: each tick under 2 s, and 20 MB of growth at most.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
BUDGET_SECONDS, BUDGET_MB, DUE = 2.0, 20.0, 1000


def timed(act: Callable[[], Any]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def memory_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def work(clocks: int) -> dict[str, Any]:
    """In a process of its own."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection, transaction

    from tests.conftest import NOW
    from tests.make.clocks import KIND
    from twiza.clocks.api import tick_clocks
    from twiza.clocks.models import Clock
    from twiza.clocks.terms import MOST

    call_command("migrate", verbosity=0)
    later = NOW + timedelta(days=30)
    for start in range(0, clocks, 5000):
        Clock.objects.bulk_create(
            Clock(
                reference=f"bench:{n}",
                kind=KIND,
                subject=f"part:{n // 2}",
                due_at=later + timedelta(seconds=n),
                next_at=later + timedelta(seconds=n),
                started_at=NOW,
            )
            for n in range(start, min(start + 5000, clocks))
        )

    def bare(most: int) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT id FROM clocks_clock WHERE next_at IS NOT NULL AND next_at <= %s ORDER BY next_at, id LIMIT %s",
                [connection.ops.adapt_datetimefield_value(later + timedelta(days=365)), most],
            )
            ids = [row[0] for row in cursor.fetchall()]
            for start in range(0, len(ids), 250):
                some = ids[start : start + 250]
                marks = ", ".join(["%s"] * len(some))
                moved = connection.ops.adapt_datetimefield_value(later + timedelta(days=1))
                cursor.execute(f"UPDATE clocks_clock SET started_at = %s WHERE id IN ({marks})", [moved, *some])

    def bare_none() -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT id FROM clocks_clock WHERE next_at IS NOT NULL AND next_at <= %s "
                "ORDER BY next_at, id LIMIT 250",
                [connection.ops.adapt_datetimefield_value(NOW)],
            )
            cursor.fetchall()

    tick_clocks(now=NOW)
    found: dict[str, Any] = {"none": min(timed(lambda: tick_clocks(now=NOW)) for _try in range(5))}
    found["bare_none"] = min(timed(bare_none) for _try in range(5))
    found["bare"] = timed(lambda: bare(MOST))
    due_now = later + timedelta(seconds=DUE - 1)
    found["some"] = timed(lambda: tick_clocks(now=due_now))
    assert Clock.objects.exclude(fired_at=None).count() == min(DUE, clocks)
    after, ticks, before = later + timedelta(seconds=clocks), [], memory_mb()
    while True:
        began = time.perf_counter()
        done = tick_clocks(now=after)
        ticks.append(time.perf_counter() - began)
        if not done.more:
            break
    found |= {"ticks": len(ticks), "longest": max(ticks), "all": sum(ticks), "grew": memory_mb() - before}
    assert not Clock.objects.exclude(next_at=None).exists()
    return found


def measure(vendor: str, url: str, clocks: int) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        address = url or f"sqlite:///{folder}/bench.sqlite3"
        environment = os.environ | {
            "DATABASE_URL": address,
            "TWIZA_DATA_DIR": folder,
            "DJANGO_SETTINGS_MODULE": "twiza.config.settings",
        }
        command = [sys.executable, "-m", "bench.clocks", "--work", "--clocks", str(clocks)]
        said = subprocess.run(command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout
    found = json.loads(said.splitlines()[-1])
    print(f"{vendor}, {clocks} open clocks:")
    print(f"  none due: {found['none'] * 1000:.1f} ms (bare select {found['bare_none'] * 1000:.2f} ms)")
    ratio = found["some"] / found["bare"]
    print(f"  {DUE} due: {found['some']:.2f} s (bare select and update {found['bare']:.3f} s, ratio {ratio:.0f})")
    print(f"  all due: {found['ticks']} ticks, {found['all']:.1f} s; longest {found['longest']:.2f} s")
    print(f"  memory: {found['grew']:+.1f} MB over all of them")
    return max(found["none"], found["some"], found["longest"]) < BUDGET_SECONDS and found["grew"] < BUDGET_MB


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clocks", type=int, default=100_000)
    parser.add_argument("--only", choices=["sqlite", "postgresql"])
    parser.add_argument("--work", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.work:
        print(json.dumps(work(arguments.clocks)))
        return 0
    from tools.postgres import server

    held = True
    if arguments.only != "postgresql":
        held = measure("SQLite", "", arguments.clocks)
    if arguments.only != "sqlite":
        with server() as url:
            held = measure("PostgreSQL", url, arguments.clocks) and held
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
