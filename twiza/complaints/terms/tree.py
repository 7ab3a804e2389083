"""The tree of questions and the typed problems of `problems.toml`, as frozen values."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.functional import lazy
from django.utils.translation import get_language

from twiza.complaints.terms.refusals import UnknownProblem
from twiza.kernel.text import pick

SHEET = Path(__file__).parents[1] / "problems.toml"
LANGUAGES = ("ar", "fr", "en")
Names = Mapping[str, str]
said = lazy(lambda names: pick(names, get_language() or "ar"), str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A typed problem. `names` by language, `words` lazily in the reader's. See the head of `problems.toml`."""

    code: str
    names: Names
    about: str  # lines or part
    fits: tuple[str, ...]
    rules: tuple[str, ...]
    wishes: tuple[str, ...]
    evidence: tuple[str, ...]
    route: str
    right: str
    holds: bool
    refund: str
    report: bool
    outside: bool

    @property
    def words(self) -> Any:
        return said(self.names)

    @property
    def moment(self) -> str:
        """Under which guidance may have a card for it."""
        return f"complaint:{self.code}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Leads to one of: another question, a problem, a right that needs no complaint."""

    names: Names
    icon: str
    ask: str = ""
    problem: str = ""
    right: str = ""

    @property
    def words(self) -> Any:
        return said(self.names)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    code: str
    names: Names
    choices: tuple[Choice, ...]

    @property
    def words(self) -> Any:
        return said(self.names)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    code: str
    names: Names
    icon: str

    @property
    def words(self) -> Any:
        return said(self.names)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """`questions["start"]` is the first one."""

    questions: Mapping[str, Question]
    problems: Mapping[str, Problem]
    wishes: Mapping[str, Wish]
    evidence: Mapping[str, Names]
    rights: Mapping[str, Names]

    def problem(self, code: str) -> Problem:
        """Refuses an unknown code (UnknownProblem)."""
        try:
            return self.problems[code]
        except KeyError:
            raise UnknownProblem() from None

    def for_stage(self, stage: str) -> tuple[Problem, ...]:
        """Those that fit where the parcel is."""
        return tuple(p for p in self.problems.values() if stage in p.fits)


@cache
def problems() -> Tree:
    """The whole tree, read once."""
    sheet = tomllib.loads(SHEET.read_text("utf-8"))
    found = {row["code"]: _problem(row) for row in sheet["problem"]}
    questions = [
        Question(code=row["code"], names=_names(row), choices=tuple(_choice(c, found) for c in row["choices"]))
        for row in sheet["question"]
    ]
    return Tree(
        questions={question.code: question for question in questions},
        problems=found,
        wishes={c: Wish(code=c, names=_names(row), icon=row["icon"]) for c, row in sheet["wishes"].items()},
        evidence={code: _names(row) for code, row in sheet["evidence"].items()},
        rights={code: _names(row) for code, row in sheet["rights"].items()},
    )


def _names(row: Mapping[str, Any]) -> Names:
    return {language: row[language] for language in LANGUAGES}


def _problem(row: Mapping[str, Any]) -> Problem:
    return Problem(
        code=row["code"],
        names=_names(row),
        about=row["about"],
        fits=tuple(row["fits"]),
        rules=tuple(row["rules"]),
        wishes=tuple(row["wishes"]),
        evidence=tuple(row["evidence"]),
        route=row["route"],
        right=row.get("right", ""),
        holds=row.get("holds", True),
        refund=row.get("refund", "other"),
        report=row.get("report", False),
        outside=row.get("outside", False),
    )


def _choice(row: Mapping[str, Any], known: Mapping[str, Problem]) -> Choice:
    code = row.get("problem", "")
    names = _names(row) if "ar" in row else known[code].names
    return Choice(names=names, icon=row["icon"], ask=row.get("ask", ""), problem=code, right=row.get("right", ""))
