"""Amounts, days and phones as letters and papers say them, in Arabic, French and English."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal
from django.utils.translation import get_language, override, pgettext

from twiza.kernel.periods import MOROCCO

LOCALES = {"ar": "ar_MA", "fr": "fr_MA", "en": "en_GB"}
ISOLATE, ISOLATE_ANY, END = "\u2066", "\u2068", "\u2069"


def _locale(language: str) -> str:
    return LOCALES.get(language, "ar_MA")


def isolated(text: str) -> str:
    """A number, phone or code kept left to right inside Arabic text."""
    return f"{ISOLATE}{text}{END}"


def own_way(text: str) -> str:
    """A text that keeps its own direction (of its first letter) in a line of any other."""
    return f"{ISOLATE_ANY}{text}{END}" if text else ""


def amount(centimes: int, language: str) -> str:
    """`12050` → 120,50: two decimals only where there are centimes."""
    shape = "#,##0.00" if centimes % 100 else "#,##0"
    text = format_decimal(centimes / 100, format=shape, locale=_locale("fr" if language == "fr" else language))
    return text.replace("\u202f", "\u00a0")


def dirhams(centimes: int, language: str | None = None) -> str:
    """`12050` → 120,50 DH, ⁦120,50⁩ درهم."""
    language = language or get_language() or "ar"
    with override(language):
        unit = pgettext("currency after an amount", "DH")
    number = amount(centimes, language)
    return f"{isolated(number) if language == 'ar' else number}\u00a0{unit}"


def exact(centimes: int, language: str) -> str:
    """`12000` → 120,00, for columns of figures: two decimals always, no currency."""
    locale = _locale("fr" if language == "fr" else language)
    text = format_decimal(Decimal(centimes).scaleb(-2), format="#,##0.00", locale=locale).replace("\u202f", "\u00a0")
    return isolated(text) if language == "ar" else text


def in_day(day: date, language: str) -> str:
    """الخميس 3 دجنبر 2026."""
    return format_date(day, "EEEE d MMMM yyyy", locale=_locale(language))


def in_moment(moment: datetime, language: str) -> str:
    shape = "d MMMM yyyy، HH:mm" if language == "ar" else "d MMMM yyyy, HH:mm"
    return format_datetime(moment, shape, tzinfo=MOROCCO, locale=_locale(language))


def phone(number: str) -> str:
    """E.164 as Morocco writes it: 06 12 34 56 78."""
    shown = "0" + number[4:] if number.startswith("+212") else number
    return " ".join(shown[i : i + 2] for i in range(0, len(shown), 2)) if shown.startswith("0") else shown


def content(measure: int, unit: str, language: str) -> str:
    """What one holds: 250 g, 1,5 L; '' for a single piece."""
    if unit == "piece" and measure == 1:
        return ""
    larger = {"g": (1000, "kg"), "ml": (1000, "L"), "cm": (100, "m")}.get(unit)
    with override(language):
        words = {
            "g": pgettext("unit", "g"),
            "kg": pgettext("unit", "kg"),
            "ml": pgettext("unit", "ml"),
            "L": pgettext("unit", "L"),
            "cm": pgettext("unit", "cm"),
            "m": pgettext("unit", "m"),
            "piece": pgettext("unit", "pieces"),
        }
    if larger and measure >= larger[0]:
        number = format_decimal(measure / larger[0], format="#,##0.###", locale=_locale(language))
        return f"{number}\u00a0{words[larger[1]]}"
    return f"{measure}\u00a0{words[unit]}"


def percent(basis_points: int, language: str) -> str:
    """2000 → 20 %."""
    number = format_decimal(basis_points / 100, format="#,##0.##", locale=_locale(language))
    return isolated(f"{number}%") if language == "ar" else f"{number}\u00a0%" if language == "fr" else f"{number}%"


def listed(texts: Iterable[str], language: str) -> str:
    """Texts with the comma of the language; empty ones are left out, each keeps its own direction."""
    return ("، " if language == "ar" else ", ").join(own_way(text) for text in texts if text)
