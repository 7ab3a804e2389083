"""Bytes to text: UTF-8, UTF-16, Windows-1256 (Arabic) or Windows-1252 (French), told apart by what the letters say.

Windows-1256 and 1252 share most French letters, and almost any bytes are valid in both: so the two readings are scored.
Arabic letters stand beside Arabic letters; an "Arabic" letter alone between Latin ones is a French capital misread.
"""

from __future__ import annotations

import re

from twiza.plumbing.sheets.refusals import Mojibake, NotASheet, WrongEncoding

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_ARABIC = "\u0621-\u063a\u0640-\u0652\u067e\u0686\u06a9\u06af\u06a4\u0698\u0688\u0679\u0691\u06ba\u06be\u06c1\u06d2"
_WORDS_IN_ARABIC = re.compile(f"[{_ARABIC}]{{2,}}")
_ARABIC_LETTER = re.compile(f"[{_ARABIC}]")
_FRENCH = "éèêëàâäáãçîïíôöóõùûüúñœæÉÈÊËÀÂÄÇÎÏÔÖÙÛÜÑŒÆß’‘“”«»…–—°€•·×²³½¼\u00a0™®©£µº§¡¿"
_MARKS = "،؛؟\u200c\u200d\u200e\u200f"
_LIKELY = frozenset(_FRENCH + _MARKS)
_COMMON = frozenset("اليونمرتبةه")  # two letters in three of any Arabic text
_FOREIGN = "£×÷àâçèéêëîïôùûüœ°±²³µ¶¹¼½¾"
_MIXED = re.compile(f"(?<=[{_ARABIC}])[{_FOREIGN}]|[{_FOREIGN}](?=[{_ARABIC}])")
# What UTF-8 looks like when it was read as Windows-1252 or Latin-1 and saved: Ã©, â€™, Ø§, Ù„.
_TWICE = re.compile("(?:[ÃÂ][\u0080-\u00bf]|â€[\u0080-\u2122]|[ØÙ][\u0080-\u00bf\u0152-\u2122])")


def decode(data: bytes) -> tuple[str, str]:
    """The text and the name of its encoding; refuses what makes no sense in any of them."""
    for mark, marked in _BOMS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], marked), marked
    if wide := _wide(data):
        return _strict(data, wide), wide
    if data.count(0) or sum(data.count(bytes([b])) for b in range(1, 9)) > len(data) // 1000:
        raise NotASheet()
    try:
        text, encoding = data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        if _mostly_utf8(data):
            raise WrongEncoding(row=data[: error.start].count(b"\n") + 1) from None
        return _windows(data)
    damaged = _TWICE.findall(text)
    if damaged and len(damaged) * 2 >= 0.6 * sum(not c.isascii() for c in text):
        raise Mojibake(sample="".join(damaged[:4]))
    return text, encoding


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        row = data[: error.start].decode(encoding, "ignore").count("\n") + 1
        raise WrongEncoding(row=row) from None


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: in a sheet, the separators and newlines alone give one byte in many pairs as zero."""
    sample = data[: 2 * 20_000]
    even, odd = sample[0::2], sample[1::2]
    half = len(sample) / 2
    zero_even, zero_odd = even.count(0) / half, odd.count(0) / half
    if max(zero_even, zero_odd) < 0.05 or min(zero_even, zero_odd) > 0.02 or len(data) % 2:
        return None
    return "utf-16-be" if zero_even > zero_odd else "utf-16-le"


def _mostly_utf8(data: bytes) -> bool:
    """A UTF-8 file with a few broken bytes, not one in a Windows encoding."""
    broken = data.decode("utf-8", "replace")
    good = sum(ord(c) > 127 and c != "\ufffd" for c in broken)
    return good > 4 * broken.count("\ufffd")


def _windows(data: bytes) -> tuple[str, str]:
    text = data.decode("cp1256")
    words = _WORDS_IN_ARABIC.findall(text)
    beside = sum(map(len, words))
    arabic = beside > 2 * (len(_ARABIC_LETTER.findall(text)) - beside)
    if not arabic:
        try:
            text = data.decode("cp1252")
        except UnicodeDecodeError as error:
            raise WrongEncoding(row=data[: error.start].count(b"\n") + 1) from None
    elif not _reads_as_arabic(text, words):
        raise WrongEncoding(row=text[: text.index(words[0])].count("\n") + 1)
    high = [c for c in text if not c.isascii()]
    fitting = sum(c in _LIKELY or (arabic and bool(_ARABIC_LETTER.match(c))) for c in high)
    if fitting < 0.85 * len(high):
        strange = next(i for i, c in enumerate(text) if not c.isascii() and c not in _LIKELY)
        raise WrongEncoding(row=text[:strange].count("\n") + 1)
    return text, "windows-1256" if arabic else "windows-1252"


def _reads_as_arabic(text: str, words: list[str]) -> bool:
    """Other encodings of Arabic, and of Cyrillic, give Arabic letters too: but rare ones, and foreign signs between."""
    letters = "".join(words)
    common = sum(letter in _COMMON for letter in letters)
    return common >= 0.35 * len(letters) and len(_MIXED.findall(text)) <= 0.03 * len(letters)
