"""How many orders a minute are placed, paid and booked: `python -m bench.settle [--orders 3000]`.

PostgreSQL, two processes, fifty cooperatives. Each order is a guest's, from an empty basket to her card: placed, the
acquirer's signed callback taken, and the news followed (the part begins, its money is booked for the cooperative), as
the web and the worker do it. At the end the trial balance is zero and every order is settled, or it fails. Printed:
orders a minute, queries and milliseconds of CPU an order, of Python and of its database process; what two idle cores
could do by that; and, beside it, bare inserts of the same rows, one order a transaction, without keys or indexes.
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
from typing import Any

from bench import place_orders
from bench.place_orders import BUDGET_MS, COOPERATIVES, PROCESSES, ROOT, Count, cpu_of, prepare

ORDERING = (*place_orders.TABLES,)
MONEY = (
    "payments_payment",
    "payments_receipt",
    "payments_callback",
    "settlement_settledpart",
    "settlement_settledline",
    "ledger_line",
    "ledger_posting",
    "plumbing_auditrow",
)


def work(seed: int, orders: int) -> dict[str, Any]:
    """In a process of its own: so many orders, one after the other."""
    import django

    django.setup()
    from django.conf import settings
    from django.db import connection, transaction

    from tests.conftest import NOW
    from tests.make.ordering import contact, to_douar
    from tests.make.payments import ALL_WAYS, acquirer_says
    from twiza.catalog.api import Variant
    from twiza.ordering import api as ordering
    from twiza.ordering import reactions as on_ordering
    from twiza.payments.api import Payment, PaymentSettled
    from twiza.settlement import reactions as on_settlement

    settings.TWIZA_PAYMENTS = ALL_WAYS
    chance, address, buyer = random.Random(seed), to_douar(), contact()
    goods = list(Variant.objects.values_list("pk", "product__cooperative_id").order_by("pk"))

    def order(at: int) -> None:
        variant, cooperative = goods[chance.randrange(len(goods))]
        now = NOW + timedelta(seconds=at)
        basket = ordering.open_basket(now=now)
        ordering.add_to_basket(basket=basket, variant_id=variant, now=now)
        placed = ordering.place_order(
            basket=basket,
            key=basket.key,
            contact=buyer,
            address=address,
            choices={cooperative: "test-carrier.carrier"},
            payments={cooperative: "card"},
            terms_version=ordering.TERMS_VERSION,
            seen_total_centimes=120_00,
            now=now,
        )
        payment = Payment.objects.get(reference=f"{placed.number}:card")
        acquirer_says(payment, now=now, TransId=f"{seed}-{at}-{payment.number}")
        fact = PaymentSettled(reference=payment.reference, centimes=payment.amount_centimes)
        for reaction in (on_ordering.mark_paid, on_settlement.give_to_parts):
            with transaction.atomic():
                reaction(fact)

    for at in range(20):
        order(at)
    with connection.execute_wrapper(counting := Count()):
        order(20)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        backend = cursor.fetchone()[0]
    began, cpu, theirs = time.perf_counter(), time.process_time(), cpu_of(backend)
    for at in range(orders):
        order(100 + at)
    return {
        "seconds": time.perf_counter() - began,
        "python": time.process_time() - cpu,
        "server": cpu_of(backend) - theirs,
        "queries": counting.seen,
        "statements": [said[:110] for said in counting.said],
    }


def verify() -> dict[str, Any]:
    """What must be true afterwards."""
    import django

    django.setup()
    from twiza.ledger.api import balance, trial_balance
    from twiza.ordering.api import Order
    from twiza.settlement.api import SettledPart
    from twiza.settlement.jobs import balances_agree

    assert trial_balance().difference == 0
    assert balance("payments:in") == 0
    assert SettledPart.objects.count() == Order.objects.count()
    assert balances_agree(None) == []  # type: ignore[arg-type]
    return {"settled": SettledPart.objects.count()}


def measure(orders: int, statements: bool) -> bool:
    from tools.postgres import server

    with server() as url, tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {
            "DATABASE_URL": url,
            "TWIZA_DATA_DIR": folder,
            "DJANGO_SETTINGS_MODULE": "twiza.config.settings",
        }

        def start(*arguments: str) -> subprocess.Popen[str]:
            command = [sys.executable, "-m", "bench.settle", *arguments]
            return subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True)

        def answer(running: subprocess.Popen[str]) -> dict[str, Any]:
            said, _none = running.communicate()
            if running.returncode:
                raise SystemExit(running.returncode)
            return json.loads(said.splitlines()[-1]) if said else {}

        answer(start("--prepare"))
        running = [start("--work", str(seed), "--orders", str(orders // PROCESSES)) for seed in range(PROCESSES)]
        found = [answer(process) for process in running]
        answer(start("--verify"))
        limit = answer(start("--raw", "--orders", str(min(orders, 1000))))
    seconds = max(one["seconds"] for one in found)
    python = sum(one["python"] for one in found) / orders * 1000
    theirs = sum(one["server"] for one in found) / orders * 1000
    raw = (limit["python"] + limit["server"]) / min(orders, 1000) * 1000
    if statements:
        print("\n".join(f"  {at:>3}  {said}" for at, said in enumerate(found[0]["statements"], 1)))
    print(f"{orders} orders placed, paid by card and booked, {COOPERATIVES} cooperatives, {PROCESSES} processes:")
    print(f"  {seconds:.1f} s, {orders / seconds * 60:.0f} a minute, {found[0]['queries']} queries an order,")
    print(f"  CPU an order: {python:.1f} ms Python + {theirs:.1f} ms PostgreSQL = {python + theirs:.1f} ms")
    print(f"  by that, two idle cores settle {2 * 60_000 / (python + theirs):.0f} a minute (3000 wanted)")
    print(f"  bare inserts of the same {limit['rows']} rows: {raw:.2f} ms of CPU, ratio {(python + theirs) / raw:.1f}")
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    return python + theirs < BUDGET_MS


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--orders", type=int, default=3000)
    parser.add_argument("--statements", action="store_true", help="say which queries one order makes")
    parser.add_argument("--prepare", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--work", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--raw", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--verify", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.prepare:
        prepare()
    elif arguments.raw:
        place_orders.TABLES = (*ORDERING, *MONEY)
        print(json.dumps(place_orders.raw_limit(arguments.orders)))
    elif arguments.verify:
        print(json.dumps(verify()))
    elif arguments.work is not None:
        print(json.dumps(work(arguments.work, arguments.orders)))
    else:
        return 0 if measure(arguments.orders, arguments.statements) else 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
