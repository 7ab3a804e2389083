"""Why a thing stands where it stands in a list, in words: `?explain=1` says it to everybody."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from twiza.search import api as index

HOW = {
    "exact": gettext_lazy("“%(word)s” as it was written: %(where)s"),
    "stem": gettext_lazy("a form of “%(word)s”: %(where)s"),
    "concept": gettext_lazy("the same as “%(word)s” in another word or language: %(where)s"),
    "measure": gettext_lazy("the size “%(word)s”: %(where)s"),
    "fuzzy": gettext_lazy("nearly “%(word)s”: %(where)s"),
    "key": gettext_lazy("sounds like “%(word)s”: %(where)s"),
    "broader": gettext_lazy("a kind of “%(word)s”: %(where)s"),
}
OTHERWISE = gettext_lazy("“%(word)s”: %(where)s")
WHERE = {
    "name": pgettext_lazy("where a word stands", "in its name"),
    "category": pgettext_lazy("where a word stands", "on its shelf"),
    "designation": pgettext_lazy("where a word stands", "in its protected name"),
    "cooperative": pgettext_lazy("where a word stands", "in the cooperative’s name"),
    "place": pgettext_lazy("where a word stands", "where it comes from"),
    "words": pgettext_lazy("where a word stands", "in its sizes and forms"),
    "description": pgettext_lazy("where a word stands", "in its description"),
}
FACTORS = {
    "stock": gettext_lazy("It is sold out, so it stands further down."),
    "fresh": gettext_lazy("It is new on the market: a little further up."),
    "sales": gettext_lazy("It was bought and received by others: a little further up."),
    "stars": gettext_lazy("What buyers wrote about it counts a little."),
    "lift": gettext_lazy("Its cooperative is seldom seen: a little further up."),
    "near": gettext_lazy("It is made near the commune that was chosen: further up."),
}
NOTHING = 0.0005  # a factor this close to one moves nothing


@dataclass(frozen=True, slots=True)
class Reasons:
    """`words`: one line a reason, the weightiest first; `points` is the score."""

    words: tuple[str, ...]
    points: str


def said(why: index.Why) -> Reasons:
    """What of the words was met, how and where; then what the thing is of itself."""
    parts = sorted(why.parts, key=lambda part: -part[3])
    met = [
        f"{HOW.get(how, OTHERWISE) % {'word': asked, 'where': _places(fields)}} ({decimals(points, 1)})"
        for asked, how, fields, points in parts
    ]
    own = [
        f"{FACTORS[name]} (× {decimals(number, 2)})"
        for name, number, _of in why.factors
        if name in FACTORS and abs(number - 1) > NOTHING
    ]
    return Reasons((*met, *own), decimals(why.score, 2))


def decimals(number: float, digits: int) -> str:
    """As the page's language writes it: 22,4."""
    return number_format(number, decimal_pos=digits)


def _places(fields: tuple[str, ...]) -> str:
    return _(" and ").join(str(WHERE.get(name, name)) for name in fields)
