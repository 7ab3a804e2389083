"""The keeper as a process of its own: killed, doubled, its files cut, its disk full. Nothing is lost, and what can't be
read is said and repaired."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.own import a_copy

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.django_db  # the keepers' own is a copy of the test database
FAST = 2.0


class House:
    """A database of its own, keepers on it, and a process that reads and writes as it is told."""

    def __init__(self, data: Path, url: str) -> None:
        self.data, self.index = data, data / "index"
        self.env = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
        self.env |= {"DATABASE_URL": url, "TWIZA_DATA_DIR": str(data), "PYTHONPATH": str(ROOT)}
        self.env |= {"DJANGO_SETTINGS_MODULE": "twiza.config.settings", "PYTHONWARNINGS": "ignore"}
        self.log = data / "keeper.log"
        self.started: list[subprocess.Popen[Any]] = []
        self.reader = self._reader()

    def _reader(self) -> subprocess.Popen[Any]:
        pipe = subprocess.PIPE
        return self._start("-m", "tests.search.process", stdin=pipe, stdout=pipe, text=True)

    def _start(self, *command: str, **options: Any) -> subprocess.Popen[Any]:
        with self.log.open("a") as log:
            made = subprocess.Popen([sys.executable, *command], cwd=ROOT, env=self.env, stderr=log, **options)
        self.started.append(made)
        return made

    def keeper(self) -> subprocess.Popen[Any]:
        return self._start("-m", "twiza.config.cli", "index")

    def ask(self, *command: Any) -> Any:
        for _ in range(2):
            self.reader.stdin.write(json.dumps(command) + "\n")
            self.reader.stdin.flush()
            if answer := self.reader.stdout.readline():
                return json.loads(answer)
            # A file that was cut under a process that reads it stops the process; who serves starts it again.
            assert self.reader.wait() == -signal.SIGBUS, self.log.read_text()[-2_000:]
            self.reader = self._reader()
        raise AssertionError(command)

    def found(self, text: str, number: int, *, by_replica: bool = True, within: float = 20.0) -> float:
        took = self.ask("until", text, number, by_replica, within)
        assert took >= 0, (text, number, self.ask("count", text), self.ask("state"), self.log.read_text()[-2_000:])
        return took

    def folder(self) -> Path:
        return self.index / (self.index / "current").read_text()

    def wait(self, ready: Callable[[], bool], what: str, seconds: float = 20) -> None:
        last_moment = time.monotonic() + seconds
        while not ready():
            assert time.monotonic() < last_moment, f"{what}: {self.log.read_text()[-2_000:]}"
            time.sleep(0.05)


@pytest.fixture(scope="module")
def house(django_db_setup, tmp_path_factory) -> Iterator[House]:
    data = tmp_path_factory.mktemp("index-house")
    with a_copy(data / "twiza.sqlite3") as url:
        made = House(data, url)
        yield made
        for process in made.started:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe:
                    pipe.close()


def test_a_keeper_through_all_that_may_happen(house):
    house.ask("put", 0, 40, "alpha")
    assert house.ask("count", "alpha") == [40, False], "the rows answer while there is no replica"
    first = house.keeper()
    house.found("alpha", 40)
    _what_is_published_is_found_and_what_is_withdrawn_is_not(house)
    _all_is_built_anew_while_readers_ask(house)
    second = _a_second_keeper_waits_and_takes_over(house, first)
    third = _a_keeper_is_killed_while_it_writes(house, second)
    third = _files_are_cut_and_lost(house, third)
    _the_disk_is_full(house, third)
    state = house.ask("state")
    assert (state["waiting"], state["fault"]) == (0, "")
    assert state["revision"] == state["replica_revision"]
    third.send_signal(signal.SIGTERM)
    assert third.wait(20) == 0


def test_what_is_published_is_found_in_two_seconds_through_a_real_worker(house):
    worker = house._start("-m", "twiza.config.cli", "work")
    # Up and at work: a first product is there, however long that took.
    house.ask("publish", "Khobz premier")
    house.found("premier", 1, within=60)
    made = house.ask("publish", "Zitoune precieux")
    assert house.found("precieux", 1) < FAST
    house.ask("change", made, "Zitoune merveilleux")
    assert house.found("merveilleux", 1) < FAST
    house.ask("withdraw", made)
    assert house.found("merveilleux", 0) < FAST
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(40) == 0


def _what_is_published_is_found_and_what_is_withdrawn_is_not(house: House) -> None:
    house.ask("put", 100, 101, "bravo")
    assert house.found("bravo", 1) < FAST
    house.ask("drop", 100, 101)
    assert house.found("bravo", 0) < FAST


def _all_is_built_anew_while_readers_ask(house: House) -> None:
    """As `twiza rebuild-index` asks of the keeper that runs: the old index answers until the new one does."""
    before = (house.index / "current").read_text()
    house.ask("request_rebuild")
    assert house.ask("watch", "alpha", before, 20) == [[40, True]]
    assert (house.index / "current").read_text() != before


def _a_second_keeper_waits_and_takes_over(house: House, first: subprocess.Popen[Any]) -> subprocess.Popen[Any]:
    second = house.keeper()
    house.wait(lambda: "This one waits" in house.log.read_text(), "two keepers")
    os.kill(first.pid, signal.SIGKILL)
    first.wait()
    house.ask("put", 200, 210, "charlie")
    house.found("charlie", 10)
    assert second.poll() is None
    return second


def _a_keeper_is_killed_while_it_writes(house: House, keeper: subprocess.Popen[Any]) -> subprocess.Popen[Any]:
    for turn in range(1, 2):
        first = 1_000 * turn
        house.ask("put", first, first + 300, "delta")
        time.sleep(0.15 * turn)
        os.kill(keeper.pid, signal.SIGKILL)
        keeper.wait()
        keeper = house.keeper()
    house.found("delta", 300)
    assert house.ask("count", "alpha") == [40, True]
    return keeper


def _files_are_cut_and_lost(house: House, keeper: subprocess.Popen[Any]) -> subprocess.Popen[Any]:
    def cut(folder: Path) -> None:
        largest = max(folder.glob("*.term"), key=lambda path: path.stat().st_size)
        os.truncate(largest, largest.stat().st_size // 2)

    def lose(folder: Path) -> None:
        for path in folder.iterdir():
            path.unlink()

    for harm in (cut, lose):
        before = house.folder()
        harm(before)
        assert house.found("delta", 300, by_replica=False) >= 0
        while house.folder() == before:
            if keeper.poll() is not None:
                assert keeper.returncode == -signal.SIGBUS, house.log.read_text()[-2_000:]
                keeper = house.keeper()
            time.sleep(0.1)
        house.found("delta", 300)
    assert "torn" in house.log.read_text()
    return keeper


def _the_disk_is_full(house: House, keeper: subprocess.Popen[Any]) -> None:
    """As for a full disk, a file can't grow: the keeper says so, and goes on when it can."""
    told = len(house.log.read_text())
    hard = resource.prlimit(keeper.pid, resource.RLIMIT_FSIZE)[1]
    resource.prlimit(keeper.pid, resource.RLIMIT_FSIZE, (200_000, hard))
    house.ask("put_long", 9_000, 9_800, "echo")
    house.ask("number")
    house.wait(lambda: "ile too large" in house.log.read_text()[told:], "the full disk is named")
    assert house.ask("count", "alpha")[0] == 40
    resource.prlimit(keeper.pid, resource.RLIMIT_FSIZE, (hard, hard))
    house.found("echo", 800)
    assert keeper.poll() is None
