"""The rules that hold on a day, that will, and that did."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from twiza.commission.models import CommissionRule
from twiza.commission.terms import RuleCard
from twiza.kernel.refusals import NotFound

PAGE = 50


def in_force(on: date) -> QuerySet[CommissionRule]:
    """Of each set of conditions the latest version that has begun, unless it has ended."""
    kept = CommissionRule.objects.filter(withdrawn_on=None, since__lte=on)
    later = kept.annotate(whose=Coalesce("cooperative_id", 0)).filter(
        whose=Coalesce(OuterRef("cooperative_id"), 0),
        category_path=OuterRef("category_path"),
        trait=OuterRef("trait"),
        since__gt=OuterRef("since"),
    )
    return kept.filter(Q(until=None) | Q(until__gte=on)).exclude(Exists(later))


def card(rule: CommissionRule) -> RuleCard:
    return RuleCard(
        id=rule.pk,
        cooperative_id=rule.cooperative_id,
        cooperative_names=rule.cooperative.names if rule.cooperative else {},
        category_path=rule.category_path,
        trait=rule.trait,
        basis_points=rule.basis_points,
        cap_centimes=rule.cap_centimes,
        since=rule.since,
        until=rule.until,
        note=rule.note,
    )


def rules(when: str, *, on: date, after: int | None = None, page_size: int = PAGE) -> tuple[list[RuleCard], int | None]:
    """Rules `when` "in_force", "coming" or "past" on that day, the newest entered first; and the cursor of the page
    after, or None. Withdrawn ones never held, so they are in the audit trail alone. One query.
    """
    kept = CommissionRule.objects.filter(withdrawn_on=None)
    rows = {
        "in_force": in_force(on),
        "coming": kept.filter(since__gt=on),
        "past": kept.filter(since__lte=on).exclude(pk__in=in_force(on).values("pk")),
    }[when]
    if after is not None:
        rows = rows.filter(pk__lt=after)
    found = list(rows.select_related("cooperative").order_by("-pk")[: page_size + 1])
    cards = [card(rule) for rule in found[:page_size]]
    return cards, cards[-1].id if len(found) > page_size else None


def rule_card(rule_id: int) -> RuleCard:
    rule = CommissionRule.objects.filter(pk=rule_id, withdrawn_on=None).select_related("cooperative").first()
    if rule is None:
        raise NotFound()
    return card(rule)
