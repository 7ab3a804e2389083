"""What is asked for, in the forms that a query looks up."""

from __future__ import annotations

from twiza.kernel.text import fold

# Longest first; what stays must have three letters, so that الله or للا keep their own.
_ATTACHED = ("وبال", "وال", "بال", "كال", "فال", "ولل", "لل", "ال", "و")
_SMALL = frozenset(fold("a au aux avec d de des du en et l la le les pour un une").split())
_SMALL |= frozenset(fold("an and for in of the to with").split())
_SMALL |= frozenset(fold("في من على إلى عن مع أو و ب ل").split())


def plain_forms(text: str, language: str) -> list[tuple[str, ...]]:
    """The words a person asks for, each as the beginnings that would do; at most eight."""
    words = list(dict.fromkeys(fold(text[:200]).split()))
    telling = [word for word in words if word not in _SMALL and (len(word) > 1 or word.isdigit())]
    return [_forms(word[:40]) for word in (telling or words)[:8]]


def _forms(word: str) -> tuple[str, ...]:
    for attached in _ATTACHED:
        if word.startswith(attached) and len(word) - len(attached) >= 3:
            return word, word.removeprefix(attached)
    return (word,)
