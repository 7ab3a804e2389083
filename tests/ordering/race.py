"""Two hundred buyers who all want the last one, and one buyer who clicks sixteen times, on a database of its own:
`python -m tests.ordering.race`.

On PostgreSQL they are threads, on SQLite processes (its lock is a file's); as many at once as the pool has
connections, the others right behind them. Prints one line of JSON: how often each outcome came in each round, and
what the checks find at the end.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import threading
from collections import Counter
from collections.abc import Callable
from typing import Any

import django
from django.conf import settings

BUYERS, CLICKS, AT_ONCE = 200, 16, 8
# Each round is a race of its own. The twenty are run where rows are locked one by one; SQLite's writers stand in line
# by BEGIN IMMEDIATE, so that one more round there tells nothing new.
ROUNDS = 3 if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3") else 20


def buy(token: str, seller_id: int, total: int) -> str:
    """Place the basket of this token as its recapitulation stood: the order's number, or the refusal's name."""
    from tests.conftest import NOW
    from tests.make.ordering import contact
    from twiza.kernel.refusals import Refusal
    from twiza.ordering import api as ordering
    from twiza.people.api import PostalAddress

    basket = ordering.basket_of(token=token)
    assert basket is not None
    try:
        order = ordering.place_order(
            basket=basket,
            key=os.environ.get("RACE_KEY") or basket.key,
            contact=contact(),
            address=PostalAddress("سلمى", "+212661234567", "07.041.01.01", "دوار تاماسينت"),
            choices={seller_id: "test-carrier.carrier"},
            terms_version=ordering.TERMS_VERSION,
            seen_total_centimes=total,
            now=NOW,
        )
    except Refusal as refused:
        return type(refused).__name__
    return order.number


def crowd(act: Callable[[str], str], tokens: list[str]) -> list[str]:
    """What each token's buyer got, all let go at the same moment."""
    from django.db import connection, connections

    answers: list[str] = []

    def go(start: Any, mine: list[str], answer: Callable[[list[str]], None]) -> None:
        start.wait()
        got = []
        for token in mine:
            try:
                got.append(act(token))
            except Exception as error:  # noqa: BLE001 - whatever it is, the test must see it
                got.append(repr(error))
        connections.close_all()
        answer(got)

    shares = [tokens[i::AT_ONCE] for i in range(AT_ONCE)]
    if connection.vendor == "sqlite":
        connections.close_all()
        fork = multiprocessing.get_context("fork")
        queue, start = fork.SimpleQueue(), fork.Barrier(AT_ONCE)
        workers: list[Any] = [fork.Process(target=go, args=(start, share, queue.put)) for share in shares]
    else:
        gate = threading.Barrier(AT_ONCE)
        workers = [threading.Thread(target=go, args=(gate, share, answers.extend)) for share in shares]
    for worker in workers:
        worker.start()
    if connection.vendor == "sqlite":
        for _ in shares:
            answers.extend(queue.get())
    for worker in workers:
        worker.join()
    return answers


def tally(answers: list[str]) -> dict[str, int]:
    """Orders under one word, refusals under theirs."""
    return dict(Counter("order" if answer.startswith("TW-") else answer for answer in answers))


def main() -> None:
    django.setup()
    from tests.conftest import NOW
    from tests.make.ordering import a_basket, a_carrier, a_seller
    from tests.make.people import make_person
    from twiza.catalog.api import Variant, count_stock
    from twiza.ordering import api as ordering
    from twiza.plumbing.api import run_checks

    a_carrier()
    seller = a_seller(make_person(name="Manager"))
    (variant,) = seller.variants
    total = variant.price_centimes + 25_00 + 10_00

    def stock(count: int) -> None:
        count_stock(variant=Variant.objects.get(pk=variant.pk), on_hand=count, by=seller.manager, now=NOW)

    def act(token: str) -> str:
        return buy(token, seller.cooperative.pk, total)

    last_one, clicks = [], []
    baskets = [a_basket({variant.pk: 1}) for _ in range(BUYERS)]
    for _round in range(ROUNDS):
        stock(1)
        for basket in baskets:
            if not basket.lines.exists():  # the winner comes back
                ordering.add_to_basket(basket=basket, variant_id=variant.pk, now=NOW)
        last_one.append(tally(crowd(act, [basket.token for basket in baskets])))
    for _round in range(ROUNDS):
        stock(CLICKS)
        basket = a_basket({variant.pk: 1})
        os.environ["RACE_KEY"] = basket.key
        answers = crowd(act, [basket.token] * CLICKS)
        clicks.append([tally(answers), len(set(answers)), Variant.objects.get(pk=variant.pk).on_hand])
    del os.environ["RACE_KEY"]
    wanted = (
        "orders agree with their lines",
        "stock moves sum to what is on hand",
        "open holds sum to what is held",
    )
    differences = [line for check in run_checks(NOW) if check.name in wanted for line in check.differences]
    print(json.dumps({"last_one": last_one, "clicks": clicks, "differences": differences}))


if __name__ == "__main__":
    main()
