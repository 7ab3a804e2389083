"""Jobs and a reaction that tests run, here and in a worker that is killed (process.py)."""

from __future__ import annotations

import time
from pathlib import Path

from django.conf import settings

from twiza.kernel.facts import Fact
from twiza.plumbing.api import job, report_progress
from twiza.plumbing.models import AuditRow


class Rung(Fact):
    """A bell was rung: a fact that only these tests know."""


def note(verb: str) -> None:
    AuditRow.objects.create(verb=verb, subject_kind="test", subject_id="1")


def first_time(name: str) -> bool:
    """True once for each name and data folder, also across processes that were killed."""
    flag = Path(settings.DATA) / f"{name}.flag"
    if flag.exists():
        return False
    flag.touch()
    return True


@job(retries=3)
def whole(name: str) -> str:
    """Writes, then, the first time, hangs before it can end."""
    note(name)
    if first_time(name):
        time.sleep(60)
    return name


@job(retries=3, atomic=False)
def in_steps(name: str, run_id: int) -> None:
    """Three steps that may be done again, each in a transaction of its own; hangs after the first, the first time."""
    for step in range(3):
        if not AuditRow.objects.filter(verb=f"{name}-{step}").exists():
            note(f"{name}-{step}")
        report_progress(run_id, step + 1, 3)
        if first_time(name):
            time.sleep(60)


@job()
def quick(name: str) -> None:
    note(name)


@job(retries=2)
def failing(name: str) -> None:
    note(name)
    raise ValueError("the oven is cold")


@job()
def clocked(now, name: str) -> str:
    return f"{name} at {now.isoformat()}"


def on_rung(fact: Rung) -> None:
    note("rung")
    if first_time("rung"):
        time.sleep(60)
