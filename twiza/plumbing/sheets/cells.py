"""What stands in a cell: cleaning, and the guard against formulas."""

from __future__ import annotations

import re
import unicodedata

# Control characters (but tab and newline), halves of surrogate pairs and non-characters: XML and databases refuse them.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_NEWLINES = re.compile("\r\n?|\x85|\u2028|\u2029")
_FORMULA = re.compile("^'*[=+\\-@\t\r]")
_GUARDED = re.compile("^'+[=+\\-@\t\r]")
_BIDI = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")


def clean(text: str) -> str:
    """The text as it is kept: composed (NFC), one kind of newline, nothing that can't be kept, no blanks around it."""
    if text.isascii() and text.isprintable():
        return text.strip()
    return unicodedata.normalize("NFC", _UNFIT.sub("", _NEWLINES.sub("\n", text))).strip()


def guard(text: str) -> str:
    """A cell that a spreadsheet would run as a formula gets a leading apostrophe (OWASP, CSV injection)."""
    return "'" + text if _FORMULA.match(text) else text


def unguard(text: str) -> str:
    """The inverse of `guard`: whatever was guarded comes back as it was."""
    return text[1:] if _GUARDED.match(text) else text


def plain(text: str) -> str:
    """Without the invisible marks of direction that copying Arabic text leaves in codes and numbers."""
    return _BIDI.sub("", text).strip()
