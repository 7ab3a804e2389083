"""What must agree between members' rows and the books."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce

from twiza.ledger.api import balances
from twiza.members.models import Distribution, Member, MemberPayment, Part
from twiza.members.states import DistributionStatus
from twiza.members.terms.words import SourceKind
from twiza.plumbing.api import checked

STEP = 500


@checked("members' parts sum to the whole")
def parts_sum(now: datetime) -> list[str]:
    """Each distribution is the cooperative's share and the members' parts; only corrections take away."""
    found = []
    parts = Coalesce(Sum("parts__centimes"), 0)
    shared = Distribution.objects.filter(status=DistributionStatus.SHARED).annotate(worth=parts)
    for row in shared.exclude(amount_centimes=F("worth") + F("cooperative_centimes")).order_by("pk"):
        found.append(
            f"Distribution {row.pk}: {row.amount_centimes}, its parts {row.worth}, kept {row.cooperative_centimes}."
        )
    whole = Q(distribution__kind__in=[SourceKind.PAYOUT, SourceKind.OWN])
    for part in Part.objects.filter(whole, centimes__lt=0).order_by("pk"):
        found.append(f"Part {part.pk} of distribution {part.distribution_id} is below zero: {part.centimes}.")
    return found


@checked("members' accounts agree with their parts")
def accounts_agree(now: datetime) -> list[str]:
    """A member's account has what she was given and has not been paid, less the advances that are open."""
    due: dict[int, int] = defaultdict(int)
    parts = Part.objects.filter(payment=None).order_by().values_list("member")
    for member, centimes in parts.annotate(sum=Sum("centimes")):
        due[member] += centimes
    advances = MemberPayment.objects.filter(is_advance=True, settled_by=None).order_by().values_list("member")
    for member, centimes in advances.annotate(sum=Sum("centimes")):
        due[member] -= centimes
    found, ids = [], list(Member.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), STEP):
        some = ids[start : start + STEP]
        booked = balances(f"member:{member}:payable" for member in some)
        for member in some:
            if booked[f"member:{member}:payable"] != -due[member]:
                there = -booked[f"member:{member}:payable"]
                found.append(f"Member {member} has {due[member]} coming, the books say {there}.")
    return found
