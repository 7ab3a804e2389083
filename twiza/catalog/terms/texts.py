"""Texts by language, as they are kept: known languages only, trimmed, no empty ones."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from twiza.catalog.terms.refusals import TextTooLong
from twiza.kernel.text import LANGUAGES, fold


def clean_texts(texts: Mapping[str, str] | None, *, longest: int, field: str) -> dict[str, str]:
    """Trimmed texts of the known languages; refuses one that is longer than `longest` signs."""
    kept = {}
    for language in LANGUAGES:
        text = unicodedata.normalize("NFC", (texts or {}).get(language) or "").replace("\x00", "").strip()
        if len(text) > longest:
            raise TextTooLong(field=f"{field}_{language}", longest=longest)
        if text:
            kept[language] = text
    return kept


def folded_names(names: Mapping[str, str], sku: str = "") -> str:
    """What `Product.folded` holds: every name in one spelling, for the workshop's own look-up."""
    return " ".join(dict.fromkeys(fold(n) for n in (*names.values(), sku) if n))[:1000]
