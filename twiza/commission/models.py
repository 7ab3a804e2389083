"""Rules of commission, by dated versions. What a rule says never changes, so any past sale can be computed again."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from twiza.commission.terms import MOST_BASIS_POINTS, TRAITS


class CommissionRule(models.Model):
    """What the platform takes of a line, for the sales that meet all conditions named; a condition left empty is met.

    `category_path`: a subtree of the catalogue ("food/honey/"). `trait`: of the cooperative (`terms.TRAITS`).
    `cap_centimes`: the most of one line, without VAT; None for no cap. Both days are included.

    Rules of the same conditions are versions of one another: the latest that has begun counts, and the one before does
    not come back when it ends. What was entered is never written again (a trigger sees to it) but for its end, and for
    `withdrawn_on` before it began. `entered_on` is None for the house's first rules, which came as reference data.
    """

    cooperative = models.ForeignKey("cooperatives.Cooperative", models.PROTECT, null=True, related_name="+")
    category_path = models.CharField(max_length=200, blank=True)
    trait = models.CharField(max_length=10, blank=True)
    basis_points = models.PositiveIntegerField()
    cap_centimes = models.BigIntegerField(null=True)
    since = models.DateField()
    until = models.DateField(null=True)
    note = models.CharField(max_length=200, blank=True)
    entered_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    withdrawn_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Coalesce("cooperative_id", 0),
                "category_path",
                "trait",
                "since",
                condition=Q(withdrawn_on=None),
                name="one_commission_rule_a_day",
            ),
            models.CheckConstraint(condition=Q(trait__in=["", *TRAITS]), name="commission_trait_known"),
            models.CheckConstraint(condition=Q(basis_points__lte=MOST_BASIS_POINTS), name="commission_rate_believable"),
            models.CheckConstraint(condition=Q(cap_centimes=None) | Q(cap_centimes__gt=0), name="commission_cap"),
            # History can be replayed: nothing is said of a day that has begun.
            models.CheckConstraint(
                condition=Q(entered_on=None) | Q(since__gt=F("entered_on")), name="commission_rule_ahead"
            ),
            models.CheckConstraint(
                condition=Q(until=None, ended_on=None) | Q(until__gte=F("ended_on")) & Q(until__gte=F("since")),
                name="commission_end_ahead",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None) | Q(withdrawn_on__lt=F("since")), name="commission_withdrawn_before"
            ),
            # There is always a rule for everybody: it is replaced, never ended.
            models.CheckConstraint(
                condition=Q(until=None) | Q(cooperative__isnull=False) | ~Q(category_path="") | ~Q(trait=""),
                name="commission_default_stays",
            ),
        ]
