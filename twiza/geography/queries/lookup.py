"""Look-up of a commune by what people type, in either script."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass

from twiza.geography.models import Arrondissement
from twiza.geography.queries.cards import all_communes
from twiza.geography.queries.memory import remembered
from twiza.geography.queries.spelling import bigrams, edits, loose, plain
from twiza.geography.terms import CommuneCard

EXACT, LOOSELY, PREFIX, WORD, WITHIN, FUZZY = range(6)
LONGEST = 80  # of what is typed: no name is longer, and the work must stay small
CANDIDATES = 60


@dataclass(frozen=True, slots=True)
class Spelling:
    """One name of a commune; `around` are the words of its province and region, which may follow the name."""

    code: str
    plain: str
    loose: str
    words: tuple[str, ...]
    around: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """`words` is sorted; the spellings that have the word `words[i]` are `of_word[i]`."""

    spellings: tuple[Spelling, ...]
    words: list[str]
    of_word: list[list[int]]
    by_bigram: dict[str, list[int]]

    def beginning(self, start: str) -> set[int]:
        """The spellings that have a word beginning with `start`."""
        first, found = bisect_left(self.words, start), set[int]()
        while first < len(self.words) and self.words[first].startswith(start):
            found.update(self.of_word[first])
            first += 1
        return found


@remembered
def _index() -> Index | None:
    found: list[Spelling] = []
    for c in all_communes().values():
        around = {
            word
            for name in (*c.province_names.values(), *c.region_names.values())
            for word in (*plain(name).split(), *loose(name).split())
        }
        for name in dict.fromkeys(c.names.values()):
            found.append(_spelling(c.code, name, around))
    for a in Arrondissement.objects.all():
        # People of Casablanca write their arrondissement: it stands for the city.
        for name in dict.fromkeys(a.names.values()):
            found.append(_spelling(a.commune_id, name, set()))
    by_bigram: dict[str, list[int]] = {}
    by_word: dict[str, list[int]] = {}
    for number, spelling in enumerate(found):
        for pair in bigrams(spelling.loose):
            by_bigram.setdefault(pair, []).append(number)
        for word in spelling.words:
            by_word.setdefault(word, []).append(number)
    words = sorted(by_word)
    return Index(tuple(found), words, [by_word[w] for w in words], by_bigram) if found else None


def _spelling(code: str, name: str, around: set[str]) -> Spelling:
    words = {*plain(name).split(), *loose(name).split()}
    return Spelling(code, plain(name), loose(name), tuple(words), tuple(around))


def find_communes(text: str, *, limit: int = 10, region: str | None = None) -> list[CommuneCard]:
    """Communes that `text` may mean, at most `limit`, in one region (its code) or all of them.

    Takes an official code, a slug, a name or its beginning, any of its words, the name with its province; Arabic,
    Latin or Tifinagh. Accents, doubled letters, articles and the usual variants make no difference, and one wrong
    letter (two in a long name) is forgiven. Order: whole name, beginning, word, with its province, misspelt; then
    the larger population first. An empty text finds nothing.
    """
    index, cards, text = _index(), all_communes(), text.strip()[:LONGEST]
    if index is None or not plain(text):
        return []
    if text in cards:
        found = {text: EXACT}
    elif by_slug := next((c.code for c in cards.values() if c.slug == text), None):
        found = {by_slug: EXACT} | _as_written(index, text)
    else:
        found = _as_written(index, text)
    if region:
        found = {code: rank for code, rank in found.items() if cards[code].region_code == region}
    if len(found) < limit and not {EXACT, LOOSELY} & set(found.values()):
        for code, rank in _misspelt(index, text).items():
            if region in (None, cards[code].region_code):
                found.setdefault(code, rank)
    best = sorted(found, key=lambda code: (found[code], -cards[code].population_2024, code))
    return [cards[code] for code in best[:limit]]


def _as_written(index: Index, text: str) -> dict[str, int]:
    """Rank by code of what fits letter by letter."""
    whole, relaxed = plain(text), loose(text)
    if len(relaxed) < 2:  # what is left of "qqqq" would begin a hundred names
        relaxed = whole
    typed, typed_loose = whole.split(), relaxed.split()
    found: dict[str, int] = {}
    # A name that begins as typed has a word that begins as the first word typed: the others need no look.
    likely = set[int]().union(*(index.beginning(words[0]) for words in (typed, typed_loose) if words))
    for s in (index.spellings[number] for number in likely):
        if s.plain == whole:
            rank = EXACT
        elif s.loose == relaxed:
            rank = LOOSELY
        elif s.plain.startswith(whole) or s.loose.startswith(relaxed):
            rank = PREFIX
        elif _begin(typed, s.words) or _begin(typed_loose, s.words):
            rank = WORD
        elif len(typed) > 1 and (_named_within(typed, s) or _named_within(typed_loose, s)):
            rank = WITHIN
        else:
            continue
        if rank < found.get(s.code, FUZZY):
            found[s.code] = rank
    if found and min(found.values()) <= LOOSELY:
        return {code: rank for code, rank in found.items() if rank < WITHIN}
    return found


def _begin(typed: list[str], words: tuple[str, ...]) -> bool:
    """Each word typed begins one of `words`."""
    return bool(typed) and all(any(word.startswith(t) for word in words) for t in typed)


def _named_within(typed: list[str], s: Spelling) -> bool:
    """The first word is of the commune, each other of the commune, its province or its region."""
    return bool(typed) and _begin(typed[:1], s.words) and _begin(typed[1:], s.words + s.around)


def _misspelt(index: Index, text: str) -> dict[str, int]:
    """Rank by code of names one edit away (two from nine letters on); nothing for less than four letters."""
    relaxed = loose(text).replace(" ", "")
    if len(relaxed) < 4:
        return {}
    most = 1 if len(relaxed) < 9 else 2
    shared = Counter(number for pair in bigrams(relaxed) for number in index.by_bigram.get(pair, ()))
    found: dict[str, int] = {}
    # One edit changes three pairs at most, and a name longer than what is typed lacks its last one.
    fewest = max(2, len(bigrams(relaxed)) - 3 * most - 1)
    for number, pairs in shared.most_common(CANDIDATES):
        if pairs < fewest:
            break
        s = index.spellings[number]
        joined = s.loose.replace(" ", "")
        away = min(edits(relaxed, form, most) for form in {joined, joined[: len(relaxed)], *s.loose.split()[:3]})
        if away <= most:
            found[s.code] = min(FUZZY + away, found.get(s.code, FUZZY + most))
    return found
