"""How long a payout run takes: `python -m bench.payouts [--cooperatives 1000] [--members 20]`.

PostgreSQL, one process. The run is prepared, approved, released by a second person (booked, transfers queued, the
bank's batch released), the bank's statement read, each payout marked as paid, and what arrived split among the members
by the hours they worked. Beside it, the physical limit: bare inserts of the rows that this left.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

BUDGET = 60.0
TABLES = (
    "settlement_payout",
    "bank_transfer",
    "bank_entry",
    "ledger_line",
    "ledger_posting",
    "members_distribution",
    "members_part",
    "plumbing_auditrow",
    "plumbing_factrow",
    "plumbing_delivery",
)
times: dict[str, float] = {}


@contextmanager
def timed(what: str) -> Iterator[None]:
    began = time.perf_counter()
    yield
    times[what] = time.perf_counter() - began
    print(f"  {what:<26} {times[what]:6.2f} s", flush=True)


def prepare(cooperatives: int, each: int) -> tuple[Any, Any]:
    """So many cooperatives with a bank account, members, their hours, a rule, and money that is payable."""
    from django.core.management import call_command

    from tests.conftest import NOW
    from tests.make.cooperatives import a_rib, make_cooperative
    from tests.make.members import a_rule
    from tests.make.people import make_person
    from twiza.cooperatives.api import Cooperative
    from twiza.geography.api import load_geography
    from twiza.ledger.api import Draft, post_many
    from twiza.members.api import Member, SharingRule, WorkRecord

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    load_geography()
    boss = make_person()
    first = make_cooperative(manager=boss)
    rule = a_rule(first, by=boss)
    rows = [Cooperative.objects.get(pk=first.pk) for _n in range(cooperatives - 1)]
    for at, row in enumerate(rows, 1):
        row.pk, row.slug, row.ice, row.registration_number, row.rib = None, f"c-{at}", "", "", a_rib(50_000 + at)
    made = [first, *Cooperative.objects.bulk_create(rows)]
    rules = [SharingRule.objects.get(pk=rule.pk) for _row in made[1:]]
    for row, mine in zip(made[1:], rules, strict=True):
        mine.pk, mine.cooperative_id = None, row.pk
    SharingRule.objects.bulk_create(rules)
    people = Member.objects.bulk_create(
        Member(cooperative=row, number=n, names={"ar": f"عضوة {n}"}, joined_on=date(2026, 1, 1))
        for row in made
        for n in range(1, each + 1)
    )
    WorkRecord.objects.bulk_create(
        WorkRecord(
            member=person,
            cooperative_id=person.cooperative_id,
            day=date(2026, 11, 2) + timedelta(days=person.number % 9),
            kind="hours",
            measure=60 + 7 * person.number,
            at=NOW,
        )
        for person in people
    )
    drafts = [
        Draft(
            reference=f"bench:{row.pk}",
            lines={"bank:main": 1_000_00 + row.pk, f"cooperative:{row.pk}:payable": -1_000_00 - row.pk},
            day=date(2026, 11, 1),
            cause="bench:0",
        )
        for row in made
    ]
    post_many(drafts, now=NOW)
    return (
        make_person(email="one@twiza.example", name="one", role="desk"),
        make_person(email="two@twiza.example", name="two", role="desk"),
    )


def run(cooperatives: int, each: int) -> None:
    from django.db import connection

    from tests.conftest import NOW
    from tests.make.settlement import bank_says
    from twiza.bank.api import Transfer
    from twiza.ledger.api import trial_balance
    from twiza.members.api import Distribution, share_payouts
    from twiza.settlement import api as settlement
    from twiza.settlement.actions.end_payout import pay_payout

    first, second = prepare(cooperatives, each)
    with connection.cursor() as cursor:
        before = {}
        for table in TABLES:
            cursor.execute(f"SELECT count(*) FROM {table}")
            before[table] = cursor.fetchone()[0]
    with timed("prepare"):
        made = settlement.prepare_payouts(on=date(2026, 11, 16), now=NOW)
    with timed("approve"):
        settlement.approve_run(run_id=made.pk, by=first, now=NOW)
    with timed("release"):
        settlement.release_run(run_id=made.pk, by=second, now=NOW)
    rows = [(f"VIREMENT {t.reference}", -t.amount_centimes) for t in Transfer.objects.order_by("pk")]
    with timed("read the bank's statement"):
        bank_says(rows, now=NOW)
    ids = list(made.payouts.order_by("pk").values_list("pk", flat=True))
    with timed("mark as paid"):
        for pk in ids:
            pay_payout(reference=f"payout:{pk}", now=NOW)
    with timed("share among members"):
        share_payouts(ids, now=NOW)
    assert settlement.Payout.objects.filter(status="paid").count() == cooperatives
    assert Distribution.objects.filter(status="shared").count() == cooperatives
    assert trial_balance().difference == 0
    limit = raw(before)
    total = sum(times.values())
    print(f"{cooperatives} cooperatives × {each} members: {total:.1f} s (budget {BUDGET:.0f} s)")
    print(f"  bare inserts of the same {limit[1]} rows: {limit[0]:.2f} s, ratio {total / limit[0]:.1f}")
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")


def raw(before: dict[str, int]) -> tuple[float, int]:
    """The rows that the run left, inserted again one by one into tables without keys or indexes."""
    from django.db import connection

    seconds, total = 0.0, 0
    with connection.cursor() as cursor:
        for table, known in before.items():
            cursor.execute(f"CREATE TEMPORARY TABLE raw_{table} AS SELECT * FROM {table} WHERE false")
            cursor.execute(
                "SELECT string_agg(quote_ident(attname) || '::text', ', ' ORDER BY attnum), "
                "string_agg('%s::' || format_type(atttypid, atttypmod), ', ' ORDER BY attnum) FROM pg_attribute "
                f"WHERE attrelid = '{table}'::regclass AND attnum > 0 AND NOT attisdropped"
            )
            columns, places = cursor.fetchone()
            cursor.execute(f"SELECT {columns} FROM {table} OFFSET {known}")
            rows = cursor.fetchall()
            total += len(rows)
            raw_cursor = connection.connection.cursor()
            began = time.perf_counter()
            for row in rows:
                raw_cursor.execute(f"INSERT INTO raw_{table} VALUES ({places})", row)
            seconds += time.perf_counter() - began
    return seconds, total


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cooperatives", type=int, default=1000)
    parser.add_argument("--members", type=int, default=20)
    arguments = parser.parse_args()
    from tools.postgres import server

    with server() as url, tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "DATABASE_URL": url,
            "TWIZA_DATA_DIR": folder,
            "DJANGO_SETTINGS_MODULE": "twiza.config.settings",
        }
        import django

        django.setup()
        run(arguments.cooperatives, arguments.members)
    return 0 if sum(times.values()) < BUDGET else 1


if __name__ == "__main__":
    sys.exit(main())
