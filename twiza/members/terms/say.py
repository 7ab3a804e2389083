"""Months and hours as letters and sheets say them; the rest is in `kernel.say`."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date
from babel.numbers import format_decimal

from twiza.kernel.say import LOCALES


def in_month(day: date, language: str) -> str:
    """نونبر 2026."""
    return str(format_date(day, "LLLL yyyy", locale=LOCALES.get(language, "ar_MA")))


def short_day(day: date, language: str) -> str:
    """23 نونبر."""
    return str(format_date(day, "d MMMM", locale=LOCALES.get(language, "ar_MA")))


def hours(minutes: int, language: str) -> str:
    """`450` → 7,5."""
    return str(format_decimal(minutes / 60, format="#,##0.##", locale=LOCALES.get(language, "ar_MA")))
