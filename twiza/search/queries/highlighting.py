"""Which pieces of a text answer what was asked, in whatever script they are."""

from __future__ import annotations

import re

from twiza.kernel.text import fold
from twiza.search.terms.analysis import Asked, indexed
from twiza.search.terms.dictionary import concepts_of

_WORD = re.compile(r"\w+", re.UNICODE)
_LEVELS = ("exact", "stems", "concepts", "keys")


def highlight(text: str, language: str, asked: Asked) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether it is met; joined they are the text. `language` is the text's own."""
    wanted = {level: {t for part in asked.parts if not part.stop for t in getattr(part, level)} for level in _LEVELS}
    if not any(wanted.values()):
        return [(text, False)] if text else []
    matches = list(_WORD.finditer(text))
    met = [_is_met(match[0], wanted) for match in matches]
    # Phrases of several words mean something that none of them means alone.
    for start, end, codes in concepts_of([fold(match[0]).replace(" ", "") for match in matches]):
        if wanted["concepts"].intersection(codes):
            met[start:end] = [True] * (end - start)
    pieces: list[tuple[str, bool]] = []
    at = 0
    for match, yes in zip(matches, met, strict=True):
        pieces += [(text[at : match.start()], False), (match[0], yes)]
        at = match.end()
    return _joined([*pieces, (text[at:], False)])


def _is_met(word: str, wanted: dict[str, set[str]]) -> bool:
    words = indexed((word,))
    return any(wanted[level].intersection(getattr(words, level)) for level in _LEVELS)


def _joined(pieces: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """Neighbours of one sort become one; a space or apostrophe between two that are met is met too."""
    joined: list[tuple[str, bool]] = []
    for place, (piece, met) in enumerate(pieces):
        if not piece:
            continue
        between = not met and len(piece) < 3 and not _WORD.search(piece) and 0 < place < len(pieces) - 1
        met = met or (between and pieces[place - 1][1] and pieces[place + 1][1])
        if joined and joined[-1][1] == met:
            joined[-1] = (joined[-1][0] + piece, met)
        else:
            joined.append((piece, met))
    return joined
