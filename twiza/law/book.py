"""The rule files, read: every rule with its versions.

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

from twiza.kernel.text import fold

# What a rule is: read in the legal text itself; read elsewhere, so no verdict; promised by the platform beyond the law.
LAW, GUIDANCE, HOUSE = "law", "guidance", "house"
AREAS = ("consumer", "privacy", "trade", "house")

RULES = Path(__file__).parent / "rules"
USES = Path(__file__).parent / "uses.toml"
EXAMPLES = Path(__file__).parent / "examples.toml"


class UnknownRule(LookupError):
    """No rule of that id, or none in force on that day."""


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One version of one rule. `value` is in `unit` (`True` for a duty without a number); `sentence` is one plain
    sentence per language.
    """

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
    def kind(self) -> str:
        """LAW, GUIDANCE or HOUSE."""
        return _kind(self.id, self.confidence)

    @property
    def is_law(self) -> bool:
        """False for house policy, and for guidance that was not read in the legal text itself."""
        return self.kind == LAW


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A rule with all its versions, the oldest first; none where the text exists and its value was not verified, so
    that `rule` finds nothing and whoever asks does without (`consumer.legal_interest`).
    """

    id: str
    unit: str
    sentence: Mapping[str, str]
    source: str
    article: str
    url: str
    confidence: str
    checked: date
    versions: tuple[Rule, ...]

    @property
    def area(self) -> str:
        return self.id.partition(".")[0]

    @property
    def kind(self) -> str:
        """LAW, GUIDANCE or HOUSE."""
        return _kind(self.id, self.confidence)


def _kind(name: str, confidence: str) -> str:
    return HOUSE if name.startswith("house.") else LAW if confidence == "H" else GUIDANCE


@cache
def sheets() -> Mapping[str, Sheet]:
    """Every rule by its id, area after area, those without a version too."""
    found = {}
    for area in AREAS:
        for path in sorted((RULES / area).glob("*.toml")):
            read = tomllib.loads(path.read_text("utf-8"))
            name = f"{area}.{path.stem}"
            shared = {k: read[k] for k in ("unit", "sentence", "source", "article", "url", "confidence", "checked")}
            versions = [Rule(id=name, **(shared | {"until": None} | v)) for v in read.get("versions", ())]
            found[name] = Sheet(id=name, versions=tuple(sorted(versions, key=lambda v: v.since)), **shared)
    return found


@cache
def book() -> Mapping[str, tuple[Rule, ...]]:
    """Every rule that has a value, with its versions from the oldest to the newest."""
    return {name: sheet.versions for name, sheet in sheets().items() if sheet.versions}


@cache
def _uses() -> Mapping[str, tuple[str, ...]]:
    return {name: tuple(places) for name, places in tomllib.loads(USES.read_text("utf-8")).items()}


def where_used(name: str) -> tuple[str, ...]:
    """The parts of the platform whose code asks this rule: `ordering`, `web/shop`. From `law/uses.toml`, which
    `python -m tools.docs` writes and a test keeps fresh.
    """
    return _uses().get(name, ())


@cache
def _examples() -> Mapping[str, tuple[Mapping[str, str], ...]]:
    return {name: tuple(told) for name, told in tomllib.loads(EXAMPLES.read_text("utf-8")).items()}


def examples(name: str) -> tuple[Mapping[str, str], ...]:
    """A few worked cases of a rule, a sentence per language: from `law/examples.toml`, which `python -m tools.docs`
    takes out of `tests/law/cases`, so that every example shown is one that is tested.
    """
    return _examples().get(name, ())


def find(text: str) -> list[Sheet]:
    """The rules whose id, sentences, source or article hold all the words of `text`; all of them for none."""
    words = fold(text).split()
    return [s for s in sheets().values() if all(word in _folded()[s.id] for word in words)]


@cache
def _folded() -> Mapping[str, str]:
    return {
        name: fold(" ".join((name, name.replace("_", " "), *s.sentence.values(), s.source, s.article)))
        for name, s in sheets().items()
    }


def reload() -> None:
    for read in (sheets, book, holidays, _uses, _examples, _folded):
        read.cache_clear()


def sheet(name: str) -> Sheet:
    """The rule `name` whatever the day; UnknownRule where there is none."""
    if name not in sheets():
        raise UnknownRule(f"no rule {name}")
    return sheets()[name]


def history(name: str) -> tuple[Rule, ...]:
    """All versions of a rule, the oldest first; UnknownRule where there is no such rule."""
    return sheet(name).versions


def rule(name: str, *, on: date) -> Rule:
    """The version of rule `name` in force on day `on`; UnknownRule where there is none."""
    for version in reversed(book().get(name, ())):
        if version.since <= on and (version.until is None or on <= version.until):
            return version
    raise UnknownRule(f"no rule {name} on {on}")


@cache
def holidays() -> frozenset[date]:
    """Public holidays: those on a fixed date, for the years the market keeps books for, and the moving feasts whose
    official dates the book has (`trade.moving_holidays`: none so far).
    """
    fixed = rule("trade.fixed_holidays", on=date(2026, 1, 1)).value
    moving = {day for version in history("trade.moving_holidays") for day in version.value}
    return frozenset({date(y, *map(int, day.split("-"))) for y in range(2020, 2041) for day in fixed} | moving)
