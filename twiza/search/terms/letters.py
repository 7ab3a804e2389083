"""Scripts: which one a word is in, and Tifinagh in the Latin letters that Moroccans read."""

from __future__ import annotations

from typing import Literal

from anyascii import anyascii

Script = Literal["arabic", "latin", "number", "other"]
# Where the French-minded spelling of Morocco differs from the scholars' letters that anyascii gives.
_TIFINAGH = {chr(point): anyascii(chr(point)) for point in range(0x2D30, 0x2D68)}
_TIFINAGH |= {"ⵄ": "3", "ⵅ": "kh", "ⵛ": "ch", "ⵞ": "ch", "ⵯ": "", "ⴶ": "dj"}
_TO_LATIN = str.maketrans({letter: latin.casefold() for letter, latin in _TIFINAGH.items()})


def read(word: str) -> str:
    """A folded word in letters that can be compared: Tifinagh becomes Latin, the rest stays.

    >>> read("ⴰⵔⴳⴰⵏ"), read("ⵜⴰⵎⵎⵏⵜ"), read("argan")
    ('argan', 'tammnt', 'argan')
    """
    return word if word.isascii() else word.translate(_TO_LATIN)


def script_of(word: str) -> Script:
    """By its first letter; digits that stand for letters (3, 7, 9) do not hide a Latin word."""
    for letter in word:
        if letter.isascii():
            if letter.isalpha():
                return "latin"
        elif "\u0620" <= letter <= "\u06ff" or "\u0750" <= letter <= "\u077f":
            return "arabic"
        elif letter.isalpha():
            return "latin" if letter < "\u0250" else "other"
    return "number"
