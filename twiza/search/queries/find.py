"""Finding: the replica of this machine where it is sound, else a plain query over the entries."""

from __future__ import annotations

from collections.abc import Iterable
from typing import overload

from twiza.search.queries import plain
from twiza.search.queries.shapes import Found, Hit, Question, Suggestion

KINDS = ("category", "cooperative", "commune", "product")


@overload
def find(question: Question) -> Found: ...
@overload
def find(question: str, *, kinds: Iterable[str] = ..., limit: int = ..., offset: int = ...) -> list[Hit]: ...
def find(
    question: Question | str, *, kinds: Iterable[str] = KINDS, limit: int = 24, offset: int = 0
) -> Found | list[Hit]:
    """A page of what the question asks for, the best first.

    TooDeep for a page by number beyond 10,000 results, NotFound for a sort or cursor that is not ours. Whatever text
    is asked gives an answer: at most 200 characters of it are read.
    (A bare text with `limit` and `offset` is the older way, until its callers have moved.)
    """
    if isinstance(question, str):
        if not question.strip() or limit <= 0:
            return []
        asked = Question(question, kinds=tuple(kinds), page_size=min(100, offset + limit), facets=False)
        return find(asked).hits[offset : offset + limit]
    return plain.find(question)


def count(text: str, *, kinds: Iterable[str] = KINDS) -> int:
    """How many things `find` would give in all (the older way)."""
    return find(Question(text, kinds=tuple(kinds), page_size=1, facets=False)).count if text.strip() else 0


def suggest(prefix: str, limit: int = 8, *, language: str = "ar", kinds: Iterable[str] = KINDS) -> list[Suggestion]:
    """Things to offer while somebody types: each word is of the name, the last one may be a beginning."""
    return plain.suggest(prefix, language, kinds, limit)


def index_revision() -> int:
    """The revision that this process's replica is at: what was drawn from search is good while it stays."""
    return 0
