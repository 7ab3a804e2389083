"""Killed at random points of checkout, callback and payout: the books balance, nobody is charged or paid twice."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from tests.make.people import make_person

ON_SQLITE = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")
KILLS = 4 if ON_SQLITE else 6


class House:
    """A database of its own, and the processes that work on it."""

    def __init__(self, url: str, data: Path) -> None:
        given = {"DATABASE_URL": url, "TWIZA_DATA_DIR": str(data), "PYTHONPATH": str(settings.ROOT)}
        self.env = os.environ | given | {"DJANGO_SETTINGS_MODULE": "twiza.config.settings", "TWIZA_LOG": "CRITICAL"}

    def command(self, *words: str) -> list[str]:
        return [sys.executable, "-W", "ignore", "-m", "tests.settlement.kill", *words]

    def run(self, *words: str) -> str:
        done = subprocess.run(
            self.command(*words), cwd=settings.ROOT, env=self.env, capture_output=True, text=True, timeout=600
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start(self, *words: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            self.command(*words), cwd=settings.ROOT, env=self.env, stdout=subprocess.PIPE, text=True
        )


@pytest.fixture
def house(request, tmp_path) -> Iterator[House]:
    """Two cooperatives, two persons at the desk, and the reference data, in a file or on the server."""
    if ON_SQLITE:
        request.getfixturevalue("tifawin")
        request.getfixturevalue("dairy")
        for name in ("nadia", "omar"):
            make_person(email=f"{name}@twiza.example", name=name, role="desk")
        connection.cursor().execute("UPDATE catalog_variant SET on_hand = 9000")
        connection.cursor().execute("UPDATE catalog_stockmove SET change = change + 8990")
        path = tmp_path / "killed.sqlite3"
        path.write_bytes(connection.connection.serialize())
        yield House(f"sqlite:///{path}", tmp_path)
        return
    import psycopg
    from psycopg import sql

    given = settings.DATABASES["default"]
    server = f"postgresql://{given['USER']}:{given['PASSWORD']}@{given['HOST']}:{given['PORT']}"
    name = f"killed_{os.getpid()}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as root:
        root.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            made = House(f"{server}/{name}", tmp_path)
            made.run("prepare")
            yield made
        finally:
            root.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.mark.django_db
def test_killed_at_any_point_the_books_are_right(house):
    chance = random.Random(7)
    crew = {("shop", str(n)): house.start("shop", str(n)) for n in (1, 2)}
    crew |= {("desk", str(n)): house.start("desk", str(n)) for n in (0, 1)}
    try:
        for each in crew.values():
            assert each.stdout is not None
            assert each.stdout.readline(), "it never began"
        for turn in range(KILLS):
            time.sleep(chance.uniform(0.1, 1.0))
            who = list(crew)[turn % len(crew)]
            crew[who].send_signal(signal.SIGKILL)
            crew[who].communicate()
            if turn < KILLS - len(crew):
                crew[who] = house.start(*who)
    finally:
        for each in crew.values():
            each.kill()
            if each.stdout is not None and not each.stdout.closed:
                each.communicate()
    found = json.loads(house.run("finish").splitlines()[-1])
    assert found.pop("orders") >= 2
    assert found.pop("settled") >= 1
    assert found.pop("payouts") >= 1
    found.pop("refunds")
    assert found == {
        "differences": [],
        "charged_twice": 0,
        "charged": 0,
        "sent": 0,
        "received": 0,
        "in_transit": 0,
        "still_payable": 0,
    }
