"""The rule book: `rule(id, on=day)` gives the value in force, its unit, its source and since when.

Rules are files under `law/rules/<area>/<name>.toml`; the id is `<area>.<name>`. What the platform
promises beyond the law stands under `house/` and says so. A statute's number anywhere else is a defect.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

__all__ = ["Rule", "UnknownRule", "book", "holidays", "reload", "rule"]

RULES = Path(__file__).parent / "rules"


class UnknownRule(LookupError):
    """No rule of that id, or none in force on that day."""


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One version of one rule. `value` is in `unit`; `sentence` is one plain sentence per language."""

    id: str
    value: Any
    unit: str
    since: date
    until: date | None
    sentence: Mapping[str, str]
    source: str
    article: str
    url: str
    confidence: str
    checked: date

    @property
    def is_law(self) -> bool:
        """False for house policy, and for guidance that was not read in the legal text itself."""
        return self.confidence == "H" and not self.id.startswith("house.")


@cache
def book() -> Mapping[str, tuple[Rule, ...]]:
    """Every rule, with its versions from the oldest to the newest."""
    rules = {}
    for path in sorted(RULES.rglob("*.toml")):
        sheet = tomllib.loads(path.read_text("utf-8"))
        name = f"{path.parent.name}.{path.stem}"
        shared = {k: sheet[k] for k in ("unit", "sentence", "source", "article", "url", "confidence", "checked")}
        versions = [Rule(id=name, **(shared | {"until": None} | v)) for v in sheet["versions"]]
        rules[name] = tuple(sorted(versions, key=lambda v: v.since))
    return rules


def reload() -> None:
    book.cache_clear()


def rule(name: str, *, on: date) -> Rule:
    """The version of rule `name` in force on day `on`; UnknownRule where there is none."""
    for version in reversed(book().get(name, ())):
        if version.since <= on and (version.until is None or on <= version.until):
            return version
    raise UnknownRule(f"no rule {name} on {on}")


@cache
def holidays() -> frozenset[date]:
    """Public holidays that are on a fixed date, for the years the market keeps books for."""
    fixed = rule("trade.fixed_holidays", on=date(2026, 1, 1)).value
    return frozenset(date(y, *map(int, day.split("-"))) for y in range(2020, 2041) for day in fixed)
