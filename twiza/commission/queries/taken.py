"""What is taken of a sale.

Of the rules that meet it the most specific wins: one for the cooperative before any other, then the deeper category,
then one that asks for a trait, then the rule for everybody. Two rules can be as specific only where they ask for
different traits: then the one that takes less of this line, then the order of `terms.TRAITS`. So the order is total.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from django.db.models import Q

from twiza.commission.queries.rules import card, in_force
from twiza.commission.terms import NEW, REMOTE, TRAITS, WOMEN_LED, Commission, Explained, RuleCard, Sold
from twiza.cooperatives.api import Cooperative
from twiza.kernel.money import Money
from twiza.kernel.periods import day_of
from twiza.law.api import rule


def traits_of(cooperative_ids: Iterable[int], *, on: date) -> dict[int, tuple[str, ...]]:
    """The traits of each cooperative on that day, in the order of `TRAITS`. One query."""
    months = rule("house.commission_new_months", on=on).value
    share = rule("house.commission_women_share", on=on).value
    columns = ("pk", "first_verified_at", "commune__urban", "members", "women_members")
    found = {}
    for pk, verified_at, urban, members, women in Cooperative.objects.filter(pk__in=set(cooperative_ids)).values_list(
        *columns
    ):
        has = {
            NEW: verified_at is None or on < _months_later(day_of(verified_at), months),
            REMOTE: not urban,
            WOMEN_LED: members > 0 and women * 10_000 >= members * share,
        }
        found[pk] = tuple(trait for trait in TRAITS if has[trait])
    return found


def commission_of(sold: Sequence[Sold], *, on: date) -> list[Commission]:
    """What is taken of each line sold on that day, in their order. Two queries, however many lines."""
    if not sold:
        return []
    ids = {line.cooperative_id for line in sold}
    traits, known = traits_of(ids, on=on), _rules(ids, on=on)
    return [explained(line, traits.get(line.cooperative_id, ()), known, on=on).commission for line in sold]


def explain(sold: Sold, *, on: date) -> Explained:
    """The same for one line, with the rule, why it won, and the rules that it won over. Two queries."""
    ids = {sold.cooperative_id}
    return explained(sold, traits_of(ids, on=on).get(sold.cooperative_id, ()), _rules(ids, on=on), on=on)


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
    whose = Q(cooperative=None) | Q(cooperative__in=cooperative_ids)
    return [card(found) for found in in_force(on).filter(whose).select_related("cooperative")]


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
