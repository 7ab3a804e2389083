"""The file to hand in about a seller who is not on Twiza: facts, amounts, articles, evidence, and where to go.

It is set from what the form says and given back; nothing of it is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from twiza.complaints.adapters import SHEETS
from twiza.complaints.queries.complaints import rules_of
from twiza.complaints.terms.refusals import FactsMissing, TextTooLong, TooManyPapers, UnknownProblem
from twiza.complaints.terms.tree import problems
from twiza.complaints.terms.words import MOST_TEXT, ROUTE_WORDS
from twiza.kernel.periods import day_of
from twiza.kernel.say import dirhams, in_day, isolated, own_way
from twiza.kernel.text import pick
from twiza.plumbing.api import within_rate
from twiza.plumbing.typesetter import typeset

PORTAL = "khidmat-almostahlik.ma"
LANGUAGES = ("ar", "fr")
HOUR, MOST_PAPERS = 3600, 12


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideFacts:
    """What the form says. `seller_where`: page, number or address the seller is known by; `evidence`: in her words."""

    problem: str
    wish: str
    seller: str
    seller_where: str = ""
    bought_on: date | None = None
    paid_centimes: int | None = None
    claimed_centimes: int | None = None
    paid_how: str = ""
    facts: str
    told_seller: str = ""
    evidence: Sequence[str] = ()
    name: str = ""
    phone: str = ""
    place: str = ""


def outside_pdf(facts: OutsideFacts, *, language: str, client: str, now: datetime) -> bytes:
    """A4 in Arabic or French (Arabic for any other). Refuses no facts, too long ones, an unknown problem, and more
    than `MOST_PAPERS` an hour from one visitor's address. Not inside a transaction.
    """
    problem = problems().problem(facts.problem)
    if not problem.outside:
        raise UnknownProblem()
    if not facts.facts.strip():
        raise FactsMissing()
    if len(facts.facts) > MOST_TEXT:
        raise TextTooLong(most=MOST_TEXT, field="facts")
    if not within_rate(f"outside-papers:{client}", most=MOST_PAPERS, seconds=HOUR, now=now):
        raise TooManyPapers()
    language = language if language in LANGUAGES else "ar"
    with override(language):
        return typeset(SHEETS / "outside.typ", _data(facts, language, now))


def _data(facts: OutsideFacts, language: str, now: datetime) -> dict[str, Any]:
    problem = problems().problem(facts.problem)
    wish = problems().wishes.get(facts.wish)
    return {
        "language": language,
        "is_sample": False,
        "words": {
            "title": _("Complaint about a seller"),
            "sample": "",
            "who": _("Who complains"),
            "what": _("What happened"),
            "told": _("What the seller was told"),
            "law": _("Articles concerned"),
            "evidence": _("Evidence that is attached"),
            "route": _("Where to hand it in"),
            "wish": _("What is asked for"),
            "signed": _("Date and signature"),
            "footer": _(
                "Set with Twiza from what its author wrote: Twiza keeps nothing of it and vouches for nothing in it. "
                "It is not a legal opinion."
            ),
        },
        "day": in_day(day_of(now), language),
        "problem": pick(problem.names, language),
        "wish": pick(wish.names, language) if wish else "",
        "person": _rows(
            (_("Name"), own_way(facts.name)),
            (_("Phone"), isolated(facts.phone) if facts.phone else ""),
            (_("Place"), own_way(facts.place)),
        ),
        "sale": _rows(
            (_("Seller"), own_way(facts.seller)),
            (_("Known by"), isolated(facts.seller_where) if facts.seller_where else ""),
            (_("Bought on"), in_day(facts.bought_on, language) if facts.bought_on else ""),
            (_("Paid"), dirhams(facts.paid_centimes, language) if facts.paid_centimes else ""),
            (_("How it was paid"), own_way(facts.paid_how)),
            (_("Claimed"), dirhams(facts.claimed_centimes, language) if facts.claimed_centimes else ""),
        ),
        "facts": paragraphs(facts.facts),
        "told": paragraphs(facts.told_seller),
        "articles": [
            (
                pick(rule.sentence, language),
                own_way(
                    pgettext("paper", "art. %(article)s, %(source)s") % {"article": rule.article, "source": rule.source}
                ),
                "" if rule.is_law else _("for guidance"),
            )
            for rule in rules_of(problem, day_of(now))
        ],
        "evidence": [own_way(line.strip()) for line in facts.evidence if line.strip()],
        "route": routes(problem.route, language),
    }


def routes(route: str, language: str) -> list[str]:
    """The two public ways, the one that fits first."""
    with override(language):
        first = _("This file concerns %(whom)s.") % {"whom": str(ROUTE_WORDS[route])}
        authority = _(
            "The consumer's service (%(portal)s) passes a breach of the rules on to the administration in charge, "
            "and a quarrel about what was agreed to a consumer association."
        ) % {"portal": isolated(PORTAL)}
        association = _(
            "You can also bring it to a consumer association near you, or to the court of first instance of your home."
        )
        return [first, authority, association]


def _rows(*rows: tuple[str, str]) -> list[tuple[str, str]]:
    return [row for row in rows if row[1]]


def paragraphs(text: str) -> list[str]:
    return [own_way(line.strip()) for line in text.splitlines() if line.strip()]
