"""Addresses that letters and papers carry."""

from django.conf import settings

from twiza.ordering.models import CooperativeOrder, Order
from twiza.ordering.terms.words import ORDER_PATH, PARCEL_PATH, WORKSHOP_PART_PATH


def order_path(order: Order, language: str | None = None) -> str:
    """The page that a guest's link opens, in the order's language: `/ar/orders/TW-…/…/`."""
    return f"/{language or order.language}" + ORDER_PATH.format(number=order.number, secret=order.secret)


def order_link(order: Order) -> str:
    return settings.SITE_URL + order_path(order)


def part_link(part: CooperativeOrder, slug: str, language: str) -> str:
    """The part's page in its cooperative's workshop."""
    return f"{settings.SITE_URL}/{language}" + WORKSHOP_PART_PATH.format(slug=slug, number=part.number)


def parcel_link(shipment_number: str, language: str) -> str:
    """What the QR of a parcel opens for whoever holds it: a page to type the delivery code in."""
    return f"{settings.SITE_URL}/{language}" + PARCEL_PATH.format(number=shipment_number)
