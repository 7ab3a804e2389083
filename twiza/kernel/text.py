"""Text in four languages and three scripts: folding for look-up, slugs, choice of language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

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
_NOT_WORD = re.compile(r"[^\w]+", re.UNICODE)


def western_digits(text: str) -> str:
    """Arabic-Indic and Persian digits and separators as the Western ones that Morocco writes."""
    return text.translate(_DIGITS)


def fold(text: str) -> str:
    """One spelling for look-up: lower case, no accents, no vocalisation, one form per Arabic letter, spaces only.

    >>> fold("Huile d'ARGANE extra-vierge")
    'huile d argane extra vierge'
    >>> fold("زَيْتُ الأَرْكَان")
    'زيت الاركان'
    """
    text = unicodedata.normalize("NFKD", western_digits(text).translate(_ARABIC))
    text = "".join(c for c in text if not unicodedata.combining(c)).translate(_ARABIC)
    text = text.casefold().replace("œ", "oe").replace("æ", "ae").replace("_", " ")
    return _NOT_WORD.sub(" ", text).strip()


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
