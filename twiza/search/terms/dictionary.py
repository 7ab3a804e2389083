"""The domain dictionary: which concepts words stand for, alone and in phrases, in whatever language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from twiza.kernel.text import fold
from twiza.search.terms import arabic, concepts, latin
from twiza.search.terms.concepts import Accepted, Concept
from twiza.search.terms.letters import read, script_of
from twiza.search.terms.small import ANY, PARTING, SMALL
from twiza.search.terms.vocabulary import LONG_ENOUGH, Known, Vocabulary, edits

Match = tuple[int, int, tuple[str, ...]]
# Inside a phrase these say nothing of the thing: savon noir is not black.
_HIDDEN_INSIDE = frozenset({"colour", "unit"})
_SHIFT = 20
_LONGEST = 6
_BETWEEN = " 0q0 "


class Dictionary:
    """All concepts, ready to be looked up. Nothing in it changes once it is made."""

    def __init__(self, found: Mapping[str, Concept], lexicon: arabic.Lexicon | None = None) -> None:
        self.concepts = found
        names: dict[str, dict[str, None]] = defaultdict(dict)
        columns: dict[str, set[str]] = defaultdict(set)
        phrases: dict[tuple[str, str, tuple[str, ...]], None] = {}
        for language in concepts.LANGUAGES:
            for code, words in _told(language, found):
                for word in words:
                    columns[word].add(language)
                if len(words) > 1:
                    phrases[code, language, words] = None
                    continue
                for word in (words[0], arabic.without_article(words[0])):
                    names[word][code] = None
                    columns[word].add(language)
        self.lexicon = lexicon or arabic.lexicon_of(
            {word: codes for word, codes in names.items() if script_of(word) == "arabic"},
            (word for word in columns if script_of(word) == "arabic"),
        )
        elements = _Elements(list(found), names, columns, self.lexicon)
        self._edges: dict[int, int] = {}
        self._ends: dict[int, tuple[str, ...]] = {}
        for code, language, words in phrases:
            self._plant([elements.of(word, language) for word in words], code)
        self._first = frozenset(edge for edge in self._edges if edge < 1 << _SHIFT)
        self.vocabulary = Vocabulary(elements.words(), columns, self.lexicon)

    def _plant(self, phrase: Sequence[int], code: str) -> None:
        node = 0
        for element in phrase[:_LONGEST]:
            node = self._edges.setdefault((node << _SHIFT) | element, len(self._edges) + 1)
        if code not in (codes := self._ends.get(node, ())):
            self._ends[node] = (*codes, code)

    def names(self, word: str) -> bool:
        """Whether a folded word by itself names something."""
        known = self.vocabulary.words.get(word)
        return bool(known and known.codes)

    def concepts_of(
        self, words: Sequence[str], small: Sequence[bool] = (), *, deep: bool = False, gap: bool = False
    ) -> list[Match]:
        """Everything that the words name, as (start, end, codes), the longest first: phrases, what stands within them,
        single words. `small` are words that may join a phrase and name nothing alone. `deep`: see `Vocabulary.known`.
        `gap`: one other word may stand within a phrase ("huile vierge d'argan")."""
        little = small or [False] * len(words)
        exactly, known_of = self.vocabulary.words.get, self.vocabulary.known
        known = [exactly(word) if says_nothing else known_of(word, deep) for word, says_nothing in zip(words, little)]  # noqa: B905
        found: list[Match] = []
        covered = 0
        for place, one in enumerate(known):
            if one is None or not one.elements:
                continue
            if not self._first.isdisjoint(one.elements):
                for end, codes in self._from(place, words, known, little, gap).items():
                    found.append((place, end, codes))
                    covered = max(covered, end)
            if one.codes and not little[place]:
                codes = one.codes
                if place < covered:
                    codes = tuple(code for code in codes if self.concepts[code].kind not in _HIDDEN_INSIDE)
                if codes:
                    found.append((place, place + 1, codes))
        return sorted(found, key=_longest_first)

    def _from(
        self, start: int, words: Sequence[str], known: Sequence[Known | None], small: Sequence[bool], gap: bool
    ) -> dict[int, tuple[str, ...]]:
        """The phrases that begin at a word, by where they end."""
        edges, ends, last = self._edges, self._ends, len(words) - 1
        found: dict[int, tuple[str, ...]] = {}
        paths = [(0, start, gap)]
        while paths:
            node, place, may_skip = paths.pop()
            if (one := known[place]) is not None:
                for element in one.elements:
                    if (following := edges.get((node << _SHIFT) | element)) is not None:
                        if (codes := ends.get(following)) is not None:
                            found[place + 1] = tuple(dict.fromkeys((*found.get(place + 1, ()), *codes)))
                        if place < last:
                            paths.append((following, place + 1, may_skip))
            if start < place < last and place - start < 2 * _LONGEST and (word := words[place]) not in PARTING:
                if small[place] or word in ANY:
                    paths.append((node, place + 1, may_skip))
                elif may_skip:
                    paths.append((node, place + 1, False))
        return found

    def broader_than(self, codes: Iterable[str]) -> tuple[str, ...]:
        """One level up, without the codes themselves."""
        own = dict.fromkeys(codes)
        up = (above for code in own if (concept := self.concepts.get(code)) for above in concept.broader)
        return tuple(code for code in dict.fromkeys(up) if code not in own)


class _Elements:
    """Numbers for what phrases are made of: concepts first, then words that name none or several."""

    def __init__(
        self,
        codes: list[str],
        names: Mapping[str, Iterable[str]],
        columns: Mapping[str, set[str]],
        lexicon: arabic.Lexicon,
    ) -> None:
        self._places = {code: place for place, code in enumerate(codes)}
        self._known: dict[str, Known] = {}
        self._next = len(codes)
        for word, named in names.items():
            own = tuple(named)
            places = tuple(self._places[code] for code in own)
            self._known[word] = Known(places if len(own) == 1 else (self._number(), *places), own, "exact")
        self._lexicon = lexicon
        self._stems = _stems_of(self._known, columns, lexicon)

    def _number(self) -> int:
        self._next += 1
        return self._next

    def of(self, word: str, language: str) -> int:
        """The element of a word in a phrase."""
        if (known := self._known.get(word)) is None:
            known = self._like(word, language) or Known((self._number(),), (), "exact")
            self._known[word] = known
        return known.elements[0]

    def _like(self, word: str, language: str) -> Known | None:
        """Another form of a word that names one thing."""
        if script_of(word) == "arabic":
            bare = arabic.without_article(word)
            found = self._known.get(bare) or self._stems.get(("ar", arabic.stems(bare, self._lexicon)[-1]))
        elif language in ("fr", "en"):
            found = self._stems.get((language, latin.both(word)[language == "en"]))
        else:
            found = None
        return Known(found.elements, found.codes, "exact") if found and len(found.elements) == 1 else None

    def words(self) -> dict[str, Known]:
        """All words; one with an article (للشعر) also stands in phrases for what it is without."""
        for word, known in list(self._known.items()):
            if (bare := arabic.without_article(word)) != word and bare in self._known:
                elements = dict.fromkeys((*known.elements, *self._known[bare].elements))
                self._known[word] = Known(tuple(elements), known.codes, "exact")
        return self._known


def _stems_of(
    known: Mapping[str, Known], columns: Mapping[str, set[str]], lexicon: arabic.Lexicon
) -> dict[tuple[str, str], Known]:
    """Stems of words that name one thing, where no word of another thing has the same."""
    pairs = [(("ar", arabic.stems(word, lexicon)[-1]), word) for word in known if script_of(word) == "arabic"]
    for language, stem in (("fr", latin.french), ("en", latin.english)):
        own = [word for word in known if language in columns[word] and len(word) > 2 and word.isalpha()]
        pairs += [((language, stemmed), word) for word, stemmed in zip(own, stem(own), strict=True)]
    found: dict[tuple[str, str], Known] = {}
    several = set()
    for place, word in pairs:
        if found.setdefault(place, known[word]).codes != known[word].codes:
            several.add(place)
    return {place: one for place, one in found.items() if place not in several}


def _told(language: str, found: Mapping[str, Concept]) -> Iterable[tuple[str, tuple[str, ...]]]:
    """The words of every alternative in a language, without the small ones, by code."""
    pairs = [(code, one) for code, concept in found.items() for one in concept.words.get(language, ())]
    small = SMALL.get(language, SMALL["darija"]) | (SMALL["ar"] if language == "darija" else frozenset())
    # Folded at once: a call for each of 25,000 would take half of the time.
    folded = f" {fold(_BETWEEN.join(one for _, one in pairs))} ".split(_BETWEEN)
    for (code, _), text in zip(pairs, folded, strict=True):
        words = text.split() if language != "zgh" else [read(word) for word in text.split()]
        if telling := tuple(word for word in words if word not in small) or tuple(words):
            yield code, telling


def _longest_first(match: Match) -> tuple[int, int]:
    return match[0] - match[1], match[0]


@cache
def _from_files() -> Dictionary:
    return Dictionary(concepts.read_concepts())


_extended: tuple[frozenset[Accepted], Dictionary] | None = None


def load() -> Dictionary:
    """The dictionary of the files, with the accepted words that were handed to `extend`."""
    return _extended[1] if _extended else _from_files()


def extend(accepted: Iterable[Accepted]) -> None:
    """All words accepted so far, as (word, language, code): they take the place of those handed over before."""
    global _extended
    rows = frozenset(accepted)
    if rows == (_extended[0] if _extended else frozenset()):
        return
    files = _from_files()
    made = Dictionary(concepts.with_accepted(files.concepts, sorted(rows)), files.lexicon) if rows else None
    _extended = (rows, made) if made else None


def concepts_of(tokens: Sequence[str]) -> list[Match]:
    """What folded words name: (start, end, codes), the longest first."""
    return load().concepts_of(tokens)


def broader_than(codes: Iterable[str]) -> tuple[str, ...]:
    """One level up: for loosening what was asked."""
    return load().broader_than(codes)


def lexicon() -> arabic.Lexicon:
    """What the files know of Arabic words; accepted words do not change it."""
    return _from_files().lexicon


def nearest_words(text: str, language: str, most: int = 3, vocabulary: Iterable[str] = ()) -> list[str]:
    """Words that somebody may have meant: those of the dictionary, and of a `vocabulary` of folded words, that are at
    most two letters away from a word that is not known. Empty where all words are known."""
    own = load().vocabulary
    found: list[str] = []
    for word in (read(word)[:40] for word in fold(text[:200]).split()):
        if word in ANY or own.known(word, False).how:
            continue
        meant = own.near(word, 1) or own.near(word, 2)
        found += [*meant, *_near_in(word, vocabulary)]
    in_language = sorted(dict.fromkeys(found), key=lambda one: not _of_language(one, language))
    return in_language[:most]


def _near_in(word: str, vocabulary: Iterable[str]) -> list[str]:
    return [other for other in vocabulary if len(word) >= LONG_ENOUGH and edits(word, other, 2) <= 2]


def _of_language(word: str, language: str) -> bool:
    return (script_of(word) == "arabic") == (language == "ar")
