"""A trial balance over a million postings: `python -m bench.trial_balance [--postings N] [--only sqlite|postgresql]`.

Loads N postings (a third of them of three lines) of 50 cooperatives and 1,000 members over two years, in bulk, into the
tables with all their triggers and constraints. Beside it, in the same run, the physical limit: the same rows into
tables without triggers, keys or indexes. Then the trial balance of today and of a past day, with the whole book open,
and after the first year was closed; beside each the bare sum of the bare table up to that day. And how long one `post`
takes.

Under a second for a million postings on PostgreSQL; the exit code says whether it held.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

ROOT = Path(__file__).resolve().parents[1]
BUDGET = {"PostgreSQL": 1.0, "SQLite": 3.0}
FIRST, DAYS = date(2024, 11, 24), 730
TODAY, PAST, CLOSED = FIRST + timedelta(DAYS - 1), FIRST + timedelta(600), FIRST + timedelta(365)
NOW = datetime(2026, 11, 24, 10, tzinfo=ZoneInfo("Africa/Casablanca"))
COOPERATIVES, MEMBERS, AT_ONCE = 50, 1_000, 20_000
Line = tuple[str, int]


def lines_of(n: int) -> list[Line]:
    """A payment, a part received (three lines), a payout to a member: in turn."""
    cooperative, amount = f"cooperative:{n % COOPERATIVES + 1}", 50_00 + n * 7919 % 900_00
    if n % 3 == 0:
        return [("payments:in", amount), (f"{cooperative}:open", -amount)]
    if n % 3 == 1:
        fee = amount // 10
        return [(f"{cooperative}:open", amount), (f"{cooperative}:held", fee - amount), ("platform:commission", -fee)]
    return [(f"{cooperative}:to_share", amount), (f"member:{n * 31 % MEMBERS + 1}:payable", -amount)]


def rows(first: int, last: int, accounts: dict[str, int], postings: int) -> tuple[list[tuple[Any, ...]], ...]:
    made, lines = [], []
    for n in range(first, last):
        day = FIRST + timedelta(n * DAYS // postings)
        key = UUID(int=n + 1)
        made.append((key, f"bench:{n}", day, day, f"bench.row:{n}", "", NOW))
        lines += [(key, accounts[name], day, centimes) for name, centimes in lines_of(n)]
    return made, lines


def batches(postings: int) -> Iterator[tuple[int, int]]:
    for first in range(0, postings, AT_ONCE):
        yield first, min(first + AT_ONCE, postings)


def timed(act: Callable[[], Any], times: int = 1) -> tuple[float, Any]:
    """The best of some runs: the first one warms the cache up."""
    best, found = float("inf"), None
    for _ in range(times):
        began = time.perf_counter()
        found = act()
        best = min(best, time.perf_counter() - began)
    return best, found


def write(tables: dict[str, str], made: list[Any], lines: list[Any]) -> None:
    """Lines, then postings, into `tables`, by the fastest way the database has."""
    from django.db import connection, transaction

    columns = {
        "line": "(posting_id, account_id, day, centimes)",
        "posting": "(id, reference, day, happened_on, cause, memo, posted_at)",
    }
    with transaction.atomic(), connection.cursor() as cursor:
        for name, values in (("line", lines), ("posting", made)):
            target = f"{tables[name]} {columns[name]}"
            if connection.vendor == "postgresql":
                with cursor.copy(f"COPY {target} FROM STDIN") as copy:
                    for value in values:
                        copy.write_row(value)
            else:
                plain = [tuple(_plain(cell) for cell in value) for value in values]
                marks = ", ".join(["?"] * len(plain[0]))
                cursor.connection.executemany(f"INSERT INTO {target} VALUES ({marks})", plain)


def _plain(cell: Any) -> Any:
    return cell.hex if isinstance(cell, UUID) else cell.isoformat() if isinstance(cell, date) else cell


def bare_tables() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE bare_posting "
            "(id char(36), reference text, day date, happened_on date, cause text, memo text, posted_at text)"
        )
        cursor.execute("CREATE TABLE bare_line (posting_id char(36), account_id bigint, day date, centimes bigint)")


def settle() -> None:
    """Statistics and visibility as the database's own housekeeping leaves them."""
    from django.db import connection

    with connection.cursor() as cursor:
        for table in ("ledger_line", "ledger_posting", "bare_line"):
            cursor.execute(f"VACUUM ANALYZE {table}" if connection.vendor == "postgresql" else f"ANALYZE {table}")


def bare_sum(on: date | None) -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        where = "" if on is None else f" WHERE day <= '{on.isoformat()}'"
        cursor.execute(f"SELECT SUM(centimes) FROM bare_line{where}")
        return int(cursor.fetchone()[0])


def one(postings: int) -> dict[str, Any]:
    import django

    django.setup()
    from django.core.management import call_command

    from twiza.ledger.api import close_period, post, trial_balance
    from twiza.ledger.models import Account, Line

    call_command("migrate", verbosity=0)
    bare_tables()
    names = sorted({name for n in range(COOPERATIVES * MEMBERS * 3) for name, _centimes in lines_of(n)})
    Account.objects.bulk_create([Account(name=name) for name in names])
    accounts = dict(Account.objects.values_list("name", "pk"))
    loaded = bare = 0.0
    for first, last in batches(postings):
        made, lines = rows(first, last, accounts, postings)
        loaded += timed(lambda m=made, li=lines: write({"line": "ledger_line", "posting": "ledger_posting"}, m, li))[0]
        bare += timed(lambda m=made, li=lines: write({"line": "bare_line", "posting": "bare_posting"}, m, li))[0]
    settle()
    found: dict[str, Any] = {"loaded": loaded, "bare": bare, "lines": Line.objects.count(), "accounts": len(names)}
    asked = {"today": None, "a past day": PAST}
    for name, on in asked.items():
        seconds, balance = timed(lambda on=on: trial_balance(on=on), times=3)
        assert balance.difference == 0
        assert balance.rows
        limit, _sum = timed(lambda on=on: bare_sum(on), times=3)
        found[f"{name}, open"] = (seconds, limit)
    before = trial_balance(), trial_balance(on=PAST)
    found["closing a year"] = timed(lambda: close_period(until=CLOSED, by="bench", now=NOW))[0]
    for name, on in asked.items():
        seconds, balance = timed(lambda on=on: trial_balance(on=on), times=3)
        assert balance.rows == before[list(asked).index(name)].rows
        found[f"{name}, a year closed"] = (seconds, found[f"{name}, open"][1])

    def posts() -> None:
        for n in range(postings, postings + 500):
            post(reference=f"one:{n}", lines=dict(lines_of(n)), day=TODAY, cause=f"bench.row:{n}", now=NOW)

    found["500 single postings"] = timed(posts)[0]
    return found


def measure(database: str, environment: dict[str, str], postings: int) -> bool:
    good = True
    with tempfile.TemporaryDirectory() as folder:
        environment = environment | {"TWIZA_DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "twiza.config.settings"}
        command = [sys.executable, "-m", "bench.trial_balance", "--one", "--postings", str(postings)]
        run = subprocess.run(command, env=environment, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
        found = json.loads(run.stdout.splitlines()[-1])
    print(f"{database}: {postings} postings, {found['lines']} lines, {found['accounts']} accounts")
    ratio = found["loaded"] / found["bare"]
    print(f"  loaded in {found['loaded']:6.1f} s, bare {found['bare']:6.1f} s  ratio {ratio:.1f}")
    for name in ("today, open", "a past day, open", "today, a year closed", "a past day, a year closed"):
        seconds, limit = found[name]
        within = seconds < BUDGET[database]
        good &= within or postings > 1_000_000
        print(
            f"  trial balance of {name:<26} {seconds:6.3f} s, bare sum {limit:6.3f} s  ratio {seconds / limit:4.1f}",
            "ok" if within else "OVER BUDGET",
        )
    each = found["500 single postings"] / 500
    print(f"  closing a year {found['closing a year']:.2f} s")
    print(f"  one posting {each * 1000:.1f} ms ({1 / each:.0f} a second)")
    sys.stdout.flush()
    return good


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--postings", type=int, default=1_000_000)
    parser.add_argument("--only", choices=["sqlite", "postgresql"])
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        print(json.dumps(one(arguments.postings)))
        return 0
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    good = True
    if arguments.only != "postgresql":
        good &= measure("SQLite", environment, arguments.postings)
    if arguments.only != "sqlite":
        from tools.postgres import server

        with server() as url:
            good &= measure("PostgreSQL", environment | {"DATABASE_URL": url}, arguments.postings)
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
