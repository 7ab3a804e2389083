"""The sample's past: 200 orders over half a year, at every stage of their life, placed through the front door."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction

from twiza.catalog import api as catalog
from twiza.delivery import api as delivery
from twiza.geography import api as geography
from twiza.ordering import api as ordering
from twiza.people import api as people

HOW_MANY = 200
NAMES = ("سلمى", "كريم", "حنان", "يوسف", "مريم", "عمر", "ليلى", "أمين", "سعاد", "رشيد", "نجاة", "هشام")
TOWNS = ("Marrakech", "Casablanca", "Safi", "Rabat", "Agadir", "Essaouira", "Ben Guerir", "Fès", "Tanger", "Chichaoua")
QUARTERS = ("حي السلام", "دوار أيت علي", "حي المحمدي", "دوار لمرابطين", "حي النهضة", "دوار تلات")


def place_past_orders(
    how_many: int, *, buyer: people.Person, now: datetime, progress: Callable[[int, int], None]
) -> int:
    """Orders of the last 180 days, oldest first; those that are there already (by their e-mail address) are left."""
    cards = catalog.numbered_page(catalog.ProductFilter(), page=1, page_size=100).items
    for page in range(2, 6):
        cards += catalog.numbered_page(catalog.ProductFilter(), page=page, page_size=100).items
    cards.sort(key=lambda card: card.id)
    towns = [geography.find_communes(town, limit=1)[0] for town in TOWNS]
    for number in range(HOW_MANY - how_many, HOW_MANY):
        chance = random.Random(f"order {number}")
        # Half a year, and more of it lately: the newest came this morning, and still wait for an answer.
        then = now - timedelta(days=180) * ((HOW_MANY - number) / HOW_MANY) ** 2 - timedelta(minutes=number % 90)
        email = f"order-{number:03d}@sample.twiza.example"
        if not ordering.orders_for_desk(text=email).count:
            with transaction.atomic():
                _place(email, number, chance, cards, towns, buyer, then)
        if number % 10 == 9:
            progress(number + 1, HOW_MANY)
    return how_many


def _place(
    email: str,
    number: int,
    chance: random.Random,
    cards: list[catalog.ProductCard],
    towns: list[geography.CommuneCard],
    buyer: people.Person,
    then: datetime,
) -> None:
    mine = number % 25 == 0 or number == HOW_MANY - 3
    basket = ordering.open_basket(person=buyer if mine else None, now=then)
    first = chance.choice(cards)
    # Most buyers come for one cooperative; every fourth fills her basket at several.
    shelf = cards if number % 4 == 0 else [card for card in cards if card.cooperative_id == first.cooperative_id]
    for card in chance.sample(shelf, chance.choice((1, 2, 2, 3, 4))):
        if card.variant_id and (card.in_stock or card.made_to_order):
            ordering.add_to_basket(
                basket=basket, variant_id=card.variant_id, quantity=chance.choice((1, 1, 1, 2)), now=then
            )
    town = chance.choice(towns)
    name = "سلمى" if mine else chance.choice(NAMES)
    phone = (buyer.phone or "") if mine else f"+2126630{chance.randrange(10_000, 99_999)}"
    address = people.check_postal_address(
        recipient=name, phone=phone, commune_code=town.code, quarter=chance.choice(QUARTERS), landmark="قرب المدرسة"
    )
    view = ordering.checkout_view(basket=basket, address=address, choices={}, now=then)
    choices = {part.group.cooperative_id: part.chosen.code for part in view.parts if part.chosen}
    order = ordering.place_order(
        basket=basket,
        key=view.key,
        contact=ordering.Contact(name=name, phone=phone, email=email, language="ar"),
        address=address,
        choices=choices,
        terms_version=ordering.TERMS_VERSION,
        seen_total_centimes=view.total_centimes,
        now=then,
        is_sample=True,
    )
    age = HOW_MANY - number
    for part in ordering.order_view(order, now=then).parts:
        _live(ordering.part_of_order(order, part.number), chance, age, then)


def _live(part: ordering.CooperativeOrder, chance: random.Random, age: int, then: datetime) -> None:
    """As far as a part of its age has come: the newest still wait, the oldest are paid."""
    if age <= 8:
        return
    if chance.random() < 0.04:
        reason = ordering.decline_reasons()[0][0]
        ordering.decline_part(part=part, reason=reason, actor=None, now=then + timedelta(hours=8))
        return
    ordering.confirm_part(part=part, actor=None, now=then + timedelta(hours=6), accept_rest=True)
    if age <= 13:
        return
    ordering.prepare_part(part=part, actor=None, now=then + timedelta(hours=20))
    if age <= 22:
        return
    ordering.hand_over_part(part=part, actor=None, now=then + timedelta(hours=26), tracking=f"SAMPLE-{part.pk}")
    if age <= 31:
        return
    shipment = delivery.shipment_by_reference(part.number)
    door = then + timedelta(days=3)
    if chance.random() < 0.07:
        reason = delivery.refusal_reasons()[0][0]
        delivery.record_refusal(shipment=shipment, reason=reason, now=door)
        delivery.bring_back(shipment=shipment, now=door + timedelta(days=2))
    else:
        delivery.record_delivery(shipment=shipment, proof=None, role="carrier", now=door)
    ordering.follow_parcel(reference=part.number, now=door)
