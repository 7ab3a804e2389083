"""One analysis for what is indexed and what is asked: finished tokens, which any engine can look up as they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from twiza.kernel.text import fold, folded_words
from twiza.search.terms import arabic, concepts, darija, dictionary, latin
from twiza.search.terms.letters import read, script_of
from twiza.search.terms.measures import measures
from twiza.search.terms.small import ANY, language_of, small

RULES = 1  # goes up with every change of the rules: a replica made by others is made anew
LONGEST_TEXT, LONGEST_QUESTION, LONGEST_WORD, MOST_PARTS = 10_000, 200, 40, 16


@dataclass(frozen=True, slots=True)
class Words:
    """The tokens of some texts, each once, in the order in which they came.

    `exact`: folded words, Tifinagh in Latin letters, Arabic ones also without their article. `stems`: light Arabic
    ones, and of a Latin word the French and the English one. `keys`: skeletons of three consonants or more.
    `concepts`: codes of the dictionary, of phrases and of what stands in them. `measures`: numbers with units, in g,
    ml, cm, pc ("500g").
    """

    exact: tuple[str, ...] = ()
    stems: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    concepts: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One asked word, measure or recognised phrase; any of its tokens would do, the exact ones best.

    `span` is where it stands in `Asked.text`. `fuzzy`: near words may be looked for. `stop`: says nothing beside the
    others. `last`: it may not be typed to its end. A phrase has concepts and no tokens of its own; `words` are the
    parts of its single words, which together would do too. `guessed`: the concepts were recognised by consonants
    alone or past a wrong letter.
    """

    text: str
    span: tuple[int, int]
    exact: tuple[str, ...] = ()
    stems: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    concepts: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    fuzzy: bool = False
    stop: bool = False
    last: bool = False
    guessed: bool = False
    words: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """`text` is what was asked, cut; no parts: nothing to look for."""

    text: str
    parts: tuple[Part, ...] = ()

    @property
    def words(self) -> tuple[Part, ...]:
        """The parts with each phrase as its words: for what is still being typed."""
        return tuple(word for part in self.parts for word in (part.words or (part,)))

    def __bool__(self) -> bool:
        return bool(self.parts)


@dataclass(frozen=True, slots=True)
class Forms:
    exact: tuple[str, ...]
    stems: tuple[str, ...]
    keys: tuple[str, ...]


def version() -> str:
    """Another one when the rules or the files of the dictionary changed."""
    return f"{RULES}-{concepts.fingerprint()}"


@lru_cache(16_384)
def _forms(word: str) -> Forms:
    script = script_of(word)
    if script == "arabic":
        bare = arabic.without_article(word)
        exact = (word,) if bare == word else (word, bare)
        return Forms(exact, arabic.stems(word, dictionary.lexicon()), darija.keys(bare))
    if script == "latin":
        return Forms((word,), tuple(dict.fromkeys(latin.both(word))), darija.keys(word))
    return Forms((word,), (), ())


def _read(word: str) -> str:
    return read(word)[:LONGEST_WORD]


def indexed(texts: Iterable[str]) -> Words:
    """The tokens of a field. Each text is cut at 10,000 characters."""
    book = dictionary.load()
    exact: dict[str, None] = {}
    stems: dict[str, None] = {}
    keys: dict[str, None] = {}
    codes: dict[str, None] = {}
    found: dict[str, None] = {}
    for text in texts:
        text = text[:LONGEST_TEXT]
        words = [_read(word) for word in fold(text).split()]
        little = _small(words, text, None, book)
        for word, says_nothing in zip(words, little, strict=True):
            if word in exact:
                continue
            forms = _forms(word)
            for token in forms.exact:
                exact[token] = None
            if not says_nothing:
                for token in forms.stems:
                    stems[token] = None
                for token in forms.keys:
                    keys[token] = None
        for _, _, named in book.concepts_of(words, little, gap=True):
            for code in named:
                codes[code] = None
        for measure in measures(text):
            for token in measure.tokens:
                found[token] = None
    return Words(tuple(exact), tuple(stems), tuple(keys), tuple(codes), tuple(found))


def _small(words: Sequence[str], text: str, hint: str | None, book: dictionary.Dictionary) -> list[bool]:
    """Which words say nothing. What was written with an accent ("thé") is not the small word without it."""
    if ANY.isdisjoint(words):
        return [False] * len(words)
    named = [word in ANY and book.names(word) for word in words]
    if not any(named):
        return [word in ANY for word in words]
    language = language_of(word for word, one in zip(words, named, strict=True) if not one) or hint
    little = small(words, named, language)
    for place, (word, begin, end) in enumerate(folded_words(text)):
        if named[place] and read(word) != text[begin:end].casefold():
            little[place] = False
    return little


def asked(text: str, language: str | None = None) -> Asked:
    """What somebody looks for, in parts; without parts where there is nothing to look for. Never refuses: the text is
    cut at 200 characters and 16 parts, and signs of any query language are signs."""
    text = text[:LONGEST_QUESTION]
    book = dictionary.load()
    spots = [(_read(word), begin, end) for word, begin, end in folded_words(text)]
    words = [word for word, _, _ in spots]
    little = _small(words, text, language, book)
    if all(little):
        little = [False] * len(words)
    matches = book.concepts_of(words, little, deep=True)
    singles = {start: codes for start, end, codes in matches if end - start == 1}
    parts = [_part(text, spot, little[place], singles.get(place, ()), book) for place, spot in enumerate(spots)]
    parts = _with_phrases(text, _with_measures(text, parts), matches, spots)[:MOST_PARTS]
    if parts:
        parts[-1] = _last(parts[-1])
    return Asked(text, tuple(parts))


def _part(
    text: str, spot: tuple[str, int, int], stop: bool, codes: tuple[str, ...], book: dictionary.Dictionary
) -> Part:
    word, begin, end = spot
    forms = _forms(word)
    how = book.vocabulary.known(word, True).how if codes else ""
    sure = how in ("exact", "stem", "loose")
    return Part(
        text=text[begin:end],
        span=(begin, end),
        exact=forms.exact,
        stems=() if stop else forms.stems,
        keys=() if stop else forms.keys,
        concepts=codes,
        fuzzy=not stop and not sure and len(word) >= 4 and not word.isdecimal(),
        stop=stop,
        guessed=how in ("key", "near"),
    )


def _with_measures(text: str, parts: list[Part]) -> list[Part]:
    """A number and its unit are one part."""
    for measure in measures(text):
        span = (measure.start, measure.end)
        inside = [place for place, part in enumerate(parts) if part.span[0] < span[1] and part.span[1] > span[0]]
        if inside:
            whole = Part(text[slice(*span)], span, measures=measure.tokens)
            parts[inside[0] : inside[-1] + 1] = [whole]
    return parts


def _with_phrases(
    text: str, parts: list[Part], matches: Sequence[dictionary.Match], spots: Sequence[tuple[str, int, int]]
) -> list[Part]:
    """The longest phrases first; none within or across another, or across a measure."""
    places = {part.span: place for place, part in enumerate(parts)}
    taken: set[int] = set()
    for start, end, codes in matches:
        spans = [spot[1:] for spot in spots[start:end]]
        if end - start < 2 or any(span not in places for span in spans):
            continue
        inside = range(places[spans[0]], places[spans[-1]] + 1)
        if len(inside) != end - start or not taken.isdisjoint(inside):
            continue
        taken.update(inside)
        span = (spans[0][0], spans[-1][1])
        within = [parts[place] for place in inside]
        words = tuple(part for part in within if not part.stop) or tuple(within)
        guessed = any(part.guessed for part in words)
        parts[inside[0]] = Part(text[slice(*span)], span, concepts=codes, words=words, guessed=guessed)
        for place in inside[1:]:
            parts[place] = replace(parts[place], text="")
    return [part for part in parts if part.text]


def _last(part: Part) -> Part:
    words = (*part.words[:-1], replace(part.words[-1], last=True)) if part.words else ()
    return replace(part, last=True, words=words)
