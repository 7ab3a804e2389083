"""What must agree: each context names its checks, `twiza check` runs them all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

Check = Callable[[datetime], list[str]]
_checks: dict[str, Check] = {}


@dataclass(frozen=True, slots=True)
class Checked:
    name: str
    differences: list[str]


def checked(name: str) -> Callable[[Check], Check]:
    """Register a check: a function of `now` that gives one plain English sentence per difference found.

    Put it into a module that the context's `api` or `jobs` imports.
    """

    def add(check: Check) -> Check:
        _checks[name] = check
        return check

    return add


def run_checks(now: datetime) -> list[Checked]:
    """Every registered check, by name. One that breaks is itself a difference."""
    from twiza.plumbing.discovery import discover

    discover()
    done = []
    for name, check in sorted(_checks.items()):
        try:
            done.append(Checked(name, check(now)))
        except Exception as error:  # noqa: BLE001 - a broken check must not hide the others
            done.append(Checked(name, [f"The check itself failed: {type(error).__name__}: {error}"]))
    return done
