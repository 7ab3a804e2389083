"""The concepts of the dictionary, as a person who teaches it a word sees them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from twiza.kernel.text import fold
from twiza.search.terms import dictionary
from twiza.search.terms.letters import read

MOST = 8


@dataclass(frozen=True, slots=True)
class ConceptCard:
    """A concept by the word that is shown first in each language."""

    code: str
    kind: str
    names: Mapping[str, str]


def concept_cards(codes: Iterable[str]) -> dict[str, ConceptCard]:
    """By code; a code that the dictionary does not have is left out."""
    known = dictionary.load().concepts
    found = (known[code] for code in dict.fromkeys(codes) if code in known)
    return {
        one.code: ConceptCard(one.code, one.kind, {lang: words[0] for lang, words in one.words.items()})
        for one in found
    }


def concepts_named(text: str) -> list[ConceptCard]:
    """The concept of this code; else all that the words name, the longest phrase first, at most eight."""
    if found := concept_cards([text.strip()]):
        return list(found.values())
    words = [read(word) for word in fold(text[:200]).split()]
    matches = dictionary.concepts_of(words)
    whole = [code for start, end, codes in matches if end - start == len(words) for code in codes]
    return list(concept_cards(whole or (code for _start, _end, codes in matches for code in codes)).values())[:MOST]


def concepts_near(text: str, language: str) -> list[ConceptCard]:
    """What somebody may have meant by words that the dictionary does not know: a letter or two away, at most three."""
    words = dictionary.nearest_words(text, language)
    return list(concept_cards(one.code for word in words for one in concepts_named(word)).values())[:3]
