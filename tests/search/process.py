"""A process beside the test's: reads the index and writes rows as it is told on its standard input, in JSON."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from typing import Any

import django

django.setup()

from django.utils import timezone  # noqa: E402

from tests.make.catalog import a_product  # noqa: E402
from tests.make.cooperatives import make_cooperative  # noqa: E402
from tests.make.people import make_person  # noqa: E402
from tests.make.search import thing  # noqa: E402
from twiza.catalog.api import Product, edit_product, withdraw_product  # noqa: E402
from twiza.cooperatives.api import Cooperative  # noqa: E402
from twiza.people.api import Role  # noqa: E402
from twiza.search import api as search  # noqa: E402
from twiza.search.queries import folder, replica  # noqa: E402


def put(first: int, last: int, word: str) -> None:
    """Things called by the word and their number."""
    search.index_many([thing(str(n), {"fr": f"{word} numero{n}"}) for n in range(first, last)], now=timezone.now())


def put_long(first: int, last: int, word: str) -> None:
    """Things with many words, so that the index needs room."""
    things = [
        thing(str(n), {"fr": word}, description=[" ".join(f"w{n}x{k}" for k in range(60))]) for n in range(first, last)
    ]
    search.index_many(things, now=timezone.now())


def drop(first: int, last: int) -> None:
    search.forget_many("product", [str(n) for n in range(first, last)])


def count(text: str) -> tuple[int, bool]:
    """How many are found, and whether the replica said so."""
    found = search.find(search.Question(text, "fr", facets=False))
    return found.count, replica.view() is not None


def until(text: str, number: int, by_replica: bool, seconds: float) -> float:
    """How long it took until so many are found; -1 if it did not happen."""
    began = time.monotonic()
    while time.monotonic() - began < seconds:
        found, said = count(text)
        if found == number and said >= by_replica:
            return time.monotonic() - began
        time.sleep(0.02)
    return -1.0


def watch(text: str, pointer: str, seconds: float) -> list[tuple[int, bool]]:
    """All the answers given while the index is built anew, until half a second after readers changed over."""
    answers, last_moment = set(), time.monotonic() + seconds
    while time.monotonic() < last_moment:
        answers.add(count(text))
        current = (folder.root() / "current").read_text("utf-8")
        if current != pointer:
            pointer, last_moment = current, min(last_moment, time.monotonic() + 0.5)
    return sorted(answers)


def state() -> dict[str, Any]:
    found = search.index_state()
    return {name: getattr(found, name) for name in ("waiting", "revision", "replica_revision", "fault", "entries")}


def publish(name: str) -> int:
    """A product as its cooperative and the desk publish it."""
    now = timezone.now()
    maker = Cooperative.objects.first()
    if maker is None:
        manager = make_person(phone="+212663456789", name="فاطمة")
        desk = make_person(email="nadia@twiza.example", name="نادية", role=Role.DESK)
        maker = make_cooperative(manager=manager, desk=desk)
    return a_product(maker.pk, now=now, names={"fr": name, "ar": name}).pk


def change(pk: int, name: str) -> None:
    edit_product(product=Product.objects.get(pk=pk), by=None, now=timezone.now(), names={"fr": name, "ar": name})


def withdraw(pk: int) -> None:
    withdraw_product(product=Product.objects.get(pk=pk), by=None, now=timezone.now())


COMMANDS: dict[str, Callable[..., Any]] = {
    "publish": publish,
    "change": change,
    "withdraw": withdraw,
    "put": put,
    "put_long": put_long,
    "drop": drop,
    "count": count,
    "until": until,
    "watch": watch,
    "request_rebuild": search.request_rebuild,
    "state": state,
    "number": search.number_rows,
}

if __name__ == "__main__":
    for line in sys.stdin:
        name, *arguments = json.loads(line)
        print(json.dumps(COMMANDS[name](*arguments)), flush=True)
