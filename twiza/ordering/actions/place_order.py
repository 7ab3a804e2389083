from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import connection, transaction

from twiza.catalog.api import sell_stock
from twiza.commission.api import Commission, Sold, commission_of
from twiza.kernel.numbers import public_number
from twiza.kernel.periods import day_of
from twiza.kernel.refusals import Refusal
from twiza.kernel.say import dirhams
from twiza.law.api import rule
from twiza.ordering.actions.hold_for_checkout import catalogue_refusals
from twiza.ordering.actions.open_payments import open_payments
from twiza.ordering.facts import OrderPlaced
from twiza.ordering.models import Basket, CooperativeOrder, Order, OrderLine
from twiza.ordering.queries.baskets import basket_view, refuse_troubles
from twiza.ordering.queries.checkout import pay_by, quoted
from twiza.ordering.queries.views import BasketLineView, CheckoutPart, CheckoutView
from twiza.ordering.states import CASH, Status
from twiza.ordering.terms.refusals import (
    AddressMissing,
    CashNotTaken,
    CheckoutStale,
    DeliveryNotChosen,
    DeliveryNotPossible,
    NameMissing,
    TermsNotAccepted,
    TotalChanged,
    WayNotOffered,
)
from twiza.ordering.terms.words import TERMS_VERSION, Contact, named
from twiza.payments.api import ways
from twiza.people.api import NotAnEmail, PostalAddress, normalise_phone
from twiza.plumbing.api import announce


def place_order(
    *,
    basket: Basket,
    key: str,
    contact: Contact,
    address: PostalAddress,
    choices: Mapping[int, str],
    payments: Mapping[int, str] | None = None,
    terms_version: str,
    seen_total_centimes: int,
    now: datetime,
    is_sample: bool = False,
) -> Order:
    """Make the basket an order, with one part per cooperative; or refuse by name and change nothing.

    `payments` names a way to pay (`payments.api.ways`) per cooperative id; None: all in cash at the door. Parts paid
    beforehand wait as UNPAID, with one payment opened for all parts of one way: `next_to_pay(order)` leads there. Their
    stock is taken all the same, and comes back when the payment expires.

    `key` and `seen_total_centimes` are those of the `CheckoutView` she confirmed (Code of obligations art. 65-5).
    The same key again, from a double click, a retry or a second tab, gives the same order.
    """
    contact = _checked(contact)
    if terms_version != TERMS_VERSION:
        raise TermsNotAccepted()
    if not (address.commune_code and address.quarter.strip()):
        raise AddressMissing()
    if not connection.features.has_select_for_update:
        # Whoever comes too late is told without waiting for the lock: on SQLite it is everybody's.
        if placed := Order.objects.filter(key=key).first():
            return placed
        try:
            refuse_troubles(basket_view(basket, now=now))
        except Refusal:
            if placed := Order.objects.filter(key=key).first():
                return placed  # by the other click, between the two looks
            raise
    return _place(basket, key, contact, address, choices, payments or {}, seen_total_centimes, now, is_sample)


@transaction.atomic
def _place(
    basket: Basket,
    key: str,
    contact: Contact,
    address: PostalAddress,
    choices: Mapping[int, str],
    payments: Mapping[int, str],
    seen_total_centimes: int,
    now: datetime,
    is_sample: bool,
) -> Order:
    # Whoever changes the nonce places the order; the others wait here (on SQLite at BEGIN), and then find it.
    row = Basket.objects.select_for_update().filter(pk=basket.pk).first()
    if row is None or key != row.key:
        if placed := Order.objects.filter(key=key).first():
            return placed
        raise CheckoutStale()
    contents = basket_view(row, now=now)
    refuse_troubles(contents)
    paid = {group.cooperative_id: payments.get(group.cooperative_id, CASH) for group in contents.groups}
    view = quoted(contents, key=key, address=address, choices=choices, payments=paid, on=day_of(now))
    _refuse_delivery(view, choices)
    _refuse_ways(view)
    if view.total_centimes != seen_total_centimes:
        raise TotalChanged(seen=dirhams(seen_total_centimes), now=dirhams(view.total_centimes))
    _take_stock(view, now)
    order = _order(basket, key, contact, address, view, now, is_sample)
    _write_parts(order, view, now)
    open_payments(order, view.sums, now=now)
    fresh = secrets.token_urlsafe(16)
    basket.lines.all().delete()
    if not Basket.objects.filter(pk=row.pk, nonce=row.nonce).update(nonce=fresh, changed_at=now, held_until=None):
        raise CheckoutStale()  # never: the row is ours
    basket.nonce, basket.held_until = fresh, None
    announce(OrderPlaced(order_id=order.pk))
    return order


def _checked(contact: Contact) -> Contact:
    name, email = " ".join(contact.name.split()), contact.email.strip()
    if not name:
        raise NameMissing()
    try:
        if email:
            validate_email(email)
    except ValidationError:
        raise NotAnEmail() from None
    return Contact(name=name[:120], phone=normalise_phone(contact.phone), email=email, language=contact.language)


def _refuse_delivery(view: CheckoutView, choices: Mapping[int, str]) -> None:
    """What the page proposes is no choice until the form says it."""
    for part in view.parts:
        wanted = choices.get(part.group.cooperative_id)
        if part.chosen is not None and part.chosen.code == wanted:
            continue
        refusal: type[Refusal] = DeliveryNotChosen
        if not (part.cash_possible or (part.quotes and part.payment != CASH)):
            refusal = DeliveryNotPossible
        elif part.payment == CASH and any(quote.code == wanted for quote in part.quotes):
            refusal = CashNotTaken
        raise refusal(name=named(part.group.names))


def _refuse_ways(view: CheckoutView) -> None:
    """Each way must be offered for what is paid in it."""
    for paid in view.sums:
        way = next((way for way in ways(amount_centimes=paid.centimes) if way.code == paid.code), None)
        if way is None or way.refusal is not None:
            raise WayNotOffered()


def _take_stock(view: CheckoutView, now: datetime) -> None:
    """Exactly these lines are sold, first of all from what the recapitulation held for them."""
    quantities = {line.variant_id: line.quantity for line in view.basket.all_lines}
    with catalogue_refusals(view.basket):
        sell_stock(reference=view.key, quantities=quantities, now=now)


def _order(
    basket: Basket,
    key: str,
    contact: Contact,
    address: PostalAddress,
    view: CheckoutView,
    now: datetime,
    is_sample: bool,
) -> Order:
    return Order.objects.create(
        number=public_number("TW"),
        key=key,
        secret=secrets.token_urlsafe(32),
        person_id=basket.person_id,
        name=contact.name,
        phone=contact.phone,
        email=contact.email,
        language=contact.language,
        commune_id=address.commune_code,
        address=address.as_dict(),
        goods_centimes=view.goods_centimes,
        delivery_centimes=view.delivery_centimes,
        cash_fee_centimes=view.cash_fee_centimes,
        total_centimes=view.total_centimes,
        terms_version=TERMS_VERSION,
        terms_accepted_at=now,
        placed_at=now,
        is_sample=is_sample,
    )


def _write_parts(order: Order, view: CheckoutView, now: datetime) -> None:
    """The parts and their lines, each line with the commission of the day."""
    on = day_of(now)
    lines = [(part.group.cooperative_id, line) for part in view.parts for line in part.group.lines]
    sold = [Sold(seller, line.category_path, line.total_centimes) for seller, line in lines]
    taken = dict(zip((line.variant_id for _seller, line in lines), commission_of(sold, on=on), strict=True))
    rows = CooperativeOrder.objects.bulk_create(_part(order, part, now) for part in view.parts)
    OrderLine.objects.bulk_create(
        _line(row, line, taken[line.variant_id], on)
        for row, part in zip(rows, view.parts, strict=True)
        for line in part.group.lines
    )


def _part(order: Order, view: CheckoutPart, now: datetime) -> CooperativeOrder:
    on = day_of(now)
    assert view.chosen is not None
    assert view.promised_on is not None
    chosen = {k: v for k, v in asdict(view.chosen).items() if k not in ("cash_refusal", "cash_allowed")}
    until = pay_by(view.payment, now) if view.payment != CASH else None
    return CooperativeOrder(
        order=order,
        number=public_number("TC"),
        cooperative_id=view.group.cooperative_id,
        seller=dict(view.group.seller),
        quote=chosen | {"sender_commune": view.group.commune_code, "by_hand": view.group.hand_delivery},
        goods_centimes=view.group.goods_centimes,
        delivery_centimes=view.delivery_centimes,
        cash_fee_centimes=view.cash_fee_centimes,
        total_centimes=view.total_centimes,
        ordered_centimes=view.total_centimes,
        grams=view.group.grams,
        payment=view.payment,
        pay_by=until,
        status=Status.PLACED if until is None else Status.UNPAID,
        confirm_by=(until or now) + timedelta(hours=rule("house.confirm_hours", on=on).value),
        promised_on=view.promised_on,
    )


def _line(part: CooperativeOrder, line: BasketLineView, taken: Commission, on: date) -> OrderLine:
    vat = rule(f"trade.vat_{line.vat_class}", on=on)
    return OrderLine(
        part=part,
        variant_id=line.variant_id,
        product_id_sold=line.product_id,
        slug=line.slug,
        names=dict(line.names),
        labels=dict(line.labels),
        sku=line.sku,
        content_amount=line.content_amount,
        content_unit=line.content_unit,
        quantity=line.quantity,
        price_centimes=line.price_centimes,
        total_centimes=line.total_centimes,
        weight_grams=line.weight_grams,
        vat_class=line.vat_class,
        vat_basis_points=vat.value,
        vat_since=vat.since,
        made_to_order=line.made_to_order,
        perishable=line.perishable,
        lead_days=line.lead_days,
        personalised=line.personalised,
        warranty_months=line.warranty_months,
        warranty_terms=dict(line.warranty_terms),
        category_path=line.category_path,
        commission_rule_id=taken.rule_id,
        commission_basis_points=taken.basis_points,
        commission_cap_centimes=taken.cap_centimes,
        commission_centimes=taken.centimes,
        commission_vat_basis_points=taken.vat_basis_points,
        commission_vat_centimes=taken.vat_centimes,
        cooperative_traits=list(taken.traits),
    )
