"""Writers who want the same reference and the same new accounts at the same moment: `python -m tests.ledger.race`.

On PostgreSQL they are threads, on SQLite processes (its lock is a file's). Prints one line of JSON.
"""

from __future__ import annotations

import json
import multiprocessing
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import django

WRITERS, ROUNDS = 8, 3
DAY = date(2026, 11, 20)


def write(start: Any, act: Callable[[], Any], answer: Callable[[str], None]) -> None:
    from django.db import connections

    start.wait()
    try:
        answer(str(act()))
    except Exception as error:  # noqa: BLE001 - whatever it is, the test must see it
        answer(type(error).__name__)
    finally:
        connections.close_all()


def everybody(acts: Sequence[Callable[[], Any]]) -> dict[str, int]:
    """Let all go at once; how often each outcome came."""
    from django.db import connection, connections

    answers: list[str] = []
    if connection.vendor == "sqlite":
        connections.close_all()
        fork = multiprocessing.get_context("fork")
        queue, start = fork.SimpleQueue(), fork.Barrier(len(acts))
        crowd: list[Any] = [fork.Process(target=write, args=(start, act, queue.put)) for act in acts]
    else:
        gate = threading.Barrier(len(acts))
        crowd = [threading.Thread(target=write, args=(gate, act, answers.append)) for act in acts]
    for writer in crowd:
        writer.start()
    if connection.vendor == "sqlite":
        answers = [queue.get() for _ in acts]
    for writer in crowd:
        writer.join()
    return dict(Counter(answers))


def in_two_steps(reference: str, account: str) -> Callable[[], Any]:
    """A posting in the middle of a transaction that does other things before and after."""

    def act() -> tuple[bool, bool]:
        from django.db import transaction

        from tests.make.ledger import a_posting

        with transaction.atomic():
            first = a_posting(reference, {"payments:in": 10_00, account: -10_00}, day=DAY)
            return first, a_posting(f"{reference}:fee", {account: 1_00, "rounding": -1_00}, day=DAY)

    return act


def main() -> None:
    django.setup()
    from tests.conftest import NOW
    from tests.make.ledger import a_posting
    from twiza.ledger import jobs
    from twiza.ledger.api import AlreadyClosed, balance, close_period, reverse, trial_balance

    same, different, reversed_, closed = [], [], [], []
    for n in range(ROUNDS):
        same.append(everybody([in_two_steps(f"sale:{n}", f"cooperative:{n}:payable")] * WRITERS))
        different.append(
            everybody(
                [
                    lambda i=i, n=n: a_posting(f"other:{n}", {"payments:in": i, f"member:{n}:payable": -i}, day=DAY)  # type: ignore[misc]
                    for i in range(1, WRITERS + 1)
                ]
            )
        )
        takes = [
            lambda i=i, n=n: reverse(reference=f"back:{n}:{i}", of=f"sale:{n}", day=DAY, cause="test:1", now=NOW)  # type: ignore[misc]
            for i in range(WRITERS)
        ]
        reversed_.append(everybody(takes))

        def close(n: int = n) -> str:
            try:
                return str(close_period(until=date(2026, 11, 10 + n), by="desk", now=NOW).until.day)
            except AlreadyClosed:
                return "closed already"

        # Postings of the days that somebody closes at this moment.
        late = [
            lambda i=i, n=n: a_posting(  # type: ignore[misc]
                f"late:{n}:{i}", {"payments:in": i, "member:7:payable": -i}, day=date(2026, 11, 10 + n)
            )
            for i in range(1, WRITERS)
        ]
        closed.append(everybody([close, close, *late]))
    found = trial_balance()
    print(
        json.dumps(
            {
                "same": same,
                "different": different,
                "reversed": reversed_,
                "closed": closed,
                "in": balance("payments:in"),
                "difference": found.difference,
                "checks": [
                    line
                    for check in (jobs.trial_balance_is_zero, jobs.postings_sum_to_zero, jobs.closed_balances_agree)
                    for line in check(NOW)
                ],
            }
        )
    )


if __name__ == "__main__":
    main()
