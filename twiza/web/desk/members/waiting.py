from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from twiza.cooperatives import api as cooperatives
from twiza.kernel.periods import day_of
from twiza.members import api as members
from twiza.web.desk.hall import DeskRequest, hall
from twiza.web.kit.gate import desk_only, now


@desk_only
@require_GET
def waiting(request: DeskRequest) -> HttpResponse:
    """What members contest and nobody has answered, and payouts without a rule to share them: a phone call helps.

    The desk sees who waits for whom; a member's amounts stay between her and her cooperative.
    """
    contested, parked = members.contested_everywhere(), members.parked_everywhere()
    cards = cooperatives.cooperative_cards({pk for pk, _row in [*contested, *parked]}, on=day_of(now()))
    return hall(
        request,
        "members/waiting",
        tab="members",
        contested=[(cards[pk], row) for pk, row in contested],
        parked=[(cards[pk], row) for pk, row in parked],
    )
