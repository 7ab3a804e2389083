"""The way to a typed problem, one tap a page; all of it stands in the address, so that nothing is lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from twiza.complaints import api as complaints
from twiza.web.kit.forms import lazy_pick


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What was tapped so far."""

    part: str = ""
    at: str = ""
    problem: str = ""
    anyway: bool = False  # a right acts already, and she complains all the same
    lines: tuple[int, ...] = ()
    wish: str = ""

    @property
    def query(self) -> str:
        said: list[tuple[str, Any]] = [(name, getattr(self, name)) for name in ("part", "at", "problem", "wish")]
        said += [("line", line) for line in self.lines]
        said += [("anyway", "1")] if self.anyway else []
        return "?" + urlencode([(name, value) for name, value in said if value])

    @property
    def hidden(self) -> list[tuple[str, Any]]:
        """The same for a form."""
        return [(name, value) for name, values in QueryDict(self.query[1:]).lists() for value in values]


@dataclass(frozen=True, slots=True)
class Tap:
    """One big button of a page."""

    href: str
    words: Any
    icon: str
    detail: Any = ""


def told_in(data: QueryDict) -> Told:
    """What an address or a form says; what can't be is left out."""
    lines = tuple(int(n) for n in data.getlist("line") if n.isdecimal() and len(n) < 19)
    return Told(
        part=data.get("part", ""),
        at=data.get("at", ""),
        problem=data.get("problem", ""),
        anyway=data.get("anyway") == "1",
        lines=lines,
        wish=data.get("wish", ""),
    )


def taps_of(told: Told, stage: str, *, link: str, right_links: Mapping[str, str]) -> tuple[Any, list[Tap]]:
    """The question that is due, and its taps: only what fits where the parcel is."""
    tree = complaints.problems()
    question = tree.questions.get(told.at) or tree.questions["start"]
    taps = []
    for choice in question.choices:
        if choice.right:
            if choice.right in right_links:
                taps.append(Tap(right_links[choice.right], choice.words, choice.icon))
        elif choice.ask:
            if _fits(tree.questions[choice.ask], stage):
                taps.append(Tap(link + replace(told, at=choice.ask).query, choice.words, choice.icon))
        elif stage in tree.problem(choice.problem).fits:
            taps.append(Tap(link + replace(told, problem=choice.problem).query, choice.words, choice.icon))
    return question, taps


def wishes_of(told: Told, problem: complaints.Problem, *, link: str) -> list[Tap]:
    wishes = complaints.problems().wishes
    return [
        Tap(link + replace(told, wish=code).query, wishes[code].words, wishes[code].icon) for code in problem.wishes
    ]


def back_from(told: Told, step: str) -> Told:
    """One tap back."""
    if step == "tell":
        return replace(told, wish="")
    if step == "wish":
        return replace(told, lines=()) if told.lines else replace(told, problem="", anyway=False)
    if step in ("lines", "right"):
        return replace(told, problem="", lines=(), anyway=False)
    return replace(told, at="") if told.at else Told()


def _fits(question: complaints.Question, stage: str) -> bool:
    tree = complaints.problems()
    return any(choice.problem and stage in tree.problem(choice.problem).fits for choice in question.choices)


def words_for(names: Sequence[str]) -> list[Any]:
    """What helps as evidence, in the reader's language."""
    known = complaints.problems().evidence
    return [lazy_pick(known[name]) for name in names if name in known]
