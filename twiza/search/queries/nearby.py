"""Words of the index near to a misspelt one: by whole edits (a letter more, less, other, or two swapped)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from twiza.search.queries.replica import REMEMBERED, View

MOST = 6
_LATIN, _ARABIC = "abcdefghijklmnopqrstuvwxyz", "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
_IS_ARABIC = re.compile("[\u0600-\u06ff]")


def edits_allowed(word: str) -> int:
    """None in a word of three letters, one up to seven, two beyond."""
    return 0 if len(word) < 4 or word.isdigit() else 1 if len(word) < 8 else 2


def nearby(view: View, word: str) -> list[tuple[str, int, int]]:
    """(word of the index, edits, in how many things), the nearest and most frequent first; at most six."""
    most = edits_allowed(word)
    if not most:
        return []
    known = view.memory.get(("near", word))
    if known is None:
        found = {}
        for candidate, things in _candidates(view, word, most):
            if candidate != word and (far := distance(word, candidate, most)) <= most:
                found[candidate] = (far, things)
        ranked = sorted(found.items(), key=lambda item: (item[1][0], -item[1][1], item[0]))
        known = [(candidate, far, things) for candidate, (far, things) in ranked[:MOST]]
        if len(view.memory) < REMEMBERED:
            view.memory["near", word] = known
    return known


def _candidates(view: View, word: str, most: int) -> Iterable[tuple[str, int]]:
    for beginning in {word[:2], word[1] + word[0], word[0] + word[2]}:
        for candidate, things in view.searcher.terms_with_prefix("vocabulary", beginning):
            if abs(len(candidate) - len(word)) <= most:
                yield candidate, things
    # The first letter may be the wrong one, or one too many or too few.
    letters = _ARABIC if _IS_ARABIC.search(word) else _LATIN
    for candidate in (word[1:], *(letter + word[1:] for letter in letters), *(letter + word for letter in letters)):
        if things := view.searcher.doc_freq("vocabulary", candidate):
            yield candidate, things


def distance(one: str, other: str, most: int) -> int:
    """Edits from one to the other, `most + 1` where there are more (Damerau, restricted: no letter is edited twice)."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, last, row = row, before, [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and b == one[i - 2]:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]
