"""The words of the dictionary, and what a word that is written otherwise may be of them.

An *element* is what phrases are made of, a number: a concept where the word names one alone, else the word itself. So
"huile d'argan", "زيت أركان" and "zit argan" are one phrase of two elements, in whatever mixture of languages.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from twiza.search.terms import arabic, darija, latin
from twiza.search.terms.letters import script_of

# Fewer consonants than this say too little where several words share them.
LEAST, SURE_KEY = 3, 4
_FAR = "-" * 9
MOST_CODES = 4
LONG_ENOUGH = 5


@dataclass(frozen=True, slots=True)
class Known:
    """What a word stands for: elements of phrases, concepts it names by itself, and how it was recognised (exact, stem,
    loose, key, near; "" where it was not)."""

    elements: tuple[int, ...] = ()
    codes: tuple[str, ...] = ()
    how: str = ""

    def __or__(self, other: Known) -> Known:
        return Known(_joined(self.elements, other.elements), _joined(self.codes, other.codes), self.how or other.how)


def _joined(one: tuple, other: tuple) -> tuple:
    return one if one == other else tuple(dict.fromkeys((*one, *other)))


UNKNOWN = Known()


class Vocabulary:
    """`words`: what each stands for exactly. `columns`: in which columns of the dictionary it stands."""

    def __init__(self, words: dict[str, Known], columns: dict[str, set[str]], lexicon: arabic.Lexicon) -> None:
        self.words, self._columns, self.lexicon = words, columns, lexicon
        self._known: dict[tuple[str, bool], Known] = {}

    def known(self, word: str, deep: bool) -> Known:
        """`deep`, for questions, also takes the skeleton of consonants and one wrong letter."""
        exact = self.words.get(word)
        if exact is not None and (exact.codes or not self._columns[word] & {"darija", "zgh"}):
            return exact
        place = (word, deep)
        if (found := self._known.get(place)) is None:
            # A spoken word that only stands in phrases may still be a spelling of one that names something.
            found = self._otherwise(word, deep) if exact is None else exact | self._spoken_otherwise(word, deep)
            if len(self._known) > 16_000:
                self._known.clear()
            self._known[place] = found
        return found

    def _otherwise(self, word: str, deep: bool) -> Known:
        script = script_of(word)
        if script == "arabic":
            found = self._arabic(word)
        elif script == "latin":
            found = self._latin(word) or self._loosely(word, 3 if deep else 4)
        else:
            return UNKNOWN
        if deep and len(word) >= LEAST and (found is None or (found.how == "loose" and not found.codes)):
            guess = self._guessed(word, script)
            found = Known(_joined(found.elements, guess.elements), guess.codes, guess.how) if found else guess
        return found or UNKNOWN

    def _guessed(self, word: str, script: str) -> Known:
        """By its consonants, past one wrong letter (long words first of all), and last by its consonants without
        what may be an article."""
        if len(word) > LONG_ENOUGH and word.isalpha() and (guess := self._one_letter_off(word)) and guess.codes:
            return guess
        guess = self._by_consonants(word, script) or self._one_letter_off(word)
        bare = (self._by_consonants(form, script) for form in darija.bare_forms(word))
        return guess or next(filter(None, bare), UNKNOWN)

    def _spoken_otherwise(self, word: str, deep: bool) -> Known:
        if script_of(word) != "latin":
            return UNKNOWN
        return self._loosely(word, 4) or (deep and self._guessed(word, "latin")) or UNKNOWN

    def _arabic(self, word: str) -> Known | None:
        bare = arabic.without_article(word)
        rest = arabic.without_attached(bare, self.lexicon) if bare == word else bare
        for form in (bare, rest, arabic.without_article(rest)):
            if (found := self.words.get(form)) is not None:
                return found
        stems = arabic.stems(word, self.lexicon)
        return next((found for stem in stems if (found := self._stems["arabic"].get(stem))), None)

    def _latin(self, word: str) -> Known | None:
        if len(word) < 3 or not word.isalpha():
            return None
        french, english = latin.both(word)
        one, other = self._stems["fr"].get(french), self._stems["en"].get(english)
        return (one | other) if one and other else one or other

    def _loosely(self, word: str, least: int) -> Known | None:
        for form in (word, *darija.bare_forms(word)):
            if form != word and (found := self.words.get(form)) is not None:
                return Known(found.elements, found.codes, "loose")
            spelled = darija.loose(form)
            if len(spelled) >= least and (found := self._loose.get(spelled)):
                return found
        return None

    def _by_consonants(self, word: str, script: str) -> Known | None:
        skeleton = darija.key(word)
        if len(skeleton) < LEAST or not (candidates := self._keys.get(skeleton, {})):
            return None
        short = len(skeleton) < SURE_KEY
        if script == "latin":
            candidates = _nearest(darija.loose(word), candidates, 1 if short else 2)
        found = _one(candidates.values(), 2 if short else MOST_CODES)
        return Known(found.elements, found.codes, "key") if found else None

    def _one_letter_off(self, word: str) -> Known | None:
        found = [self.words[other] for other in self.near(word, 1)]
        one = _one(found, 2)
        return Known(one.elements, one.codes, "near") if one else None

    def near(self, word: str, most: int) -> list[str]:
        """Words of the dictionary that begin alike and are at most so many letters away, the nearest first."""
        if len(word) < LONG_ENOUGH:
            return []
        mask, found = _mask(word), []
        for length in range(len(word) - most, len(word) + most + 1):
            for other_mask, other in self._shapes.get((word[0], length), ()):
                if (mask ^ other_mask).bit_count() <= 2 * most and (away := edits(word, other, most)) <= most:
                    found.append((away, other))
        return [other for _, other in sorted(found)]

    @cached_property
    def _stems(self) -> dict[str, dict[str, Known]]:
        found: dict[str, dict[str, Known]] = {"arabic": {}, "fr": {}, "en": {}}
        for word in self.words:
            if script_of(word) == "arabic":
                _add(found["arabic"], arabic.stems(word, self.lexicon)[-1], self.words[word], "stem")
        for language, stem in (("fr", latin.french), ("en", latin.english)):
            own = [word for word in self.words if language in self._columns[word] and len(word) > 2 and word.isalpha()]
            for word, stemmed in zip(own, stem(own), strict=True):
                _add(found[language], stemmed, self.words[word], "stem")
        return found

    @cached_property
    def _loose(self) -> dict[str, Known]:
        found: dict[str, Known] = {}
        for word in self._spoken():
            if len(spelled := darija.loose(word)) >= LEAST:
                _add(found, spelled, self.words[word], "loose")
        return {spelled: known for spelled, known in found.items() if len(known.codes) <= MOST_CODES}

    @cached_property
    def _keys(self) -> dict[str, dict[str, Known]]:
        """By skeleton, then by loose spelling ("" in Arabic letters, which have no short vowels to compare; a sign that
        no Latin word is near where their skeleton is too short to be met by one)."""
        found: dict[str, dict[str, Known]] = defaultdict(dict)
        spoken = [(word, darija.loose(word)) for word in self._spoken() if self.words[word].codes]
        written = [(word, None) for word, known in self.words.items() if known.codes and script_of(word) == "arabic"]
        for word, spelled in (*spoken, *written):
            skeleton = darija.key(word)
            if len(skeleton) >= LEAST:
                near = spelled or ("" if len(skeleton) >= SURE_KEY else _FAR)
                _add(found[skeleton], near, self.words[word], "key")
        return found

    def _spoken(self) -> list[str]:
        """Words of Darija and Tamazight in Latin letters."""
        return [word for word, columns in self._columns.items() if columns & {"darija", "zgh"} and word.isascii()]

    @cached_property
    def _shapes(self) -> dict[tuple[str, int], list[tuple[int, str]]]:
        found: dict[tuple[str, int], list[tuple[int, str]]] = defaultdict(list)
        for word in self.words:
            if len(word) >= LONG_ENOUGH - 1:
                found[word[0], len(word)].append((_mask(word), word))
        return found

    def warm(self) -> None:
        """Make what is otherwise made when it is first needed."""
        _ = self._stems, self._loose, self._keys, self._shapes


def _nearest(own: str, candidates: dict[str, Known], most: int) -> dict[str, Known]:
    """Of those with the same skeleton, the ones whose vowels differ least; Arabic letters have none to compare."""
    away = {spelled: edits(own, spelled, most) if spelled else most for spelled in candidates}
    least = min(away.values())
    return {spelled: candidates[spelled] for spelled in candidates if away[spelled] == least <= most}


def _add(found: dict[str, Known], form: str, known: Known, how: str) -> None:
    found[form] = found[form] | known if form in found else Known(known.elements, known.codes, how)


def _one(found: Iterable[Known], most: int) -> Known | None:
    """All of them together, where they name few concepts; None where they name none or many."""
    together = UNKNOWN
    for known in found:
        together |= known
    return together if together.elements and len(together.codes) <= most else None


def _mask(word: str) -> int:
    mask = 0
    for letter in word:
        mask |= 1 << (ord(letter) & 63)
    return mask


def edits(one: str, other: str, most: int) -> int:
    """How many letters to add, drop, change or swap (optimal string alignment); `most + 1` where it is more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, last, row = row, before, [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)
