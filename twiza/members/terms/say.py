"""Months and hours as letters and sheets say them; the rest is in `kernel.say`."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date
from babel.numbers import format_decimal
from django.utils.translation import ngettext, override

from twiza.kernel.say import LOCALES, content, dirhams, isolated


def in_month(day: date, language: str) -> str:
    """نونبر 2026."""
    return str(format_date(day, "LLLL yyyy", locale=LOCALES.get(language, "ar_MA")))


def short_day(day: date, language: str) -> str:
    """23 نونبر."""
    return str(format_date(day, "d MMMM", locale=LOCALES.get(language, "ar_MA")))


def hours(minutes: int, language: str) -> str:
    """`450` → 7,5."""
    return str(format_decimal(minutes / 60, format="#,##0.##", locale=LOCALES.get(language, "ar_MA")))


def measured(kind: str, measure: int, unit: str, language: str) -> str:
    """A measure of work as it is read: 7,5 hours, 12 kg, 3 pieces, 900 DH of sales. Of operations without a unit it is
    what they brought."""
    with override(language):
        if kind == "hours":
            whole = abs(measure) // 60 if measure % 60 == 0 else 100
            return ngettext("%(n)s hour", "%(n)s hours", whole) % {"n": isolated(hours(measure, language))}
        if kind == "operation" and not unit:
            return dirhams(measure, language)
        if unit in ("", "piece"):
            return ngettext("%(n)s piece", "%(n)s pieces", measure) % {"n": isolated(str(measure))}
        sign, size = ("-" if measure < 0 else ""), abs(measure)
        return sign + content(size, unit, language)
