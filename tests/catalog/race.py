"""Buyers who all want the last one, at the same moment, on a database of its own: `python -m tests.catalog.race`.

On PostgreSQL they are threads, on SQLite processes (its lock is a file's). Prints one line of JSON: for each round,
how often each outcome came, and the differences that the catalogue's checks find at the end.
"""

from __future__ import annotations

import json
import multiprocessing
import threading
from collections import Counter
from datetime import timedelta
from typing import Any

import django
from django.conf import settings

BUYERS = 50
# Fewer on SQLite, whose writers stand in line by BEGIN IMMEDIATE: what locks row by row is raced more often.
ROUNDS = 2 if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3") else 5


def buy(start: Any, reference: str, quantities: dict[int, int], answer: Any, then_take: bool) -> None:
    """Hold, and (an order placed at once) take: says held, out, or what went wrong."""
    from django.db import connections

    from tests.conftest import NOW
    from twiza.catalog import api as catalog

    start.wait()
    try:
        catalog.hold_stock(reference=reference, quantities=quantities, expires_at=NOW + timedelta(minutes=30), now=NOW)
        if then_take:
            catalog.take_hold(reference=reference, now=NOW)
        answer("held")
    except catalog.OutOfStock:
        answer("out")
    except Exception as error:  # noqa: BLE001 - whatever it is, the test must see it
        answer(repr(error))
    finally:
        connections.close_all()


def everybody(name: str, wanted: list[dict[int, int]], then_take: bool) -> dict[str, int]:
    """Let all buyers go at once; how often each outcome came."""
    from django.db import connection, connections

    answers: list[str] = []
    if connection.vendor == "sqlite":
        connections.close_all()
        fork = multiprocessing.get_context("fork")
        queue, start = fork.SimpleQueue(), fork.Barrier(len(wanted))
        crowd: list[Any] = [
            fork.Process(target=buy, args=(start, f"{name}-{i}", each, queue.put, then_take))
            for i, each in enumerate(wanted)
        ]
    else:
        gate = threading.Barrier(len(wanted))
        crowd = [
            threading.Thread(target=buy, args=(gate, f"{name}-{i}", each, answers.append, then_take))
            for i, each in enumerate(wanted)
        ]
    for buyer in crowd:
        buyer.start()
    if connection.vendor == "sqlite":
        answers = [queue.get() for _ in wanted]
    for buyer in crowd:
        buyer.join()
    return dict(Counter(answers))


def main() -> None:
    django.setup()
    from tests.catalog.conftest import cooperative
    from tests.conftest import NOW
    from tests.make.catalog import a_product, a_variant
    from twiza.catalog.queries import agreement

    product = a_product(cooperative(1, {"fr": "Coopérative Tifawin"}, "Amizmiz").pk)
    last_one, crosswise = [], []
    for number in range(ROUNDS):
        last = a_variant(product, on_hand=1, content_amount=1000 + number)
        last_one.append(everybody(f"last-{number}", [{last.pk: 1}] * BUYERS, then_take=number % 2 == 0))
        # Baskets of two, named in either order: whoever locked them as named would meet another crosswise.
        a, b = (a_variant(product, on_hand=10, content_amount=2000 + 2 * number + i).pk for i in (0, 1))
        baskets = [{a: 1, b: 1} if i % 2 else {b: 1, a: 1} for i in range(BUYERS)]
        crosswise.append(everybody(f"cross-{number}", baskets, then_take=True))
    checks = (agreement.moves_agree, agreement.holds_agree, agreement.prices_agree, agreement.lists_agree)
    differences = [line for check in checks for line in check(NOW)]
    print(json.dumps({"last_one": last_one, "crosswise": crosswise, "differences": differences}))


if __name__ == "__main__":
    main()
