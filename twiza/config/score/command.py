"""`twiza search-score`: search measured on the judged questions, beside three that everybody has."""

from __future__ import annotations

import argparse
import json
import platform
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from datetime import datetime
from importlib.metadata import version
from threading import Event, Thread
from time import monotonic, sleep
from typing import Any

from twiza.config.score import judgments, ranking
from twiza.config.score.engines import Engine, ours, postgres_engines, sqlite_engines
from twiza.config.score.shelf import Shelf, loaded_shelf, make_shelf
from twiza.search import api as search

LONGEST_WAIT_SECONDS = 60.0


@contextmanager
def kept_index() -> Iterator[None]:
    """The keeper runs beside us, and has caught up."""
    stop = Event()
    keeper = Thread(target=search.keep_index, args=(stop,), daemon=True)
    keeper.start()
    try:
        until = monotonic() + LONGEST_WAIT_SECONDS
        while not caught_up() and monotonic() < until:
            sleep(0.1)
        yield
    finally:
        stop.set()
        keeper.join(10)


def caught_up() -> bool:
    state = search.index_state()
    return not state.waiting and 0 < state.revision == state.replica_revision == search.index_revision()


def run(arguments: argparse.Namespace, *, now: datetime) -> str:
    """What the command prints."""
    if not arguments.here:
        make_shelf(now)
    with nullcontext() if arguments.here else kept_index():
        measured = measure(
            loaded_shelf(), split=arguments.split, language=arguments.language, baselines=not arguments.no_baselines
        )
    if arguments.json:
        return as_json(measured, arguments.split)
    told = f"{as_table(measured)}\n\n{arguments.split}; {versions(now)}"
    return told if arguments.below is None else f"{as_lines(measured['ours'], arguments.below)}\n\n{told}"


def measure(shelf: Shelf, *, split: str, language: str | None, baselines: bool) -> dict[str, list[ranking.Asked]]:
    """By engine, ours first, each question with what came of it."""
    judged = judgments.read(split, language)
    with ExitStack() as open_until_then:
        engines: dict[str, Engine] = {"ours": ours}
        if baselines:
            engines |= open_until_then.enter_context(sqlite_engines(shelf.documents))
            engines |= open_until_then.enter_context(postgres_engines(shelf.documents))
        return {name: ranking.ask(engine, judged, shelf) for name, engine in engines.items()}


def as_json(measured: dict[str, list[ranking.Asked]], split: str) -> str:
    results: dict[str, Any] = {name: ranking.told(asked) for name, asked in measured.items()}
    mine = results.pop("ours")
    return json.dumps(mine | {"split": split, "baselines": results}, ensure_ascii=False, indent=2)


def as_table(measured: dict[str, list[ranking.Asked]]) -> str:
    told = ranking.table({name: ranking.told(asked) for name, asked in measured.items()})
    return told if "postgresql" in measured else f"{told}\n\nPostgreSQL was left out: there is no server here."


def as_lines(asked: list[ranking.Asked], below: float) -> str:
    """A line for each question of ours whose nDCG is below: to see what fails."""
    return "\n".join(
        f"{one.values.get('ndcg@10', 1 - one.values.get('wrong', 0)):.2f} {one.judged.id} {one.judged.type}: "
        f"{one.judged.query}  {''.join(map(str, one.first))}"
        for one in asked
        if one.values.get("ndcg@10", 1 - one.values.get("wrong", 0)) < below
    )


def versions(now: datetime) -> str:
    import django

    return (
        f"{now:%Y-%m-%d}, {platform.machine()} {platform.system()}, Python {platform.python_version()}, "
        f"Django {django.__version__}, tantivy {version('tantivy')}, SQLite {sqlite3.sqlite_version}"
    )
