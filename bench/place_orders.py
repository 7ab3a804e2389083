"""How many orders a minute PostgreSQL takes from two processes: `python -m bench.place_orders [--orders 3000]`.

Fifty cooperatives with two goods each. Each order is one guest's: a basket, one thing put in, the order placed with
the total of its recapitulation, through the functions behind the pages. Two processes do that at once; nothing holds
them back but the rows they share. Printed: orders a minute, SQL queries an order and milliseconds of CPU an order, of
Python and of its database process apart; what two idle cores could do by that; and, beside it, the physical limit:
the rows that those orders left, inserted again one order a transaction into tables without keys or indexes.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
COOPERATIVES, PROCESSES = 50, 2
BUDGET_MS = 2 * 60_000 / 3_000  # of CPU an order, in all, for 3,000 a minute on two cores
TABLES = (
    "ordering_basket",
    "ordering_order",
    "ordering_cooperativeorder",
    "ordering_orderline",
    "catalog_hold",
    "catalog_stockmove",
    "plumbing_factrow",
    "plumbing_delivery",
)


def prepare() -> None:
    """The tables, the reference data, a carrier, fifty cooperatives with two goods each, made through the actions."""
    import django

    django.setup()
    from django.core.management import call_command

    from tests.make.cooperatives import a_person
    from tests.make.ordering import a_carrier, a_seller
    from twiza.catalog.api import load_categories, load_designations
    from twiza.geography.api import load_geography

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    load_geography()
    load_categories()
    load_designations()
    a_carrier()
    plenty = {"variant": {"on_hand": 900_000}}
    for _n in range(COOPERATIVES):
        a_seller(a_person(), plenty, plenty)


def work(seed: int, orders: int, payment: str) -> dict[str, Any]:
    """In a process of its own: so many orders, one after the other."""
    import django

    django.setup()
    from django.db import connection

    from tests.make.ordering import contact, to_douar
    from twiza.catalog.api import Variant
    from twiza.ordering import api as ordering

    chance, address, buyer = random.Random(seed), to_douar(), contact()
    goods = list(Variant.objects.values_list("pk", "product__cooperative_id").order_by("pk"))
    from tests.conftest import NOW

    def order(at: int) -> None:
        variant, cooperative = goods[chance.randrange(len(goods))]
        now = NOW + timedelta(seconds=at)
        basket = ordering.open_basket(now=now)
        ordering.add_to_basket(basket=basket, variant_id=variant, now=now)
        marks.append(time.process_time())
        ordering.place_order(
            basket=basket,
            key=basket.key,
            contact=buyer,
            address=address,
            choices={cooperative: "test-carrier.carrier"},
            terms_version=ordering.TERMS_VERSION,
            seen_total_centimes=130_00 if payment == "cash" else 120_00,
            now=now,
            **({} if payment == "cash" else {"payments": {cooperative: payment}}),
        )

    marks: list[float] = []
    for at in range(20):
        order(at)  # what a process reads once
    queries = 0
    with connection.execute_wrapper(counting := Count()):
        order(20)
    queries = counting.seen
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        backend = cursor.fetchone()[0]
    marks.clear()
    began, cpu, theirs = time.perf_counter(), time.process_time(), cpu_of(backend)
    for at in range(orders):
        order(100 + at)
    return {
        "seconds": time.perf_counter() - began,
        "python": time.process_time() - cpu,
        "server": cpu_of(backend) - theirs,
        "queries": queries,
        "statements": [s[:90] for s in counting.said],
    }


class Count:
    def __init__(self) -> None:
        self.seen, self.said = 0, list[str]()

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        self.seen += 1
        self.said.append(sql)
        return execute(sql, params, many, context)


def cpu_of(pid: int) -> float:
    """Seconds of CPU that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def raw_limit(orders: int) -> dict[str, float]:
    """The rows of the last `orders` orders again, by psycopg alone: an insert a row, an order a transaction."""
    import django

    django.setup()
    from django.db import connection

    with connection.cursor() as cursor:
        lots: dict[str, list[tuple[Any, ...]]] = {}
        shares: dict[str, int] = {}
        cursor.execute("SELECT count(*) FROM ordering_order")
        all_orders = cursor.fetchone()[0]
        for table in TABLES:
            cursor.execute(f"CREATE TEMPORARY TABLE raw_{table} AS SELECT * FROM {table} WHERE false")
            cursor.execute(
                "SELECT string_agg(quote_ident(attname) || '::text', ', ' ORDER BY attnum) FROM pg_attribute "
                f"WHERE attrelid = '{table}'::regclass AND attnum > 0 AND NOT attisdropped"
            )
            columns = cursor.fetchone()[0]
            cursor.execute(f"SELECT count(*) FROM {table}")
            shares[table] = round(cursor.fetchone()[0] / all_orders)
            cursor.execute(f"SELECT {columns} FROM {table} ORDER BY id DESC LIMIT {orders * max(shares[table], 1)}")
            lots[table] = cursor.fetchall()
            cursor.execute(
                "SELECT string_agg('%s::' || format_type(atttypid, atttypmod), ', ' ORDER BY attnum) FROM pg_attribute "
                f"WHERE attrelid = '{table}'::regclass AND attnum > 0 AND NOT attisdropped"
            )
            shares[table + "?"] = cursor.fetchone()[0]
        raw = connection.connection
        raw.prepare_threshold = 0
        backend = raw.info.backend_pid
        connection.set_autocommit(True)
        began, cpu, theirs = time.perf_counter(), time.process_time(), cpu_of(backend)
        with raw.cursor() as quick:
            for at in range(orders):
                with raw.transaction():
                    for table in TABLES:
                        share = shares[table]
                        for row in lots[table][at * share : (at + 1) * share]:
                            quick.execute(f"INSERT INTO raw_{table} VALUES ({shares[table + '?']})", row)
        seconds = time.perf_counter() - began
        return {
            "seconds": seconds,
            "python": time.process_time() - cpu,
            "server": cpu_of(backend) - theirs,
            "rows": sum(shares[table] for table in TABLES),
        }


def measure(orders: int, payment: str, statements: bool) -> bool:
    from tools.postgres import server

    with server() as url, tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {
            "DATABASE_URL": url,
            "TWIZA_DATA_DIR": folder,
            "DJANGO_SETTINGS_MODULE": "twiza.config.settings",
        }

        def start(*arguments: str) -> subprocess.Popen[str]:
            command = [sys.executable, "-m", "bench.place_orders", *arguments]
            return subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True)

        def answer(running: subprocess.Popen[str]) -> dict[str, Any]:
            said, _none = running.communicate()
            if running.returncode:
                raise SystemExit(running.returncode)
            return json.loads(said.splitlines()[-1]) if said else {}

        answer(start("--prepare"))
        each = orders // PROCESSES
        running = [start("--work", str(seed), "--orders", str(each), "--payment", payment) for seed in range(PROCESSES)]
        found = [answer(process) for process in running]
        limit = answer(start("--raw", "--orders", str(min(orders, 1000))))
    seconds = max(one["seconds"] for one in found)
    python = sum(one["python"] for one in found) / orders * 1000
    theirs = sum(one["server"] for one in found) / orders * 1000
    raw = (limit["python"] + limit["server"]) / min(orders, 1000) * 1000
    if statements:
        print("\n".join(f"  {at:>3}  {said}" for at, said in enumerate(found[0]["statements"], 1)))
    print(f"{orders} orders ({payment}) of {COOPERATIVES} cooperatives, {PROCESSES} processes: {seconds:.1f} s,")
    print(f"  {orders / seconds * 60:.0f} a minute, {found[0]['queries']} queries an order,")
    print(f"  CPU an order: {python:.1f} ms Python + {theirs:.1f} ms PostgreSQL = {python + theirs:.1f} ms")
    print(f"  by that, two idle cores place {2 * 60_000 / (python + theirs):.0f} a minute")
    ratio = (python + theirs) / raw
    print(f"  bare inserts of the same {limit['rows']} rows: {raw:.2f} ms of CPU an order, ratio {ratio:.1f}")
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    return python + theirs < BUDGET_MS


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--orders", type=int, default=3000)
    parser.add_argument("--payment", default="cash", help="the way each order is paid: cash or transfer")
    parser.add_argument("--statements", action="store_true", help="say which queries one order makes")
    parser.add_argument("--prepare", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--work", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--raw", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.prepare:
        prepare()
        return 0
    if arguments.raw:
        print(json.dumps(raw_limit(arguments.orders)))
        return 0
    if arguments.work is not None:
        print(json.dumps(work(arguments.work, arguments.orders, arguments.payment)))
        return 0
    return 0 if measure(arguments.orders, arguments.payment, arguments.statements) else 1


if __name__ == "__main__":
    sys.exit(main())
