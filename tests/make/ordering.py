"""A small market and orders in it, made through the actions. Invented: none of these cooperatives exists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from tests.conftest import NOW
from tests.make.catalog import a_product, only_variant
from tests.make.cooperatives import make_cooperative
from twiza.catalog.api import Variant
from twiza.cooperatives.api import Cooperative
from twiza.delivery.api import enter_tariff, save_carrier
from twiza.ordering import api as ordering
from twiza.people.api import Person, PostalAddress, check_postal_address

EARLIER = NOW - timedelta(days=30)
STEPS = ((1_000, 25_00), (5_000, 35_00), (20_000, 60_00))  # up to grams, fee


@dataclass(frozen=True)
class Seller:
    """A cooperative, its manager, and its one or two things on sale."""

    cooperative: Cooperative
    manager: Person
    variants: tuple[Variant, ...]


def a_carrier(code: str = "test-carrier", *, adapter: str = "own", cash_ceiling: int | None = None) -> str:
    """Carries everywhere: 25, 35 or 60 DH by weight, 10 DH for the cash, two to four days."""
    save_carrier(code=code, names={"ar": "ناقل المثال", "fr": "Transporteur Exemple"}, adapter=adapter)
    for grams, fee in STEPS:
        enter_tariff(
            carrier_code=code,
            method="carrier",
            zone="country",
            max_grams=grams,
            fee_centimes=fee,
            cash_fee_centimes=10_00,
            cash_ceiling_centimes=cash_ceiling,
            days_min=2,
            days_max=4,
            valid_from=date(2026, 1, 1),
        )
    return code


def a_seller(manager: Person, *goods: dict[str, Any], **fields: Any) -> Seller:
    """A verified cooperative of `manager` with a published product for each of `goods` (fields of `a_product`)."""
    cooperative = make_cooperative(manager=manager, **fields)
    made = [a_product(cooperative.pk, by=manager, now=EARLIER, **good) for good in goods or ({},)]
    return Seller(cooperative, manager, tuple(only_variant(product) for product in made))


def to_douar(**fields: Any) -> PostalAddress:
    """Salma's address: a douar of Aït Ourir, no postcode."""
    typed = {
        "recipient": "سلمى بناني",
        "phone": "0661234567",
        "commune_code": "07.041.01.01",
        "quarter": "دوار تاماسينت",
        "landmark": "قرب المسجد",
    }
    return check_postal_address(**(typed | fields))


def contact(**fields: Any) -> ordering.Contact:
    return ordering.Contact(**({"name": "سلمى بناني", "phone": "0661234567"} | fields))


def a_basket(quantities: dict[int, int], *, person: Person | None = None, now: datetime = NOW) -> ordering.Basket:
    """A basket with these quantities, by variant id."""
    basket = ordering.open_basket(person=person, now=now)
    for variant_id, quantity in quantities.items():
        ordering.add_to_basket(basket=basket, variant_id=variant_id, quantity=quantity, now=now)
    return basket


def place(
    basket: ordering.Basket,
    *,
    now: datetime = NOW,
    address: PostalAddress | None = None,
    choices: dict[int, str] | None = None,
    payments: dict[int, str] | None = None,
    **changes: Any,
) -> ordering.Order:
    """Order the basket as its recapitulation stands; `changes` replace what the form would send."""
    address, choices = address or to_douar(), choices or {}
    view = ordering.checkout_view(basket=basket, address=address, choices=choices, payments=payments, now=now)
    chosen = {part.group.cooperative_id: part.chosen.code for part in view.parts if part.chosen}
    sent: dict[str, Any] = {
        "key": view.key,
        "contact": contact(),
        "address": address,
        "choices": choices | chosen,
        "payments": payments,
        "terms_version": view.terms_version,
        "seen_total_centimes": view.total_centimes,
    }
    return ordering.place_order(basket=basket, now=now, **(sent | changes))


def only_part(order: ordering.Order) -> ordering.CooperativeOrder:
    return ordering.CooperativeOrder.objects.select_related("order").get(order=order)


def on_its_way(part: ordering.CooperativeOrder, manager: Person, *, now: datetime = NOW) -> ordering.CooperativeOrder:
    """Confirmed, prepared and handed over."""
    ordering.confirm_part(part=part, actor=manager, now=now, accept_rest=True)
    ordering.prepare_part(part=part, actor=manager, now=now)
    ordering.hand_over_part(part=part, actor=manager, now=now)
    return part
