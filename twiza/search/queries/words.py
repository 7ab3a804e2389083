"""Words as the plain query looks them up: folded, Tifinagh in Latin letters, Arabic also by their stems."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from twiza.kernel.text import fold
from twiza.search.terms.analysis import Part, asked
from twiza.search.terms.arabic import stems
from twiza.search.terms.dictionary import lexicon
from twiza.search.terms.letters import read, script_of


def spaced(texts: Iterable[str]) -> str:
    """Every word of the texts once, each between spaces, so that " tok" is a beginning and " tok " a whole word."""
    words = {form: None for text in texts for form in _forms(text)}
    return f" {' '.join(words)} " if words else ""


@lru_cache(4_000)
def _forms(text: str) -> tuple[str, ...]:
    words = (read(word) for word in fold(text[:10_000]).split())
    return tuple(dict.fromkeys(form for word in words for form in _both(word)))


def _both(word: str) -> tuple[str, ...]:
    return (word, *stems(word, lexicon())) if script_of(word) == "arabic" else (word,)


def plain_forms(text: str, language: str) -> list[tuple[str, ...]]:
    """The words a person asks for, each as the beginnings that would do; at most eight."""
    words = asked(text, language).words
    telling = [word for word in words if not word.stop] or list(words)
    return [_looked_up(word) for word in telling if fold(word.text)][:8]


def _looked_up(word: Part) -> tuple[str, ...]:
    forms = tuple(dict.fromkeys(form for token in word.exact for form in _both(token)))
    return forms or tuple(fold(word.text).split())
