"""The worker as a process of its own: killed in the middle, stopped politely, two at once."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

import psycopg
import pytest

from tests.own import a_copy

ROOT = Path(__file__).parents[2]
HERE = "tests.plumbing.process"
pytestmark = pytest.mark.django_db  # the workers' own is a copy of the test database


def moment(column: str | datetime) -> datetime:
    return datetime.fromisoformat(column) if isinstance(column, str) else column


class House:
    """A data folder with its own database, and the workers that were started on it."""

    def __init__(self, data: Path, url: str) -> None:
        self.data = data
        self.url = "" if url.startswith("sqlite") else url
        self.env = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
        self.env |= {"DATABASE_URL": url, "TWIZA_DATA_DIR": str(data), "PYTHONPATH": str(ROOT), "TWIZA_LOG": "ERROR"}
        self.workers: list[subprocess.Popen[bytes]] = []

    def run(self, *command: str) -> None:
        subprocess.run([sys.executable, "-W", "ignore", *command], cwd=ROOT, env=self.env, check=True, timeout=120)

    def start(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-W", "ignore", "-m", HERE, "work"]
        self.workers.append(subprocess.Popen(command, cwd=ROOT, env=self.env))
        return self.workers[-1]

    def ask(self, sql: str) -> list[tuple]:
        if self.url:
            with psycopg.connect(self.url) as database:
                return database.execute(sql).fetchall()
        with closing(sqlite3.connect(self.data / "twiza.sqlite3", timeout=20)) as database:
            return database.execute(sql).fetchall()

    def notes(self) -> dict[str, int]:
        return dict(self.ask("SELECT verb, count(*) FROM plumbing_auditrow GROUP BY verb"))

    def job(self, key: str) -> tuple:
        return self.ask(f"SELECT status, attempts FROM plumbing_jobrun WHERE key = '{key}'")[0]

    def wait(self, ready: Callable[[], bool], what: str, seconds: float = 90) -> None:
        last_moment = time.monotonic() + seconds
        while not ready():
            assert time.monotonic() < last_moment, f"waited {seconds} s: {what}"
            time.sleep(0.05)

    def flag(self, name: str) -> bool:
        return (self.data / f"{name}.flag").exists()


@pytest.fixture(scope="module")
def house(django_db_setup, tmp_path_factory) -> Iterator[House]:
    data = tmp_path_factory.mktemp("house")
    with a_copy(data / "twiza.sqlite3") as url:
        made = House(data, url)
        yield made
        for worker in made.workers:
            worker.kill()
            worker.wait()


def test_killed_in_the_middle_it_loses_nothing_and_does_nothing_twice(house):
    house.run("-m", HERE, "queue", "whole", "loaf")
    house.run("-m", HERE, "queue", "quick", "crumb")
    first = house.start()
    house.wait(lambda: house.flag("loaf"), "the job is under way")
    first.send_signal(signal.SIGKILL)
    first.wait()
    assert "loaf" not in house.notes(), "half a job must not be seen"
    assert house.job("loaf") == ("running", 1)
    second = house.start()
    house.wait(lambda: house.job("loaf")[0] == "done", "another worker finishes it")
    house.wait(lambda: house.job("crumb")[0] == "done", "and the other one")
    assert house.job("loaf") == ("done", 2)
    assert house.notes()["loaf"] == 1
    assert house.notes()["crumb"] == 1
    second.terminate()
    assert second.wait(30) == 0
    assert house.ask("SELECT * FROM plumbing_heartbeat WHERE worker LIKE '%/" + str(second.pid) + "/%'") == []


def test_a_job_in_steps_goes_on_where_it_was_killed(house):
    house.run("-m", HERE, "queue", "in_steps", "rug")
    first = house.start()
    house.wait(lambda: house.flag("rug"), "the job is under way")
    assert house.ask("SELECT progress, total FROM plumbing_jobrun WHERE key = 'rug'") == [(1, 3)]
    first.kill()
    first.wait()
    second = house.start()
    house.wait(lambda: house.job("rug")[0] == "done", "another worker finishes it")
    assert {verb: n for verb, n in house.notes().items() if verb.startswith("rug")} == {
        "rug-0": 1,
        "rug-1": 1,
        "rug-2": 1,
    }
    second.terminate()
    assert second.wait(30) == 0


def test_a_reaction_killed_in_the_middle_is_run_again_whole(house):
    house.run("-m", HERE, "ring")
    first = house.start()
    house.wait(lambda: house.flag("rung"), "the reaction is under way")
    first.kill()
    first.wait()
    assert "rung" not in house.notes()
    second = house.start()
    house.wait(lambda: house.notes().get("rung") == 1, "another worker delivers the fact")
    assert house.ask("SELECT count(*) FROM plumbing_delivery WHERE done_at IS NULL") == [(0,)]
    second.terminate()
    assert second.wait(30) == 0


def test_two_workers_do_each_job_once(house):
    keys = [f"twin-{number}" for number in range(30)]
    names = "SELECT worker FROM plumbing_heartbeat"
    before = set(house.ask(names))  # of workers that earlier tests killed
    twins = [house.start(), house.start()]
    house.wait(lambda: len(set(house.ask(names)) - before) == 2, "both are at work")
    house.run("-m", HERE, "queue", "quick", *keys)
    done = "SELECT count(*) FROM plumbing_jobrun WHERE key LIKE 'twin-%' AND status = 'done'"
    house.wait(lambda: house.ask(done) == [(30,)], "thirty jobs")
    for twin in twins:
        twin.terminate()
    assert [twin.wait(30) for twin in twins] == [0, 0]
    assert {house.notes()[key] for key in keys} == {1}
    assert house.ask("SELECT DISTINCT attempts FROM plumbing_jobrun WHERE key LIKE 'twin-%'") == [(1,)]


def test_facts_arrive_by_themselves(house):
    worker = house.start()
    house.wait(lambda: house.ask("SELECT count(*) FROM plumbing_heartbeat") != [(0,)], "the worker is up")
    time.sleep(1)
    before = house.notes().get("rung", 0)
    house.run("-m", HERE, "ring")
    house.wait(lambda: house.notes().get("rung") == before + 1, "the fact arrives")
    [(announced, delivered)] = house.ask(
        "SELECT at, done_at FROM plumbing_delivery d"
        " JOIN plumbing_factrow f ON f.id = d.fact_id ORDER BY d.id DESC LIMIT 1"
    )
    seconds = (moment(delivered) - moment(announced)).total_seconds()
    assert seconds >= 0
    worker.terminate()
    assert worker.wait(30) == 0
