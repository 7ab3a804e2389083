"""The thread of a parcel: the cooperative reads what the buyer wrote, and answers."""

from __future__ import annotations

from django.test import Client
from django.utils import timezone

from tests.make.ordering import a_carrier, a_seller, only_part
from tests.make.settlement import an_order
from tests.web.rooms import Row, walk_workshop_room
from twiza.conversations.api import Message, post_message
from twiza.web.workshop.talk.urls import patterns


def test_the_team_reads_and_answers_and_nobody_else(db, fatima, hassan, brahim):
    a_carrier()
    seller = a_seller(fatima)
    moment = timezone.now()
    part = only_part(an_order({seller.variants[0].pk: 1}, now=moment))
    subject = f"part:{part.number}"
    post_message(subject=subject, role="buyer", author=None, author_name="Salma", text="salam", key="one", now=moment)
    slug = seller.cooperative.slug
    pages = [pattern for pattern in patterns if pattern.name == "talk"]
    walk_workshop_room(
        pages,
        {"talk": Row((part.number,), queries=20, post={"thread": "1", "text": "x"})},
        slug=slug,
        insider=fatima,
        others=[hassan, brahim],
    )
    client = Client()
    client.force_login(fatima)
    address = f"/fr/workshop/{slug}/talk/{part.number}/"
    assert "salam" in client.get(address).content.decode()
    client.post(address, {"thread": "1", "key": "two", "text": "avec plaisir"})
    assert Message.objects.filter(role="cooperative").get().text == "avec plaisir"
    assert client.get(f"{address}999/1/").status_code == 404
