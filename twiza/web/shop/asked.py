"""What somebody typed into the search field, as it may be looked for and shown again."""

from __future__ import annotations

import unicodedata

from django.http import HttpRequest

LONGEST = 200
_JOINERS = "\u200c\u200d"  # they belong to the spelling of words


def typed_words(request: HttpRequest, longest: int = LONGEST) -> str:
    """`?q=`: at most `longest` characters, single spaces, nothing that could turn or hide the text around it."""
    text = "".join(" " if _hidden(c) else c for c in request.GET.get("q", "")[: 4 * longest])
    return " ".join(text.split())[:longest].rstrip()


def _hidden(character: str) -> bool:
    """Control characters, marks of direction, code points that are nothing."""
    return unicodedata.category(character) in ("Cc", "Cf", "Cs", "Cn", "Co") and character not in _JOINERS
