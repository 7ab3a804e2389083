"""Today's work, and all orders by where they stand."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from twiza.ordering import api as ordering
from twiza.protection import api as protection
from twiza.web.kit.gate import now
from twiza.web.kit.spans import after_of
from twiza.web.workshop.roles import TeamRequest, anybody
from twiza.web.workshop.room import room

# The three that ask for work today, then those that only need to be followed: (group, icon, word).
WORK = (
    ("to_confirm", "circle-help", _("To confirm")),
    ("to_prepare", "package-open", _("To prepare")),
    ("to_hand_over", "truck", _("To hand over")),
)
GROUPS = (*WORK, ("on_the_way", "map-pin", _("On the way")), ("done", "circle-check", _("Done")))


@anybody
def today(request: TeamRequest, cooperative: Any) -> HttpResponse:
    """Three numbers; under them the list of the one chosen, else of the first that is not zero."""
    moment = now()
    counts = ordering.today_of_cooperative(cooperative.pk, now=moment)
    numbers = [(group, icon, word, getattr(counts, group)) for group, icon, word in WORK]
    asked = request.GET.get("show")
    group = next((g for g, _i, _w, _n in numbers if g == asked), None) or next(
        (g for g, _i, _w, n in numbers if n), "to_confirm"
    )
    page = ordering.parts_of_cooperative(cooperative.pk, group=group, now=moment, after=after_of(request))
    rights = protection.counts_of_cooperative(cooperative.pk)
    shown: dict[str, Any] = {"counts": counts, "numbers": numbers, "group": group, "page": page, "rights": rights}
    return room(request, cooperative, "today", tab="today", **shown)


@anybody
def orders(request: TeamRequest, cooperative: Any) -> HttpResponse:
    moment = now()
    asked = request.GET.get("state")
    group = next((g for g, _i, _w in GROUPS if g == asked), None)
    page = ordering.parts_of_cooperative(cooperative.pk, group=group, now=moment, after=after_of(request))
    return room(request, cooperative, "orders", tab="orders", groups=GROUPS, group=group, page=page)
