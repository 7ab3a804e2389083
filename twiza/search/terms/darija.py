"""Darija and Tamazight in Latin letters: one spelling for what everybody writes in her own way.

Two measures of likeness. `loose` keeps the vowels that are told apart (zit, sabun). `key` is the skeleton of
consonants, the same for Arabic letters: ق ك گ q 9 c are k; ط ت th are t; ح ه 7 are h; خ kh 5 are x; غ gh 8 are G;
ع 3 ء 2 are nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache

from twiza.search.terms.letters import script_of

LEAST = 3
_PIECES = re.compile(r"kh|gh|rh|[cs]h|th|dh|dj|ou|oo|ee|ph|gu(?=[aeiouy])|qu|.")
_SOFT_C = re.compile(r"c(?=[eiy])")
_LOOSE = {
    "kh": "x",
    "5": "x",
    "gh": "G",
    "rh": "G",
    "8": "G",
    "ch": "C",
    "sh": "C",
    "th": "t",
    "6": "t",
    "dh": "d",
    "dj": "j",
    "ou": "u",
    "oo": "u",
    "o": "u",
    "w": "u",
    "ee": "i",
    "y": "i",
    "ph": "f",
    "gu": "k",
    "g": "k",
    "9": "k",
    "qu": "k",
    "q": "k",
    "c": "k",
    "3": "a",
    "2": "",
    "7": "h",
    "v": "f",
    "p": "b",
}
# A dot is a vowel: it parts two consonants that are not one doubled (حرير is not حر), and then goes.
_KEY = {
    **_LOOSE,
    **dict.fromkeys(("ou", "oo", "ee", "o", "a", "e", "i", "u", "w", "y"), "."),
    "3": "",
    "2": "",
    "4": "",
    "g": "k",
    "gu": "k",
}
_GLIDES = {"w": "w", "ou": "w", "y": "y", "i": "y"}
_ARABIC = str.maketrans(
    dict(zip("بتثجحخدذرزسشصضطظغفقكلمنهوي", "bttjhxddrzsCsdtdGfkklmnh..", strict=True)) | {"ا": ".", "ع": None}
)
_NUMBERED = re.compile(r"\d\d|^\d[a-z]{1,2}$")  # 250ml and 5l are no words
_SAME = re.compile(r"(.)\1+")
_DOUBLES = re.compile(r"([^.])\1+")
_ARTICLE = re.compile(r"^[ea]?l(?=[^aeiouyl])")
_BEGINNINGS = ("", "l", "el", "al", "la", "le", "w", "ل", "لا", "ال")


@lru_cache(8_192)
def loose(word: str) -> str:
    """A folded Latin word in one spelling; the short e goes where three letters stay.

    >>> loose("zzit"), loose("ssabon"), loose("saboun"), loose("arguan")
    ('zit', 'sabun', 'sabun', 'arkan')
    """
    spelled = _SAME.sub(r"\1", "".join(_LOOSE.get(piece, piece) for piece in _pieces(word)))
    short = _SAME.sub(r"\1", spelled[:1] + spelled[1:].replace("e", ""))
    return short if len(short) >= LEAST else spelled


def _pieces(word: str) -> list[str]:
    return [piece for piece in _PIECES.findall(_SOFT_C.sub("s", word)) if piece.isalnum()]


@lru_cache(8_192)
def key(word: str) -> str:
    """The consonants of a folded word in either script; "" for what is neither.

    >>> key("زعفران") == key("za3fran") == key("zaafrane"), key("ورد") == key("ouarda"), key("حرير") == key("7rir")
    (True, True, True)
    """
    script = script_of(word)
    if script == "arabic":
        first = {"و": "w", "ي": "y"}.get(word[0], "")
        body = word[len(first) :]
        spelled = "".join(filter(str.isascii, (body[:-1] if body.endswith("ه") else body).translate(_ARABIC)))
    elif script == "latin":
        pieces = _pieces(word)
        glide = _GLIDES.get(pieces[0], "") if pieces else ""
        first = glide if glide and (pieces[0] in "wy" or (pieces[1:] and pieces[1] in "aeiou")) else ""
        spelled = "".join(_KEY.get(piece, piece) for piece in pieces[len(first) :])
        spelled = spelled[:-1] if spelled.endswith(".h") else spelled
    else:
        return ""
    return first + _DOUBLES.sub(r"\1", spelled).replace(".", "")


def keys(word: str) -> tuple[str, ...]:
    """The keys a word is found by, of three consonants at least: its own, and in Latin letters without the article that
    is written onto a consonant (lward, elward)."""
    if _NUMBERED.search(word):
        return ()
    found = [key(word)]
    if script_of(word) == "latin" and (bare := _ARTICLE.sub("", word)) != word:
        found.append(key(bare))
    return tuple(dict.fromkeys(one for one in found if len(one) >= LEAST))


def bare_forms(word: str) -> tuple[str, ...]:
    """What a word may be without an article written onto it, in either script, or without the w- of an Amazigh
    genitive: guesses, to be kept only where they are words that are known."""
    return tuple(dict.fromkeys(rest for begin in _BEGINNINGS if len(rest := word.removeprefix(begin)) >= LEAST))[1:]
