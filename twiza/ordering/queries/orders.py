"""An order and its parts, as the buyer, the cooperative and the desk see them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from twiza.cooperatives.api import CooperativeCard, cooperative_cards
from twiza.delivery.api import ShipmentCard, delivery_code, shipment_by_reference, shipment_cards
from twiza.geography.api import CommuneCard, commune_cards
from twiza.kernel.money import Money
from twiza.kernel.periods import day_of
from twiza.law.api import withdrawal_exception
from twiza.ordering.models import CooperativeOrder, Order, OrderLine
from twiza.ordering.queries.paying import payments_of
from twiza.ordering.queries.views import OrderLineView, OrderView, PartView, TimelineStep
from twiza.ordering.states import BUYER, CASH, COOPERATIVE, PART, LineStatus, Status
from twiza.ordering.terms.words import STATUS_WORDS, reason_words, way_words

OVER = (Status.DECLINED, Status.CANCELLED, Status.RETURNED)  # nothing is due for these
PAID = ("paid", Status.PLACED, pgettext_lazy("timeline", "Paid"), "paid_at")
WAY = (
    ("placed", Status.PLACED, pgettext_lazy("timeline", "Ordered"), "placed_at"),
    ("confirmed", Status.CONFIRMED, pgettext_lazy("timeline", "Confirmed by the cooperative"), "confirmed_at"),
    ("prepared", Status.PREPARED, pgettext_lazy("timeline", "Parcel ready"), "prepared_at"),
    ("handed_over", Status.HANDED_OVER, pgettext_lazy("timeline", "On its way"), "handed_over_at"),
    ("delivered", Status.DELIVERED, pgettext_lazy("timeline", "Delivered"), "ended_at"),
)
ENDS = {
    Status.DECLINED: pgettext_lazy("timeline", "Declined by the cooperative"),
    Status.CANCELLED: pgettext_lazy("timeline", "Cancelled"),
    Status.REFUSED: pgettext_lazy("timeline", "Refused at the door"),
    Status.RETURNED: pgettext_lazy("timeline", "Returned to the cooperative"),
}
CASH_WORDS = {
    "to_pay": _("To pay at the door"),
    "collected": _("Paid at the door; the money is on its way to the cooperative"),
    "remitted": _("Paid; the cooperative has received the money"),
    "with_market": _("Paid; the market has received the money"),
    "awaited": _("Waiting for the payment"),
    "prepaid": _("Paid beforehand: nothing to collect"),
    "none": _("Nothing to pay"),
}


def order_view(order: Order, *, now: datetime, for_buyer: bool = True) -> OrderView:
    """The whole order. `for_buyer` shows the delivery codes: never pass it for anybody else."""
    rows = list(order.parts.prefetch_related("lines"))
    for row in rows:
        row.order = order
    parts = tuple(_part_views(rows, now=now, for_buyer=for_buyer))
    due = [part for part in parts if part.status not in OVER]
    return OrderView(
        order_id=order.pk,
        number=order.number,
        secret=order.secret if for_buyer else "",
        placed_at=order.placed_at,
        name=order.name,
        phone=order.phone,
        email=order.email,
        language=order.language,
        address=order.address,
        commune_names=parts[0].commune_names if parts else {},
        parts=parts,
        payments=payments_of(order, rows, for_buyer=for_buyer),
        cash_centimes=sum(part.total_centimes for part in due if part.payment == CASH),
        goods_centimes=sum(part.goods_centimes for part in due),
        delivery_centimes=sum(part.delivery_centimes for part in due),
        cash_fee_centimes=sum(part.cash_fee_centimes for part in due),
        total_centimes=sum(part.total_centimes for part in due),
        placed_total_centimes=order.total_centimes,
        terms_version=order.terms_version,
        terms_accepted_at=order.terms_accepted_at,
        has_confirmation=order.confirmation_id is not None,
        is_sample=order.is_sample,
    )


def part_view(part: CooperativeOrder, *, now: datetime) -> PartView:
    """One part for its cooperative; no delivery code."""
    return _part_views([part], now=now, for_buyer=False)[0]


def _part_views(rows: Iterable[CooperativeOrder], *, now: datetime, for_buyer: bool) -> list[PartView]:
    rows = list(rows)
    cards = cooperative_cards({row.cooperative_id for row in rows}, on=day_of(now))
    parcels = shipment_cards([row.number for row in rows if row.prepared_at])
    communes = commune_cards({row.order.commune_id for row in rows})
    return [
        _view(row, cards[row.cooperative_id], parcels.get(row.number), communes[row.order.commune_id], for_buyer)
        for row in rows
    ]


def _view(
    row: CooperativeOrder,
    card: CooperativeCard,
    parcel: ShipmentCard | None,
    commune: CommuneCard,
    for_buyer: bool,
) -> PartView:
    order, cash = row.order, cash_state(row, parcel)
    lines = tuple(line_view(line, day_of(order.placed_at)) for line in row.lines.all())
    received_on = day_of(row.ended_at) if row.status == Status.DELIVERED and row.ended_at else None
    on_its_way = for_buyer and row.status == Status.HANDED_OVER
    return PartView(
        part_id=row.pk,
        number=row.number,
        order_number=order.number,
        status=row.status,
        status_words=STATUS_WORDS[row.status],
        cooperative_id=row.cooperative_id,
        cooperative_slug=card.slug,
        cooperative_names=card.names,
        seller=row.seller,
        quote=row.quote,
        buyer_name=order.name,
        buyer_phone=order.phone,
        address=order.address,
        commune_names=commune.names,
        province_names=commune.province_names,
        language=order.language,
        lines=lines,
        goods_centimes=row.goods_centimes,
        delivery_centimes=row.delivery_centimes,
        cash_fee_centimes=row.cash_fee_centimes,
        total_centimes=row.total_centimes,
        grams=row.grams,
        placed_at=order.placed_at,
        confirm_by=row.confirm_by,
        promised_on=row.promised_on,
        reason=row.reason,
        reason_words=reason_words(row.reason) or (parcel.reason_label if parcel and row.reason else ""),
        note=row.note,
        timeline=timeline(row),
        shipment=parcel,
        payment=row.payment,
        payment_words=way_words(row.payment),
        paid_at=row.paid_at,
        pay_by=row.pay_by,
        ordered_centimes=row.ordered_centimes,
        cash_state=cash,
        cash_words=CASH_WORDS[cash],
        delivery_code=delivery_code(shipment_by_reference(row.number)) if on_its_way else "",
        received_on=received_on,
        all_decided=all(line.status != LineStatus.ORDERED for line in lines),
        # whether a late part may be given up depends on its days, not on its state: protection says so
        buyer_verbs=tuple(verb for verb in PART.open_to(row.status, BUYER) if verb != "give_up"),
        cooperative_verbs=tuple(PART.open_to(row.status, COOPERATIVE)),
    )


def line_view(line: OrderLine, ordered_on: date) -> OrderLineView:
    """A line as sold."""
    return OrderLineView(
        line_id=line.pk,
        variant_id=line.variant_id,
        product_id=line.product_id_sold,
        slug=line.slug,
        names=line.names,
        labels=line.labels,
        sku=line.sku,
        content_amount=line.content_amount,
        content_unit=line.content_unit,
        quantity=line.quantity,
        price_centimes=line.price_centimes,
        total_centimes=line.total_centimes,
        vat_basis_points=line.vat_basis_points,
        vat_centimes=vat_inside(line.total_centimes, line.vat_basis_points),
        made_to_order=line.made_to_order,
        perishable=line.perishable,
        personalised=line.personalised,
        warranty_months=line.warranty_months,
        warranty_terms=line.warranty_terms,
        status=line.status,
        reason=line.reason,
        reason_words=reason_words(line.reason),
        withdrawal_exception=withdrawal_exception(
            personalised=line.personalised, perishable=line.perishable, on=ordered_on
        ),
    )


def vat_inside(centimes: int, basis_points: int) -> int:
    """The VAT that a price with VAT contains, to the nearest centime.

    >>> vat_inside(12_000, 2_000)
    2000
    """
    without, vat = 10_000, basis_points
    return Money(centimes).split([without, vat])[1].centimes if vat else 0


def cash_state(row: CooperativeOrder, parcel: ShipmentCard | None) -> str:
    """to_pay, collected, remitted, with_market, none; awaited or prepaid beforehand: never paid before it is."""
    if row.payment != CASH:
        return "none" if row.status in OVER else "awaited" if row.paid_at is None else "prepaid"
    if parcel is None or parcel.cash is None:
        return "none" if row.status in OVER else "to_pay"
    if parcel.cash.remitted_to == "market":
        return "with_market"
    return {"to_collect": "to_pay", "not_due": "none"}.get(parcel.cash.status, parcel.cash.status)


def timeline(row: CooperativeOrder) -> tuple[TimelineStep, ...]:
    """The steps made, the one the part is at, and those to come; or the end that came instead."""
    moments: Mapping[str, Any] = {
        "placed_at": row.order.placed_at,
        "paid_at": row.paid_at,
        "confirmed_at": row.confirmed_at,
        "prepared_at": row.prepared_at,
        "handed_over_at": row.handed_over_at,
        "ended_at": row.ended_at,
    }
    way: tuple[tuple[str, str, Any, str], ...] = WAY
    if row.payment != CASH:
        way = ((WAY[0][0], Status.UNPAID, *WAY[0][2:]), PAID, *WAY[1:])
    if row.status in ENDS:
        made = [step for step in way[:-1] if moments[step[3]]]
        steps = [TimelineStep(code, label, "done", moments[at]) for code, _status, label, at in made]
        state = "now" if row.status == Status.REFUSED else "stopped"
        return (*steps, TimelineStep(row.status, ENDS[Status(row.status)], state, row.ended_at))
    here = next(i for i, step in enumerate(way) if step[1] == row.status)
    last = len(way) - 1
    states = ["done" if i < here or i == here == last else "now" if i == here else "to_come" for i in range(len(way))]
    return tuple(
        TimelineStep(code, label, states[i], moments[at] if i <= here else None)
        for i, (code, _status, label, at) in enumerate(way)
    )
