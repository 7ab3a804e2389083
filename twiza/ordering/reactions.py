"""What ordering does when something happened; each may run twice."""

from __future__ import annotations

from django.utils import timezone

from twiza.delivery.api import ParcelDelivered, ParcelHandedOver, ParcelRefused, ParcelReturned, shipment_card
from twiza.ordering import messages
from twiza.ordering.actions.end_unpaid import expire_parts
from twiza.ordering.actions.follow_parcel import follow_parcel
from twiza.ordering.actions.keep_confirmation import keep_confirmation
from twiza.ordering.actions.pay_parts import pay_parts
from twiza.ordering.facts import (
    OrderPlaced,
    PartCancelled,
    PartConfirmed,
    PartDeclined,
    PartHandedOver,
    PartReceived,
    PartReturned,
)
from twiza.ordering.models import CooperativeOrder, OrderLine
from twiza.ordering.queries.received import received_counts
from twiza.ordering.states import CASH
from twiza.payments.api import PaymentExpired, PaymentSettled
from twiza.search.api import Signals, set_signals


def give_confirmation(fact: OrderPlaced) -> None:
    """The buyer gets the durable confirmation."""
    keep_confirmation.enqueue(key=f"confirmation-{fact.order_id}", order_id=fact.order_id)


def tell_cooperatives(fact: OrderPlaced) -> None:
    """Those whose part is paid at the door; the others hear of theirs when it is paid."""
    for part in CooperativeOrder.objects.filter(order=fact.order_id, payment=CASH).select_related("order"):
        messages.new_order(part)


def weigh_sales(fact: PartReceived) -> None:
    """What was received counts a little in the order of what is found."""
    products = OrderLine.objects.filter(part=fact.part_id).values_list("product_id_sold", flat=True)
    counts = received_counts(products)
    set_signals("product", {str(product): Signals(sold=counts.get(product, 0)) for product in products})


def mark_paid(fact: PaymentSettled) -> None:
    """The parts that this payment was for begin."""
    pay_parts(reference=fact.reference, now=timezone.now())


def let_go(fact: PaymentExpired) -> None:
    """The parts that this payment was for end."""
    expire_parts(reference=fact.reference, now=timezone.now())


def tell_confirmed(fact: PartConfirmed) -> None:
    messages.part_confirmed(_part(fact.part_id))


def tell_declined(fact: PartDeclined) -> None:
    messages.part_declined(_part(fact.part_id))


def tell_handed_over(fact: PartHandedOver) -> None:
    part = _part(fact.part_id)
    if part.status == "handed_over":  # a code that is already used helps nobody
        messages.part_handed_over(part)


def tell_cancelled(fact: PartCancelled) -> None:
    messages.part_cancelled(_part(fact.part_id))


def tell_returned(fact: PartReturned) -> None:
    messages.part_returned(_part(fact.part_id))


def follow(fact: ParcelHandedOver | ParcelDelivered | ParcelRefused | ParcelReturned) -> None:
    """The part goes where its parcel went, at the moment it did."""
    parcel = shipment_card(fact.reference)
    if parcel is not None:
        follow_parcel(reference=fact.reference, now=parcel.events[-1].at)


def _part(part_id: int) -> CooperativeOrder:
    return CooperativeOrder.objects.select_related("order").get(pk=part_id)
