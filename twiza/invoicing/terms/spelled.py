"""An amount in words, as papers have it beside the figures: Arabic with its own plurals, French, English.

num2words speaks French and English. Its Arabic goes wrong above a hundred thousand (101,000 and 200,003, seen with
0.5), so ours is here.
"""

from __future__ import annotations

from typing import NamedTuple

from num2words import num2words

ONES = ["صفر", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة"]
TENS = ["", "عشرة", "عشرون", "ثلاثون", "أربعون", "خمسون", "ستون", "سبعون", "ثمانون", "تسعون"]
TEENS = {11: "أحد عشر", 12: "اثنا عشر"} | {n: f"{ONES[n - 10]} عشر" for n in range(13, 20)}
HUNDREDS = ["", "مائة", "مئتان", *(f"{stem}مائة" for stem in ["ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع"])]


class Counted(NamedTuple):
    """A masculine noun as a number makes it: one, two, three to ten, eleven to ninety-nine, a round hundred."""

    one: str
    two: str
    few: str
    many: str
    hundred: str


DIRHAM = Counted("درهم واحد", "درهمان", "دراهم", "درهماً", "درهم")
CENTIME = Counted("سنتيم واحد", "سنتيمان", "سنتيمات", "سنتيماً", "سنتيم")
SCALES = [
    (1_000_000_000, Counted("مليار", "ملياران", "مليارات", "ملياراً", "مليار")),
    (1_000_000, Counted("مليون", "مليونان", "ملايين", "مليوناً", "مليون")),
    (1_000, Counted("ألف", "ألفان", "آلاف", "ألفاً", "ألف")),
]


def spelled(centimes: int, language: str) -> str:
    """`12050`: «مائة وعشرون درهماً وخمسون سنتيماً», « cent vingt dirhams et cinquante centimes »."""
    if centimes < 0:
        raise ValueError("an amount on a paper is not negative")
    whole, rest = divmod(centimes, 100)
    if language == "ar":
        parts = ([_counted(whole, DIRHAM)] if whole or not rest else []) + ([_counted(rest, CENTIME)] if rest else [])
        return " و".join(parts)
    code = "fr" if language == "fr" else "en"
    parts = [f"{num2words(whole, lang=code)} {_dirhams(whole, code)}"] if whole or not rest else []
    if rest:
        parts.append(f"{num2words(rest, lang=code)} {_plural('centime', rest, code)}")
    return {"fr": " et ", "en": " and "}[code].join(parts)


def _dirhams(whole: int, language: str) -> str:
    of = "de " if language == "fr" and whole and whole % 1_000_000 == 0 else ""
    return of + _plural("dirham", whole, language)


def _plural(noun: str, count: int, language: str) -> str:
    one = count < 2 if language == "fr" else count == 1
    return noun if one else f"{noun}s"


def _counted(count: int, noun: Counted) -> str:
    """How many of a noun: ثلاثة دراهم, أحد عشر درهماً, مائة درهم, مائة ودرهمان."""
    if count == 0:
        return f"{ONES[0]} {noun.hundred}"
    parts = []
    for size, scale in SCALES:
        if group := count // size % 1000:
            parts.append(_small(group, scale))
    if rest := count % 1000:
        return " و".join([*parts, _small(rest, noun)])
    return f"{_before_noun(' و'.join(parts))} {noun.hundred}"


def _small(count: int, noun: Counted) -> str:
    """1 to 999 of a noun."""
    hundreds, last = count // 100 * 100, count % 100
    if last == 0:
        return f"{_before_noun(HUNDREDS[count // 100])} {noun.hundred}"
    if last <= 2:
        own = noun.one if last == 1 else noun.two
        if not hundreds:
            return own
        # مائة ألف وألف, and مائة ودرهم واحد: a scale is said again, a thing is not.
        before = _small(hundreds, noun) if " " not in noun.one else HUNDREDS[count // 100]
        return f"{before} و{own}"
    words = ([HUNDREDS[count // 100]] if hundreds else []) + [_below_hundred(last)]
    return f"{' و'.join(words)} {noun.few if last <= 10 else noun.many}"


def _below_hundred(count: int) -> str:
    if count <= 10:
        return ONES[count]
    if count < 20:
        return TEENS[count]
    ones = count % 10
    return f"{ONES[ones]} و{TENS[count // 10]}" if ones else TENS[count // 10]


def _before_noun(words: str) -> str:
    """The form before a noun: مئتا درهم, ألفا درهم, أحد عشر ألف درهم."""
    if words.endswith(("مئتان", "ألفان", "مليونان", "ملياران")):
        return words[:-1]
    return words[:-2] if words.endswith("اً") else words
