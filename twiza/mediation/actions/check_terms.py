"""Whether what is proposed could be done. Not an action by itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import get_language

from twiza.kernel.periods import day_of
from twiza.kernel.say import dirhams, in_day
from twiza.kernel.text import pick
from twiza.law.api import rule
from twiza.mediation.models import Case
from twiza.mediation.terms.lines import TermLine
from twiza.mediation.terms.refusals import (
    DayTooFar,
    NoTerms,
    NothingOfLines,
    ProductMissing,
    TooManyPieces,
    TooManyTerms,
    TooMuch,
    TooMuchDelivery,
    UnknownTerm,
    WordsMissing,
)
from twiza.mediation.terms.words import MOST_TERMS, TermKind
from twiza.ordering.api import OrderLine
from twiza.settlement.api import part_money

SAYS_ITSELF = (TermKind.REFUND, TermKind.REPLACEMENT, TermKind.WITHDRAW)


def checked_terms(case: Case, terms: Sequence[TermLine], now: datetime) -> list[dict[str, Any]]:
    """The columns of each term. Refuses what is more than can be given back or was bought, and days too far away."""
    if not terms:
        raise NoTerms()
    if len(terms) > MOST_TERMS:
        raise TooManyTerms(most=MOST_TERMS)
    today = day_of(now)
    last = today + timedelta(days=rule("house.agreement_days", on=today).value)
    lines = {line.pk: line for line in OrderLine.objects.filter(part=case.part)}
    money = part_money(case.part_id) if case.part_id else None
    rest = {line.line_id: line.rest for line in money.lines} if money and money.paid_at else {}
    left_delivery = money.delivery_rest if money and money.paid_at else 0
    products = set(case.products.values_list("product_id", flat=True))
    found = []
    for term in terms:
        columns = _columns(term, today, last, lines, rest, left_delivery, products)
        if term.kind == TermKind.REFUND:  # two refunds of one proposal take from the same rest
            rest = {pk: left - columns["items"].get(str(pk), 0) for pk, left in rest.items()}
            left_delivery -= columns["delivery_centimes"]
        found.append(columns)
    return found


def _columns(
    term: TermLine,
    today: date,
    last: date,
    lines: dict[int, OrderLine],
    rest: dict[int, int],
    left_delivery: int,
    products: set[int],
) -> dict[str, Any]:
    if term.kind not in TermKind.values:
        raise UnknownTerm()
    if not today < term.by_day <= last:
        raise DayTooFar(day=in_day(last, get_language() or "ar"))
    if term.kind not in SAYS_ITSELF and not term.text.strip():
        raise WordsMissing()
    items = {pk: count for pk, count in term.items.items() if count}
    columns: dict[str, Any] = {"kind": term.kind, "by_day": term.by_day, "text": term.text.strip()[:1000], "items": {}}
    if term.kind == TermKind.REFUND:
        _check_money(items, term.delivery_centimes, lines, rest, left_delivery)
        columns["delivery_centimes"] = term.delivery_centimes
        columns["centimes"] = sum(items.values()) + term.delivery_centimes
    elif term.kind == TermKind.REPLACEMENT:
        _check_pieces(items, lines)
    elif term.kind in (TermKind.RELABEL, TermKind.WITHDRAW):
        if term.product_id not in products:
            raise ProductMissing()
        columns["product_id"] = term.product_id
    if term.kind in (TermKind.REFUND, TermKind.REPLACEMENT):
        columns["items"] = {str(pk): count for pk, count in items.items()}
    return columns


def _check_money(
    items: dict[int, int], delivery: int, lines: dict[int, OrderLine], rest: dict[int, int], left_delivery: int
) -> None:
    if delivery < 0 or any(centimes < 0 for centimes in items.values()) or not set(items) <= set(lines):
        raise NothingOfLines()
    if not items and not delivery:
        raise NothingOfLines()
    for pk, centimes in items.items():
        if centimes > rest.get(pk, 0):
            raise TooMuch(rest=dirhams(rest.get(pk, 0)), name=_named(lines[pk]))
    if delivery > left_delivery:
        raise TooMuchDelivery(rest=dirhams(left_delivery))


def _check_pieces(items: dict[int, int], lines: dict[int, OrderLine]) -> None:
    if not items or not set(items) <= set(lines) or min(items.values()) < 0:
        raise NothingOfLines()
    for pk, pieces in items.items():
        if pieces > lines[pk].quantity:
            raise TooManyPieces(count=lines[pk].quantity, name=_named(lines[pk]))


def _named(line: OrderLine) -> str:
    return pick(line.names, get_language() or "ar")
