"""The values of the guidance: articles, cards for a moment, documented misuses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One topic: the moments it helps at, and the rules that it explains. `lines` is the one calm line of its card."""

    code: str
    icon: str
    moments: tuple[str, ...]
    rules: tuple[str, ...]
    titles: Mapping[str, str]
    lines: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One topic in one language. `blocks` are ("h", text), ("p", text) or ("ul", items): no other markup."""

    topic: Topic
    language: str
    title: str
    line: str
    blocks: tuple[tuple[str, str | tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Misuse:
    """A practice that was documented (`seen`: by whom), the rules it breaks, and what one can do."""

    code: str
    names: Mapping[str, str]
    practice: Mapping[str, str]
    what_to_do: Mapping[str, str]
    rules: tuple[str, ...]
    topic: str
    seen: str
