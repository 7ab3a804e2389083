"""No member of one cooperative can see or change anything of another's: every address of the workshop, walked."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.web.everything import everything
from twiza.web.workshop.urls import HALL

OPEN_TO_ALL = {"start"}
SIGNED_IN = {"register", "invitation"}

# Where each address leads in the house of the fixture; a new address without a row here fails.
ROWS: dict[str, Any] = {
    "start": lambda h: (),
    "register": lambda h: (),
    "invitation": lambda h: (h.token,),
    "today": lambda h: (h.slug,),
    "orders": lambda h: (h.slug,),
    "part": lambda h: (h.slug, h.parts["placed"].number),
    "packing-list": lambda h: (h.slug, h.parts["prepared"].number),
    "label": lambda h: (h.slug, h.parts["prepared"].number),
    "do-part": lambda h: (h.slug, h.parts["placed"].number, "confirm"),
    "products": lambda h: (h.slug,),
    "new-product": lambda h: (h.slug,),
    "product": lambda h: (h.slug, h.product.pk),
    "edit-product": lambda h: (h.slug, h.product.pk),
    "new-variant": lambda h: (h.slug, h.product.pk),
    "new-photo": lambda h: (h.slug, h.product.pk),
    "new-claim": lambda h: (h.slug, h.product.pk),
    "product-verb": lambda h: (h.slug, h.product.pk, "withdraw"),
    "edit-variant": lambda h: (h.slug, h.variant.pk),
    "price": lambda h: (h.slug, h.variant.pk),
    "stock": lambda h: (h.slug, h.variant.pk),
    "composition": lambda h: (h.slug, h.variant.pk),
    "edit-photo": lambda h: (h.slug, h.photo.pk),
    "photo-first": lambda h: (h.slug, h.photo.pk),
    "remove-photo": lambda h: (h.slug, h.photo.pk),
    "drop-claim": lambda h: (h.slug, h.claim.pk),
    "sheets": lambda h: (h.slug,),
    "import": lambda h: (h.slug, h.run.pk),
    "apply-import": lambda h: (h.slug, h.run.pk),
    "corrected": lambda h: (h.slug, h.run.pk),
    "template": lambda h: (h.slug, "fr", "xlsx"),
    "export": lambda h: (h.slug, "csv"),
    "money": lambda h: (h.slug,),
    "more": lambda h: (h.slug,),
    "registration": lambda h: (h.slug,),
    "papers": lambda h: (h.slug,),
    "submit": lambda h: (h.slug,),
    "public": lambda h: (h.slug,),
    "new-picture": lambda h: (h.slug,),
    "remove-picture": lambda h: (h.slug, h.picture.pk),
    "season": lambda h: (h.slug,),
    "reopen": lambda h: (h.slug,),
    "cancel-closure": lambda h: (h.slug, h.closure.pk),
    "team": lambda h: (h.slug,),
    "change-role": lambda h: (h.slug, h.cooperative.team.get(person=h.preparer).pk),
    "remove-member": lambda h: (h.slug, h.cooperative.team.get(person=h.preparer).pk),
    "withdraw-invitation": lambda h: (h.slug, h.invitation.pk),
    "leave": lambda h: (h.slug,),
}
GOOD = {  # what would do something if it were let in
    "price": "7",
    "on_hand": "3",
    "keep": "1",
    "work": "95",
    "role": "manager",
    "contact": "0661112233",
    "starts_on": "2099-01-01",
    "references": "x",
    "remittance": "S-1",
    "names_ar": "تعاونية الغريب",
    "names_fr": "Coopérative étrangère",
}


def test_every_address_has_a_row() -> None:
    assert {p.name for p in HALL} == set(ROWS)


@pytest.mark.parametrize("who", ["stranger", "other_cooperative", "anonymous"])
def test_nobody_else_sees_or_changes_anything(who, house, brahim, hassan, atlas) -> None:
    client = Client()
    person = {"stranger": brahim, "other_cooperative": hassan}.get(who)
    if person:
        client.force_login(person)
    before = everything()
    for name, arguments in ROWS.items():
        if name in OPEN_TO_ALL | (SIGNED_IN if person else set()):
            continue
        address = reverse(f"workshop:{name}", args=arguments(house))
        for method in ("get", "post"):
            answer = getattr(client, method)(address, GOOD if method == "post" else {})
            if person:
                assert answer.status_code == 404, (name, method, answer.status_code)
            else:
                assert "/account/login/" in answer.headers.get("Location", ""), (name, method)
    assert everything() == before


def test_an_invitation_opens_only_to_whom_it_was_sent(house, brahim) -> None:
    client = Client()
    client.force_login(brahim)
    address = reverse("workshop:invitation", args=(house.token,))
    before = everything()
    assert client.get(address).status_code == 200
    assert client.post(address).status_code == 409
    assert everything() == before


def test_things_of_another_cooperative_under_ones_own_name_do_not_exist(house, hassan, atlas) -> None:
    """The slug is hers, the number is theirs."""
    client = Client()
    client.force_login(hassan)
    before = everything()
    named = [
        name for name, arguments in ROWS.items() if len(arguments(house)) > 1 and name not in ("template", "export")
    ]
    for name in named:
        address = reverse(f"workshop:{name}", args=(atlas.slug, *ROWS[name](house)[1:]))
        for method in ("get", "post"):
            answer = getattr(client, method)(address, GOOD if method == "post" else {})
            allowed = {404} | ({405} if method == "get" else set())
            if name in ("remove-picture", "cancel-closure", "change-role", "remove-member", "withdraw-invitation"):
                allowed |= {405} if method == "get" else set()
            assert answer.status_code in allowed, (name, method, answer.status_code)
    assert everything() == before


def test_everything_opens_to_the_manager(house) -> None:
    """The same addresses are alive: none is a 404 for everybody."""
    client = Client()
    client.force_login(house.manager)
    for name, arguments in ROWS.items():
        answer = client.get(reverse(f"workshop:{name}", args=arguments(house)))
        assert answer.status_code in (200, 405) or (name == "start" and answer.status_code == 302), (
            name,
            answer.status_code,
        )


ROLES = {
    "preparer": {
        "today", "orders", "part", "packing-list", "label", "do-part", "products", "product", "stock", "more", "leave",
    },
    "treasurer": {"today", "orders", "part", "money", "more", "leave"},
}  # fmt: skip


@pytest.mark.parametrize("role", ["preparer", "treasurer"])
def test_a_role_opens_its_own_rooms_alone(role, house) -> None:
    from twiza.cooperatives import api as cooperatives

    member = house.cooperative.team.get(person=house.preparer)
    cooperatives.change_role(
        cooperative=house.cooperative, member_id=member.pk, role=role, by=house.manager, now=house.moment
    )
    client = Client()
    client.force_login(house.preparer)
    opened = set()
    for name, arguments in ROWS.items():
        if name not in OPEN_TO_ALL | SIGNED_IN:
            answer = client.get(reverse(f"workshop:{name}", args=arguments(house)))
            assert answer.status_code in (200, 404, 405), (name, answer.status_code)
            opened |= {name} if answer.status_code != 404 else set()
    assert opened == ROLES[role]
