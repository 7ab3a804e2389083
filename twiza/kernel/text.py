"""Text in four languages and three scripts: folding for look-up, slugs, choice of language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from anyascii import anyascii

LANGUAGES = ("ar", "fr", "en", "zgh")
FALLBACK = {
    "ar": ("ar", "fr", "en", "zgh"),
    "fr": ("fr", "en", "ar", "zgh"),
    "en": ("en", "fr", "ar", "zgh"),
    "zgh": ("zgh", "ar", "fr", "en"),
}
_ARABIC = str.maketrans(
    {
        **dict.fromkeys("أإآٱٲٳ", "ا"),
        **dict.fromkeys("ىیېئ", "ي"),
        "ؤ": "و",
        "ة": "ه",
        "ء": None,
        "ـ": None,
        **dict.fromkeys("كکڪ", "ك"),
        **dict.fromkeys("ڭگݣ", "ك"),
        "ڤ": "ف",
        "پ": "ب",
        "چ": "ج",
    }
)
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫٬", "01234567890123456789.,")
# What NFKD leaves: ligatures, the letters of Latin Amazigh, and signs that stand for an apostrophe or for ʿayn.
_LATIN = str.maketrans(
    {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "ı": "i", "đ": "d", "ð": "d", "ɣ": "gh", "ɛ": "3", "ə": "e", "_": " "}
    | {"ʼ": " ", "ʻ": " ", "ˈ": " ", "ʾ": None, "ʿ": None}
)
_NOT_WORD = re.compile(r"[^\w]+", re.UNICODE)
_KEPT = 20_000


def western_digits(text: str) -> str:
    """Arabic-Indic and Persian digits and separators as the Western ones that Morocco writes."""
    return text.translate(_DIGITS)


def _folded_once(text: str) -> str:
    text = unicodedata.normalize("NFKD", text.translate(_DIGITS).translate(_ARABIC))
    # Marks, and what is not seen (zero width, direction, soft hyphen), belong to the word they stand in.
    text = "".join(c for c in text if (kind := unicodedata.category(c)) != "Cf" and kind[0] != "M")
    text = text.translate(_ARABIC).casefold().translate(_LATIN)
    return "".join(c if c.isalnum() else " " for c in (str(unicodedata.decimal(c, c)) for c in text))


class _Folded(dict[int, str]):
    """By character, what `fold` makes of it; "" where it goes without parting a word, " " where it parts."""

    def __missing__(self, point: int) -> str:
        before, found = "", chr(point)
        while found != before:
            before, found = found, _folded_once(found)
        if len(self) < _KEPT:
            self[point] = found
        return found


_FOLDED = _Folded()


def fold(text: str) -> str:
    """One spelling for look-up: lower case, no accents, no vocalisation, one form per Arabic letter, spaces only.

    Folding what is folded changes nothing. Whatever is not a letter or a number parts words; broken characters too.

    >>> fold("Huile d'ARGANE extra-vierge")
    'huile d argane extra vierge'
    >>> fold("زَيْتُ الأَرْكَان")
    'زيت الاركان'
    """
    # A space always parts words, and most words were folded before.
    return " ".join(filter(None, map(_folded_part, text.split())))


@lru_cache(20_000)
def _folded_short(part: str) -> str:
    return " ".join(part.translate(_FOLDED).split())


def _folded_part(part: str) -> str:
    return _folded_short(part) if len(part) <= 40 else _folded_short.__wrapped__(part)


def folded_words(text: str) -> list[tuple[str, int, int]]:
    """The words of `fold(text)`, each with where it begins and ends in the text as written."""
    words: list[tuple[str, int, int]] = []
    built, began, ended = "", 0, 0
    for place, character in enumerate(text):
        for piece in _FOLDED[ord(character)]:
            if piece == " ":
                if built:
                    words.append((built, began, ended))
                built = ""
                continue
            if not built:
                began = place
            built, ended = built + piece, place + 1
    return [*words, (built, began, ended)] if built else words


def slugify(text: str, longest: int = 60) -> str:
    """Latin, lower case, hyphens; any script is transliterated. Never empty."""
    latin = _NOT_WORD.sub("-", anyascii(text).casefold().replace("'", "").replace("_", "-"))
    return re.sub("-+", "-", latin).strip("-")[:longest].strip("-") or "x"


def pick(texts: Mapping[str, str] | None, language: str) -> str:
    """The text in `language`, else in the next language a reader of it is likely to read; '' if none."""
    return next((texts[k] for k in FALLBACK.get(language, LANGUAGES) if texts.get(k)), "") if texts else ""


def pick_language(texts: Mapping[str, str] | None, language: str) -> str:
    """The language of the text that `pick` chose: pages mark it with lang and dir."""
    return next((k for k in FALLBACK.get(language, LANGUAGES) if texts and texts.get(k)), language)
