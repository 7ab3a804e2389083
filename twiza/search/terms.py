"""Words as they are looked up: folded, and in Arabic also without the article and what is written onto it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from twiza.kernel.text import fold

LONGEST = 40
# Longest first; what stays must have three letters, so that الله or للا keep their own.
_ATTACHED = ("وبال", "وال", "بال", "كال", "فال", "ولل", "لل", "ال", "و")
_SMALL = frozenset(fold("a au aux avec d de des du en et l la le les pour un une").split())
_SMALL |= frozenset(fold("an and for in of the to with").split())
_SMALL |= frozenset(fold("في من على إلى عن مع أو و ب ل").split())


@lru_cache(20_000)
def forms(word: str) -> tuple[str, ...]:
    """A folded word and, where it begins with the Arabic article, the word without it."""
    for attached in _ATTACHED:
        if word.startswith(attached) and len(word) - len(attached) >= 3:
            return word, word.removeprefix(attached)
    return (word,)


def tokens(texts: Iterable[str]) -> dict[str, None]:
    """Every form of every word of the texts, each once, in order."""
    words = (word[:LONGEST] for text in texts for word in fold(text).split())
    return {form: None for word in words for form in forms(word)}


def asked(text: str) -> list[tuple[str, ...]]:
    """The words a person asks for, each as the beginnings that would do; at most eight.

    Articles and prepositions are left out where something else is asked for: "huile de argan" must find
    "huile d'argane".
    """
    words = list(dict.fromkeys(fold(text[:200]).split()))
    telling = [word for word in words if word not in _SMALL and (len(word) > 1 or word.isdigit())]
    return [forms(word[:LONGEST]) for word in (telling or words)[:8]]
