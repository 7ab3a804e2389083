"""What is taken of a sale.

Of the rules that meet it the most specific wins: one for the cooperative before any other, then the deeper category,
then one that asks for a trait, then the rule for everybody. Two rules can be as specific only where they ask for
different traits: then the one that takes less of this line, then the order of `terms.TRAITS`. So the order is total.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection, Iterable, Sequence
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet, Subquery

from twiza.commission.models import CommissionRule
from twiza.commission.terms import NEW, REMOTE, TRAITS, WOMEN_LED, Commission, Explained, RuleCard, Sold
from twiza.cooperatives.api import Cooperative
from twiza.kernel.money import Money
from twiza.kernel.periods import day_of
from twiza.law.api import rule

ABOUT = ("first_verified_at", "commune__urban", "members", "women_members")  # what decides the traits
COLUMNS = ("pk", "cooperative_id", "cooperative__names", *(field.name for field in fields(RuleCard)[3:]))


def traits_of(cooperative_ids: Iterable[int], *, on: date) -> dict[int, tuple[str, ...]]:
    """The traits of each cooperative on that day, in the order of `TRAITS`. One query."""
    rows = Cooperative.objects.filter(pk__in=set(cooperative_ids)).values_list("pk", *ABOUT)
    return {pk: _traits(*about, on=on) for pk, *about in rows}


def _traits(verified_at: datetime | None, urban: bool, members: int, women: int, *, on: date) -> tuple[str, ...]:
    months = rule("house.commission_new_months", on=on).value
    share = rule("house.commission_women_share", on=on).value
    has = {
        NEW: verified_at is None or on < _months_later(day_of(verified_at), months),
        REMOTE: not urban,
        WOMEN_LED: members > 0 and women * 10_000 >= members * share,
    }
    return tuple(trait for trait in TRAITS if has[trait])


def commission_of(sold: Sequence[Sold], *, on: date) -> list[Commission]:
    """What is taken of each line sold on that day, in their order. Two queries, however many lines; one where
    all are of one cooperative.
    """
    if not sold:
        return []
    ids = {line.cooperative_id for line in sold}
    traits, known = _both(ids, on=on)
    return [explained(line, traits.get(line.cooperative_id, ()), known, on=on).commission for line in sold]


def explain(sold: Sold, *, on: date) -> Explained:
    """The same for one line, with the rule, why it won, and the rules that it won over. One query."""
    traits, known = _both({sold.cooperative_id}, on=on)
    return explained(sold, traits.get(sold.cooperative_id, ()), known, on=on)


def recompute(
    *, on: date, category_path: str, cooperative_id: int, traits: Collection[str], total_centimes: int
) -> Commission:
    """What was taken of a line sold on that day by a cooperative that had these traits, from the rules of the day.

    It is what `commission_of` said then, whatever rules were entered since. One query.
    """
    line = Sold(cooperative_id, category_path, total_centimes)
    kept = tuple(trait for trait in TRAITS if trait in traits)
    return explained(line, kept, _rules({cooperative_id}, on=on), on=on).commission


def explained(sold: Sold, traits: tuple[str, ...], known: Iterable[RuleCard], *, on: date) -> Explained:
    """The best of the known rules for this line. No query."""
    ranked = sorted(
        (r for r in known if _meets(r, sold, traits)),
        key=lambda r: (
            tuple(-step for step in r.specificity),
            r.takes(sold.total_centimes),
            TRAITS.index(r.trait) if r.trait else 0,
        ),
    )
    vat = rule("trade.vat_normal", on=on).value
    if not ranked:
        return Explained(Commission(None, 0, None, 0, vat, 0, traits), None, (), "none")
    best, others = ranked[0], tuple(ranked[1:])
    because = "only" if not others else "kinder" if others[0].specificity == best.specificity else "specific"
    taken = best.takes(sold.total_centimes)
    commission = Commission(
        rule_id=best.id,
        basis_points=best.basis_points,
        cap_centimes=best.cap_centimes,
        centimes=taken,
        vat_basis_points=vat,
        vat_centimes=Money(taken).share(vat).centimes,
        traits=traits,
    )
    return Explained(commission, best, others, because)


def _rules(cooperative_ids: Collection[int], *, on: date) -> list[RuleCard]:
    return _latest(_begun(cooperative_ids, on=on).values_list(*COLUMNS), on=on)


def _begun(cooperative_ids: Collection[int], *, on: date) -> QuerySet[CommissionRule]:
    whose = Q(cooperative=None) | Q(cooperative__in=cooperative_ids)
    return CommissionRule.objects.filter(whose, withdrawn_on=None, since__lte=on).order_by("since", "pk")


def _latest(rows: Iterable[tuple[Any, ...]], *, on: date) -> list[RuleCard]:
    """`rules.in_force`, picked here: each order asks for it."""
    cards = (RuleCard(pk, whom, names or {}, *rest) for pk, whom, names, *rest in rows)
    latest = {(known.cooperative_id, known.category_path, known.trait): known for known in cards}
    return [known for known in latest.values() if known.until is None or known.until >= on]


def _both(cooperative_ids: set[int], *, on: date) -> tuple[dict[int, tuple[str, ...]], list[RuleCard]]:
    """Traits and rules. A product's page asks for one cooperative: there its columns come with each rule's row."""
    if len(cooperative_ids) == 1:
        (only,) = cooperative_ids
        house = Cooperative.objects.filter(pk=only)
        rows = _begun(cooperative_ids, on=on).values_list(*COLUMNS, *(Subquery(house.values(name)) for name in ABOUT))
        kept = list(rows)
        if not kept:
            return traits_of(cooperative_ids, on=on), []
        about = kept[0][len(COLUMNS) :]
        known = _latest((row[: len(COLUMNS)] for row in kept), on=on)
        return ({} if about[2] is None else {only: _traits(*about, on=on)}), known
    return traits_of(cooperative_ids, on=on), _rules(cooperative_ids, on=on)


def _meets(known: RuleCard, sold: Sold, traits: tuple[str, ...]) -> bool:
    return (
        known.cooperative_id in (None, sold.cooperative_id)
        and sold.category_path.startswith(known.category_path)
        and (not known.trait or known.trait in traits)
    )


def _months_later(day: date, months: int) -> date:
    """The same day of a later month, or that month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
