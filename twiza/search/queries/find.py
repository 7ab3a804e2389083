"""Finding: the replica of this machine where it is sound, else a plain query over the entries."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from twiza.search.queries import engine, offers, plain, replica
from twiza.search.queries.explain import explained
from twiza.search.queries.shapes import Found, Question, Suggestion
from twiza.search.queries.vocabulary import know_accepted_words

KINDS = ("category", "cooperative", "commune", "product")
Answer = TypeVar("Answer")


def find(question: Question) -> Found:
    """A page of what the question asks for, the best first.

    TooDeep for a page by number beyond 10,000 results, NotFound for a sort or cursor that is not ours. Whatever text
    is asked gives an answer: at most 200 characters of it are read.
    """
    know_accepted_words()
    return _answered(lambda view: _found(view, question), lambda: plain.find(question))


def _found(view: replica.View, question: Question) -> Found:
    found, wanted = engine.find(view, question)
    if not question.explain or not wanted:
        return found
    # How new a thing is was weighed when the keeper wrote.
    return engine.with_hits(found, explained(found.hits, wanted, question, view.at))


def suggest(prefix: str, *, language: str = "ar", kinds: Iterable[str] = KINDS, limit: int = 8) -> list[Suggestion]:
    """Things to offer while somebody types: each word is of the name, the last one may be a beginning."""
    if not prefix.strip() or limit <= 0:
        return []
    know_accepted_words()
    wanted = tuple(kinds)
    return _answered(
        lambda view: offers.suggest(view, prefix, language, wanted, limit),
        lambda: plain.suggest(prefix, language, wanted, limit),
    )


def index_revision() -> int | None:
    """The revision that this process's replica is at: what was drawn from search is good while it stays. None: there is
    no sound replica, the entries are asked themselves."""
    view = replica.view()
    return view.revision if view else None


def _answered(engine: Callable[[replica.View], Answer], plainly: Callable[[], Answer]) -> Answer:
    view = replica.view()
    if view is None:
        return plainly()
    try:
        with replica.faults_named():
            return engine(view)
    except replica.Broken as error:
        replica.give_up(view, error)
        return plainly()
