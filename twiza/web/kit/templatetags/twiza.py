"""Tags and filters that every template has without loading them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from babel.dates import format_date, format_datetime, format_timedelta
from babel.numbers import format_decimal
from django import template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_info, ngettext, pgettext, pgettext_lazy

from twiza.guidance.api import Topic, for_moment
from twiza.kernel.periods import MOROCCO
from twiza.kernel.text import pick, pick_language

register = template.Library()
LOCALES = {"ar": "ar_MA", "fr": "fr_MA", "en": "en_GB"}


def _language() -> str:
    return (get_language() or "ar")[:2]


def _locale() -> str:
    return LOCALES.get(_language(), "ar_MA")


@register.filter
def say(texts: Mapping[str, str] | None) -> str:
    """The text of a {language: text} in the page's language, or the nearest one."""
    return pick(texts, _language())


@register.filter
def said(texts: Mapping[str, str] | None) -> SafeString | str:
    """As `say`, wrapped with lang and dir where the text is not in the page's language."""
    page, own = _language(), pick_language(texts, _language())
    text = pick(texts, page)
    if own == page or not text:
        return text
    return format_html('<bdi lang="{}" dir="{}">{}</bdi>', own, "rtl" if own == "ar" else "ltr", text)


@register.filter
def number(value: int | float) -> str:
    return format_decimal(value, locale=_locale())


@register.filter
def money(centimes: int | None) -> SafeString | str:
    """Centimes as Morocco writes dirhams: 120,50 DH; 120,50 درهم."""
    if centimes is None:
        return ""
    shape = "#,##0.00" if centimes % 100 else "#,##0"
    amount = format_decimal(centimes / 100, format=shape, locale="fr_MA" if _language() == "fr" else _locale())
    return format_html(
        '<span class="money"><bdi dir="ltr">{}</bdi>&nbsp;{}</span>', amount, pgettext("currency after an amount", "DH")
    )


@register.filter
def minus(centimes: int) -> int:
    """What is taken away: -8100."""
    return -centimes


@register.filter
def percent(basis_points: int | None) -> SafeString | str:
    """Ten-thousandths as a rate: 250 is 2.5%."""
    if basis_points is None:
        return ""
    number = format_decimal(basis_points / 100, format="#,##0.##", locale=_locale())
    return format_html(
        '<bdi dir="ltr" class="num">{}</bdi>', f"{number}\u00a0%" if _language() == "fr" else f"{number}%"
    )


@register.filter
def day(value: date | datetime | None) -> str:
    """A day in words: الخميس 3 دجنبر 2026."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = value.astimezone(MOROCCO).date()
    return format_date(value, "EEEE d MMMM yyyy", locale=_locale())


@register.filter
def short_day(value: date | datetime | None) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = value.astimezone(MOROCCO).date()
    return format_date(value, "d MMMM", locale=_locale())


@register.simple_tag
def comma() -> str:
    """What stands between the parts of a place or an address."""
    return "، " if _language() == "ar" else ", "


@register.filter
def plain_day(value: date | datetime | None) -> str:
    """3 دجنبر 2026."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = value.astimezone(MOROCCO).date()
    return format_date(value, "d MMMM yyyy", locale=_locale())


@register.filter
def month_name(value: date) -> str:
    return format_date(value, "LLLL", locale=_locale())


@register.filter
def moment(value: datetime | None) -> str:
    if value is None:
        return ""
    return format_datetime(
        value, "d MMMM yyyy، HH:mm" if _language() == "ar" else "d MMMM yyyy, HH:mm", tzinfo=MOROCCO, locale=_locale()
    )


@register.filter
def ago(value: datetime) -> str:
    return format_timedelta(value - timezone.now(), add_direction=True, locale=_locale())


@register.filter
def lasting(seconds: int) -> str:
    """How long, in words, by its largest unit: 3 أيام, 2 heures."""
    return format_timedelta(timedelta(seconds=max(int(seconds), 60)), locale=_locale(), threshold=1.5)


@register.filter
def code(value: object) -> SafeString | str:
    """A number, phone or code inside Arabic text: isolated and left to right."""
    return format_html('<bdi dir="ltr" class="code">{}</bdi>', value) if value not in (None, "") else ""


@register.filter
def phone(value: str) -> SafeString | str:
    """An E.164 number as Morocco writes it, as a link to call."""
    if not value:
        return ""
    shown = "0" + value[4:] if value.startswith("+212") else value
    pairs = " ".join(shown[i : i + 2] for i in range(0, len(shown), 2)) if shown.startswith("0") else shown
    return format_html('<a href="tel:{}" class="code"><bdi dir="ltr">{}</bdi></a>', value, pairs)


UNITS = {
    "g": pgettext_lazy("unit", "g"),
    "kg": pgettext_lazy("unit", "kg"),
    "ml": pgettext_lazy("unit", "ml"),
    "l": pgettext_lazy("unit", "l"),
    "cm": pgettext_lazy("unit", "cm"),
    "m": pgettext_lazy("unit", "m"),
    "piece": pgettext_lazy("unit", "piece"),
}
_LARGER = {"g": (1000, "kg"), "ml": (1000, "l"), "cm": (100, "m")}


@register.filter
def unit(name: str) -> str:
    return str(UNITS.get(name, name))


@register.simple_tag
def content(amount: int, base: str) -> SafeString | str:
    """A net content as people read it: 250 g, 1,5 l, 6 pieces; nothing for a single piece."""
    if base == "piece":
        said = ngettext("%(number)s piece", "%(number)s pieces", amount) % {"number": number(amount)}
        return said if amount > 1 else ""
    size, larger = _LARGER.get(base, (1, base))
    if amount >= size and amount * 100 % size == 0:
        return format_html('<span class="num"><bdi>{}</bdi>&nbsp;{}</span>', number(amount / size), unit(larger))
    return format_html('<span class="num"><bdi>{}</bdi>&nbsp;{}</span>', number(amount), unit(base))


@register.filter
def get(mapping: Mapping[Any, Any] | None, key: Any) -> Any:
    return (mapping or {}).get(key)


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An icon of the sprite; decorative unless it has a label."""
    href = static("img/icons.svg")
    if label:
        return format_html('<svg class="icon" role="img" aria-label="{}"><use href="{}#{}"/></svg>', label, href, name)
    return format_html('<svg class="icon icon-{}" aria-hidden="true"><use href="{}#{}"/></svg>', name, href, name)


@register.filter
def language_name(code: str) -> str:
    return str(get_language_info(code)["name_local"])


@register.simple_tag(takes_context=True)
def query(context: template.Context, **changes: Any) -> str:
    """The page's query string with some parameters set, or dropped where the value is '' or None."""
    params = context["request"].GET.copy()
    for key, value in changes.items():
        params.pop(key, None)
        if value not in (None, ""):
            params[key] = str(value)
    return "?" + params.urlencode()


@register.simple_tag
def guidance(moments: str) -> tuple[Topic, ...]:
    """`{% guidance "checkout:cash order" as cards %}`: the topics that help now, two at most."""
    return for_moment(*str(moments).split())
