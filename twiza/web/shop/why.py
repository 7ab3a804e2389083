"""Why a thing stands where it stands in a list, in words."""

from __future__ import annotations

from dataclasses import dataclass

from twiza.search import api as index


@dataclass(frozen=True, slots=True)
class Reasons:
    words: tuple[str, ...]
    points: str


def said(why: index.Why) -> Reasons:
    """The parts and factors of the score, the weightiest first."""
    return Reasons(tuple(f"{asked}: {how}" for asked, how, _fields, _points in why.parts), f"{why.score:.2f}")
