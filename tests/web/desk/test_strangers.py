"""The desk is for the desk: every address, walked by those who are not of it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.web.everything import everything
from twiza.plumbing.api import list_letters
from twiza.web.desk.urls import HALL

# Where each address leads in the market of the fixture; a new address without a row here fails.
ROWS: dict[str, Any] = {
    "start": lambda h: (),
    "cooperatives": lambda h: (),
    "cooperative": lambda h: (h.slug,),
    "check": lambda h: (h.slug, "ice"),
    "verify": lambda h: (h.slug,),
    "refuse": lambda h: (h.slug,),
    "suspend": lambda h: (h.slug,),
    "reinstate": lambda h: (h.slug,),
    "products": lambda h: (),
    "product": lambda h: (h.product.pk,),
    "publish": lambda h: (h.product.pk,),
    "send-back": lambda h: (h.product.pk,),
    "withdraw": lambda h: (h.product.pk,),
    "orders": lambda h: (),
    "order": lambda h: (h.parts["placed"].order.number,),
    "cancel": lambda h: (h.parts["placed"].order.number, h.parts["placed"].number),
    "unlock": lambda h: (h.parts["prepared"].order.number, h.parts["prepared"].number),
    "parcel": lambda h: (h.parts["prepared"].number,),
    "cash": lambda h: (),
    "letters": lambda h: (),
    "letter": lambda h: (list_letters().items[0].id,),
    "retry-letter": lambda h: (list_letters().items[0].id,),
    "machines": lambda h: (),
    "retry-job": lambda h: (1,),
    "retry-delivery": lambda h: (1,),
    "audit": lambda h: (),
    "style": lambda h: (),
}
GOOD = {"note": "because", "reason": "other", "ok": "yes", "references": "x", "remittance": "S-1"}


def test_every_address_has_a_row() -> None:
    assert {p.name for p in HALL} == set(ROWS)


@pytest.mark.parametrize("who", ["stranger", "manager", "adviser", "anonymous"])
def test_nobody_else_sees_or_changes_anything(who, house, brahim, fatima, youssef) -> None:
    client = Client()
    person = {"stranger": brahim, "manager": fatima, "adviser": youssef}.get(who)
    if person:
        client.force_login(person)
    before = everything()
    for name, arguments in ROWS.items():
        address = reverse(f"desk:{name}", args=arguments(house))
        for method in ("get", "post"):
            answer = getattr(client, method)(address, GOOD if method == "post" else {})
            if person:
                assert answer.status_code == 404, (name, method, answer.status_code)
            else:
                assert "/account/login/" in answer.headers.get("Location", ""), (name, method)
    assert everything() == before


def test_everything_opens_to_the_desk(house, nadia) -> None:
    client = Client()
    client.force_login(nadia)
    for name, arguments in ROWS.items():
        answer = client.get(reverse(f"desk:{name}", args=arguments(house)))
        assert answer.status_code in (200, 405) or name == "parcel", (name, answer.status_code)


def test_the_desk_shows_its_second_factor_where_one_is_asked(house, nadia, settings) -> None:
    settings.TWIZA_REQUIRE_2FA = True
    client = Client()
    client.force_login(nadia)
    for name, arguments in ROWS.items():
        answer = client.get(reverse(f"desk:{name}", args=arguments(house)))
        assert answer.status_code == 302, name
