"""What a cooperative's papers say, and what they lack."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.functional import Promise

from twiza.cooperatives.models import Closure, Cooperative
from twiza.cooperatives.queries.seasons import covering
from twiza.cooperatives.states import Status
from twiza.cooperatives.terms import CHECKS, FieldMissing, NameWithoutWord, TooFewMembers, check_names
from twiza.freshness.api import note
from twiza.kernel.refusals import Refusal
from twiza.law.api import rule

# One column each of what `trade.cooperative_mentions` (law 112-12 art. 12) names.
MENTIONS = {"name": "names", "seat": "seat", "court": "court", "registration_number": "registration_number"}
ALSO_NEEDED = ("ice", "rib", "members", "phone")


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that stands between a cooperative and its verification; `field` is the form's."""

    field: str
    refusal: Refusal

    @property
    def sentence(self) -> str:
        return str(self.refusal)


def missing_for_submission(cooperative: Cooperative, *, on: date) -> list[Missing]:
    """What `submit_cooperative` would refuse, in the order of the form; empty when it is complete."""
    wanted = [MENTIONS[m] for m in rule("trade.cooperative_mentions", on=on).value] + [*ALSO_NEEDED]
    found = [Missing(f, FieldMissing(f)) for f in wanted if not getattr(cooperative, f)]
    try:
        if cooperative.names:
            check_names(cooperative.names)
    except NameWithoutWord as wrong:
        found.append(Missing(wrong.field or "names", wrong))
    least = rule("trade.cooperative_minimum_members", on=on).value
    if 0 < cooperative.members < least:
        found.append(Missing("members", TooFewMembers(least=least)))
    return found


def checklist_of(cooperative: Cooperative) -> dict[str, Promise | str]:
    """The points the desk must answer for this cooperative: the food number only where food is sold."""
    needs_food = cooperative.sells_food or bool(cooperative.onssa_number)
    return {item: label for item, (label, _about) in CHECKS.items() if item != "food_number" or needs_food}


def open_checks(cooperative: Cooperative) -> list[str]:
    """The points not answered with yes."""
    answered = set(cooperative.checks.filter(ok=True).values_list("item", flat=True))
    return [item for item in checklist_of(cooperative) if item not in answered]


def terms_of(cooperative: Cooperative) -> dict[str, Any]:
    """`seller_terms` of a row that was fetched already."""
    return {
        "names": cooperative.names,
        "seat": cooperative.seat,
        "court": cooperative.court,
        "registration_number": cooperative.registration_number,
        "ice": cooperative.ice,
        "onssa_number": cooperative.onssa_number,
        "commune_code": cooperative.commune_id,
        "phone": cooperative.phone,
        "email": cooperative.email,
    }


def seller_terms(cooperative_id: int) -> dict[str, Any]:
    """Who sells, as law 112-12 art. 12 and law 31-08 art. 29 want it on an order: plain JSON, to be frozen there.

    Keys: names, seat, court, registration_number, ice, onssa_number, commune_code, phone, email.
    """
    note(f"cooperative:{cooperative_id}")
    return terms_of(Cooperative.objects.get(pk=cooperative_id))


def seller_on(cooperative_id: int, *, on: date) -> tuple[dict[str, Any], bool]:
    """`seller_terms`, and whether it takes orders on that day, as `is_open` has it. One query."""
    note(f"cooperative:{cooperative_id}")
    closed = Exists(Closure.objects.filter(covering(on), cooperative=OuterRef("pk")))
    found = Cooperative.objects.annotate(closed=closed).get(pk=cooperative_id)
    return terms_of(found), found.status == Status.VERIFIED and not found.closed
