"""Light stemming of folded Arabic words. Broken plurals are the dictionary's business: no rule finds them.

Snowball's Arabic stems were tried and refused: the same word gets two stems with and without its article.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

# Longest first.
_ARTICLES = ("وبال", "وكال", "وال", "بال", "كال", "فال", "ولل", "فلل", "لل", "ال")
_BEGIN = frozenset("وكبفلا")
_ENDINGS = ("ات", "ون", "ين", "ان", "ها", "ه", "ي")
_LAST = frozenset("تناهي")
_ATTACHED = "وفبكل"
_LEAST = 3


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What the files of the dictionary know of Arabic: words that begin with an attached letter of their own, and words
    that would lose themselves in another's stem (زيتون, olives, in زيت, oil). Words accepted later do not change it, so
    that stems stay what they were in the index."""

    known: frozenset[str] = frozenset()
    whole: frozenset[str] = frozenset()


def without_article(word: str) -> str:
    """The word without ال and what is written onto it; three letters stay, two after ال alone.

    >>> without_article("والزعفران"), without_article("للبشره"), without_article("البن"), without_article("الله")
    ('زعفران', 'بشره', 'بن', 'الله')
    """
    if word[:1] not in _BEGIN or "ل" not in word[1:4]:
        return word
    for article in _ARTICLES:
        if word.startswith(article):
            rest = word[len(article) :]
            if len(rest) >= _LEAST or (article == "ال" and len(rest) == 2 and rest != "له"):
                return rest
    return word


def without_attached(word: str, lexicon: Lexicon) -> str:
    """The word without و ف ب ك ل where the dictionary knows what is left and does not know the whole; و also where
    four letters are left."""
    if len(word) < 4 or word[0] not in _ATTACHED or word in lexicon.known:
        return word
    rest = word[1:]
    return rest if rest in lexicon.known or (word[0] == "و" and len(rest) >= 4) else word


def stem(word: str, whole: frozenset[str] = frozenset()) -> str:
    """The word without its endings, two at most; three letters stay.

    >>> stem("تعاونيه") == stem("تعاونيات"), stem("زيتونه", frozenset({"زيتون"}))
    (True, 'زيتون')
    """
    for _ in range(2):
        if word in whole or word[-1:] not in _LAST:
            break
        for ending in _ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) >= _LEAST:
                word = word[: -len(ending)]
                break
        else:
            break
    return word


def stems(word: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The stems a word may have: one, or two where a letter written onto it may also be its own."""
    bare = without_article(word)
    first = stem(bare, lexicon.whole)
    if bare != word:
        return (first,)
    rest = without_attached(word, lexicon)
    if rest == word:
        return (first,)
    second = stem(without_article(rest), lexicon.whole)
    return (second,) if rest in lexicon.known else (first, second)


def lexicon_of(names: Mapping[str, Iterable[str]], others: Iterable[str]) -> Lexicon:
    """From words that name concepts (with their codes) and words that only stand in phrases."""
    groups: dict[str, dict[str, str]] = defaultdict(dict)
    for word, codes in names.items():
        group = groups[stem(word)]
        for code in codes:
            if code not in group or len(word) < len(group[code]):
                group[code] = word
    whole = {
        word
        for found, group in groups.items()
        if len(set(group.values())) > 1
        for word in group.values()
        if word != found
    }
    bare = {without_article(word) for word in (*names, *others)}
    return Lexicon(frozenset(word for word in bare if len(word) >= _LEAST), frozenset(whole))
