"""Numbers with units, in one token: "1kg", "1 kg", "٠٫٥ لتر", "½ l", "demi-litre", "500 غرام" → 1000g, 500ml, 500g.

Base units are g, ml, cm and pc (pieces).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_UNITS = {
    "g": ("g", 1, "g gr grs gramme grammes gram grams غ غم جم گ غرام غرامات غراما جرام جرامات گرام كرام"),
    "kg": (
        "g",
        1000,
        "kg kgs kilo kilos kilogramme kilogrammes kilogram kilograms كغ كلغ كغم كجم كيلو كيلوغرام كيلوجرام",
    ),
    "mg": ("g", 0.001, "mg ملغ مغ"),
    "ml": ("ml", 1, "ml millilitre millilitres cc مل ملل ميليلتر مليلتر"),
    "cl": ("ml", 10, "cl centilitre centilitres سل سنتيلتر"),
    "dl": ("ml", 100, "dl"),
    "l": ("ml", 1000, "l lt ltr litre litres liter liters itro itrou litro ل لتر ليتر لترات ايترو إيترو يترو"),
    "mm": ("cm", 0.1, "mm مم ملم"),
    "cm": (
        "cm",
        1,
        "cm cms centimetre centimetres centimètre centimètres centimeter centimeters سم سنتيم سنتيمتر سنتيمترات",
    ),
    "m": ("cm", 100, "m metre metres mètre mètres meter meters mitro م متر امتار أمتار ميترو"),
    "pc": (
        "pc",
        1,
        "pc pcs piece pieces pièce pièces unite unites unité unités unit units قطعة قطعه قطع حبة حبات وحدة وحدات",
    ),
}
_BASE = {word: (base, float(times)) for base, times, words in _UNITS.values() for word in words.split()}
_PARTS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}
_SPELLED = dict.fromkeys(["نصف", "نص", "demi", "demie", "half", "nss", "ness", "noss", "nos", "nesf", "nouss"], 0.5)
_SPELLED |= dict.fromkeys(["ربع", "روبع", "quart", "quarter", "rob3", "rb3", "rbe3", "robo3"], 0.25)
_NUMBER = (
    r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d{1,2}[ ]?[½¼¾⅓⅔]|[½¼¾⅓⅔]|\d{1,2}[ ]?/[ ]?\d{1,2}|\d{1,7}(?:[.,٫]\d{1,3})?"
)


def _any(words: object) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))  # type: ignore[call-overload]


_MEASURE = re.compile(
    rf"(?<![\w.,/])(?:(?P<first>{_NUMBER})\s?[x×*]\s?)?(?:(?P<second>{_NUMBER})\s?[x×*]\s?)?"
    rf"(?:(?P<number>{_NUMBER})\s{{0,2}}|(?P<spelled>{_any(_SPELLED)})(?:\s|-)+(?:(?:d|de|of|a|dyal)[\s'’]+){{0,2}})"
    rf"(?P<unit>{_any(_BASE)})(?!\w)",
    re.IGNORECASE,
)
_WORTH_A_LOOK = re.compile(rf"[\d½¼¾⅓⅔]|{_any(_SPELLED)}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Measure:
    """What stands between `start` and `end` of the text, as tokens."""

    start: int
    end: int
    tokens: tuple[str, ...]


def measures(text: str) -> list[Measure]:
    """Every number with a unit; of "120 x 180 cm" both sides, of "6 x 250 ml" the pieces too.

    >>> [m.tokens for m in measures("٥٠٠غ, 1 kg, ½ l, demi-litre, 0,5 L, 120x180 cm, 6 x 250ml")]
    [('500g',), ('1000g',), ('500ml',), ('500ml',), ('500ml',), ('120cm', '180cm'), ('6pc', '250ml')]
    """
    if not _WORTH_A_LOOK.search(text):
        return []
    return [Measure(*match.span(), _tokens(match)) for match in _MEASURE.finditer(text)]


def _tokens(match: re.Match[str]) -> tuple[str, ...]:
    base, times = _BASE[match["unit"].lower()]
    spelled = match["spelled"]
    last = _SPELLED[spelled.lower()] if spelled else _value(match["number"])
    before = [_value(found) for found in (match["first"], match["second"]) if found]
    numbers = [*((value, base if base == "cm" else "pc", times if base == "cm" else 1) for value in before)]
    return tuple(dict.fromkeys(_token(value * many, unit) for value, unit, many in [*numbers, (last, base, times)]))


def _value(number: str) -> float:
    number = re.sub(r"[ \u00a0\u202f]", "", number) if "/" not in number else number
    if "/" in number:
        above, below = number.split("/")
        return float(above) / (float(below) or 1.0)
    if number[-1] in _PARTS:
        return float(number[:-1] or 0) + _PARTS[number[-1]]
    return float(number.replace(",", ".").replace("٫", "."))  # float reads Arabic digits too


def _token(value: float, unit: str) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".") + unit
