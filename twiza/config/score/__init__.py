"""How well search finds, measured on judged questions: `twiza search-score`."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

DECIDES_WHERE = ("DATABASE_URL", "DATABASE_REPLICA_URL", "CACHE_URL")


@contextmanager
def throw_away() -> Iterator[None]:
    """Settings that are read from here on keep everything in a folder that goes at the end. Before `django.setup`."""
    with tempfile.TemporaryDirectory(prefix="twiza-score-") as folder:
        for name in DECIDES_WHERE:
            os.environ.pop(name, None)
        os.environ["TWIZA_DATA_DIR"] = folder
        yield


def add_score_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="print JSON instead of a table")
    command.add_argument("--split", choices=["train", "test", "all"], default="test")
    command.add_argument("--language", choices=["ar", "fr", "en", "darija", "zgh"])
    command.add_argument("--here", action="store_true", help="ask the database of the settings, which holds the sample")
    command.add_argument("--below", type=float, metavar="NDCG", help="name the questions that score less (train only)")
    command.add_argument("--no-baselines", action="store_true")


def search_score(arguments: argparse.Namespace) -> int:
    """Prints the table. The test half is for the number alone: which of its questions fail is not told."""
    if arguments.below is not None and arguments.split != "train":
        print("What fails is looked at in the train half only: add --split train.", file=sys.stderr)
        return 1
    with nullcontext() if arguments.here else throw_away():
        from twiza.config.cli import start

        start()
        from django.utils import timezone

        from twiza.config.score.command import run

        print(run(arguments, now=timezone.now()))
    return 0
