"""Which role of a team opens which room of the workshop.

| room | manager | preparer | treasurer |
|---|---|---|---|
| today, orders (read), more, leaving the team | yes | yes | yes |
| orders: accept, decline, prepare, hand over, deliver; packing list and label | yes | yes | no |
| products (read), counting stock | yes | yes | no |
| products: texts, variants, prices, photos, designations, submit, withdraw; import and export | yes | no | no |
| money: cash by state, remittances received | yes | no | yes |
| till: selling by ourselves, what was sold, paid later, receipts | yes | yes | yes |
| till: taking a sale back | yes | no | yes |
| registration, public page, season, team | yes | no | no |

Who is in the team but not in the room's role gets the same 404 as a stranger.
"""

from __future__ import annotations

from django.http import HttpRequest

from twiza.people.api import Person
from twiza.web.kit.gate import workshop

MANAGER, PREPARER, TREASURER = "manager", "preparer", "treasurer"


class TeamRequest(HttpRequest):
    """A request that the gate let in: somebody of the team, in a language of ours."""

    user: Person
    LANGUAGE_CODE: str


anybody = workshop()
manages = workshop(MANAGER)
prepares = workshop(MANAGER, PREPARER)
counts_money = workshop(MANAGER, TREASURER)
