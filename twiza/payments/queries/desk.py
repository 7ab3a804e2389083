"""What the desk sees: parked money, repayments, payments, callbacks. Each list is one query a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from django.db.models import Count, Q, QuerySet, Sum

from twiza.kernel.numbers import normalise_number
from twiza.payments.models import Callback, Payment, Receipt, Repayment
from twiza.payments.states import ReceiptStatus, RepaymentStatus, Status
from twiza.payments.terms import (
    LABELS,
    NUMBER_PREFIX,
    RECEIPT_LABELS,
    REPAYMENT_LABELS,
    ROUTES,
    STATUS_LABELS,
    Standing,
    Verdict,
)

PAGE = 50
Card = TypeVar("Card")


@dataclass(frozen=True, slots=True)
class Page(Generic[Card]):
    items: Sequence[Card]
    next: int | None


@dataclass(frozen=True, slots=True)
class ReceiptCard:
    """Money that came. `payment_open` says whether its own payment may still take it."""

    id: int
    came_by: Any
    claimed: str
    payment_number: str
    payment_status: str
    asked_centimes: int
    centimes: int
    standing: str
    standing_label: Any
    status: str
    status_label: Any
    from_name: str
    from_rib: str
    external_id: str
    came_on: date
    note: str
    resolved_at: datetime | None

    @property
    def payment_open(self) -> bool:
        return self.payment_status == Status.OPEN


@dataclass(frozen=True, slots=True)
class RepaymentCard:
    """`by_hand`: a person sends or enters it, then confirms it here. `needs_rib`: it waits for an account number."""

    number: str
    reference: str
    payment_number: str
    centimes: int
    route: str
    route_label: Any
    status: str
    status_label: Any
    payee_name: str
    payee_rib: str
    acquirer_id: str
    external_id: str
    reason: str
    asked_at: datetime
    paid_at: datetime | None
    by_hand: bool
    needs_rib: bool


@dataclass(frozen=True, slots=True)
class PaymentCard:
    id: int
    number: str
    reference: str
    way_label: Any
    status: str
    status_label: Any
    centimes: int
    refunded_centimes: int
    payer_name: str
    created_at: datetime
    expires_at: datetime
    settled_at: datetime | None


@dataclass(frozen=True, slots=True)
class CallbackCard:
    id: int
    adapter: str
    at: datetime
    claimed: str
    verdict: str
    verdict_label: Any
    reason: str
    answer: str
    fields: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for the desk: how many, how much."""

    parked: int
    parked_centimes: int
    to_give: int
    to_give_centimes: int


def waiting_for_desk() -> Waiting:
    parked = Receipt.objects.filter(status=ReceiptStatus.PARKED).aggregate(n=Count("pk"), sum=Sum("centimes"))
    due = _due().aggregate(n=Count("pk"), sum=Sum("amount_centimes"))
    return Waiting(parked["n"], parked["sum"] or 0, due["n"], due["sum"] or 0)


def parked_receipts(*, after: int | None = None, everything: bool = False) -> Page[ReceiptCard]:
    """Money the desk has yet to decide on, the oldest first; or all that ever came, the newest first."""
    rows = Receipt.objects.select_related("payment")
    if everything:
        rows = rows.order_by("-pk")
        rows = rows.filter(pk__lt=after) if after else rows
    else:
        rows = rows.filter(status=ReceiptStatus.PARKED).order_by("pk")
        rows = rows.filter(pk__gt=after) if after else rows
    return _page(rows, receipt_card)


def parked_for(receipt: Receipt) -> list[ReceiptCard]:
    """Other parked money that came for the same payment."""
    if receipt.payment_id is None:
        return []
    same = Receipt.objects.filter(payment=receipt.payment_id, status=ReceiptStatus.PARKED).exclude(pk=receipt.pk)
    return [receipt_card(row) for row in same.select_related("payment").order_by("pk")]


def receipt_card(row: Receipt) -> ReceiptCard:
    payment = row.payment
    return ReceiptCard(
        id=row.pk,
        came_by=ROUTES.get(row.adapter, row.adapter),
        claimed=row.claimed,
        payment_number=payment.number if payment else "",
        payment_status=payment.status if payment else "",
        asked_centimes=payment.amount_centimes if payment else 0,
        centimes=row.centimes,
        standing=row.standing,
        standing_label=Standing(row.standing).label if row.standing else "",
        status=row.status,
        status_label=RECEIPT_LABELS[row.status],
        from_name=row.from_name,
        from_rib=row.from_rib,
        external_id=row.external_id,
        came_on=row.came_on,
        note=row.note,
        resolved_at=row.resolved_at,
    )


def repayments(*, status: str = "", after: int | None = None) -> Page[RepaymentCard]:
    """The newest first, 50 at a time: of one `status`, or with "" what a person must do."""
    rows = Repayment.objects.filter(status=status) if status else _due()
    rows = rows.filter(pk__lt=after) if after else rows
    return _page(rows.select_related("payment", "receipt").order_by("-pk"), repayment_card)


def repayments_of(number: str) -> list[RepaymentCard]:
    """Of one payment, the oldest first."""
    rows = Repayment.objects.filter(Q(payment__number=number) | Q(receipt__payment__number=number))
    return [repayment_card(row) for row in rows.select_related("payment", "receipt").order_by("pk")]


def repayment_card(row: Repayment) -> RepaymentCard:
    due = row.status == RepaymentStatus.DUE
    return RepaymentCard(
        number=row.number,
        reference=row.reference,
        payment_number=row.payment.number if row.payment else "",
        centimes=row.amount_centimes,
        route=row.route,
        route_label=ROUTES.get(row.route, row.route),
        status=row.status,
        status_label=REPAYMENT_LABELS[row.status],
        payee_name=row.payee_name,
        payee_rib=row.payee_rib,
        acquirer_id=row.receipt.external_id if row.receipt else "",
        external_id=row.external_id,
        reason=row.reason,
        asked_at=row.asked_at,
        paid_at=row.paid_at,
        by_hand=due and row.route in ("card", "cash"),
        needs_rib=row.status == RepaymentStatus.FAILED or (due and row.route == "transfer"),
    )


def payments(*, typed: str = "", status: str = "", after: int | None = None) -> Page[PaymentCard]:
    """The newest first; `typed` is a payment's number, or what its reference begins with (an order's number)."""
    rows = Payment.objects.order_by("-pk")
    if typed:
        number = normalise_number(typed) or typed
        ours = number.startswith(f"{NUMBER_PREFIX}-")
        rows = rows.filter(number=number) if ours else rows.filter(reference__startswith=number)
    if status:
        rows = rows.filter(status=status)
    if after:
        rows = rows.filter(pk__lt=after)
    return _page(rows, payment_card)


def payment_card(row: Payment) -> PaymentCard:
    return PaymentCard(
        id=row.pk,
        number=row.number,
        reference=row.reference,
        way_label=LABELS[row.way],
        status=row.status,
        status_label=STATUS_LABELS[row.status],
        centimes=row.amount_centimes,
        refunded_centimes=row.refunded_centimes,
        payer_name=row.payer_name,
        created_at=row.created_at,
        expires_at=row.expires_at,
        settled_at=row.settled_at,
    )


def receipts_of(number: str) -> list[ReceiptCard]:
    rows = Receipt.objects.filter(payment__number=number).select_related("payment").order_by("pk")
    return [receipt_card(row) for row in rows]


def callbacks(*, number: str = "", after: int | None = None) -> Page[CallbackCard]:
    """What acquirers told us, the newest first; of one payment with `number`."""
    rows = Callback.objects.order_by("-pk")
    if number:
        rows = rows.filter(payment__number=number)
    if after:
        rows = rows.filter(pk__lt=after)
    return _page(rows, _callback)


def _callback(row: Callback) -> CallbackCard:
    return CallbackCard(
        id=row.pk,
        adapter=row.adapter,
        at=row.at,
        claimed=row.claimed,
        verdict=row.verdict,
        verdict_label=Verdict(row.verdict).label,
        reason=str(Standing(row.reason).label) if row.reason in Standing.values else row.reason,
        answer=row.answer,
        fields=tuple(row.fields.items()),
    )


def _due() -> QuerySet[Repayment]:
    """What a person must do: enter it at the acquirer, hand cash over, ask for an account number, try again."""
    by_hand = Q(status=RepaymentStatus.DUE) & ~Q(route="stripe")
    return Repayment.objects.filter(by_hand | Q(status=RepaymentStatus.FAILED))


def _page(rows: QuerySet[Any], card: Any) -> Page[Any]:
    found = list(rows[: PAGE + 1])
    return Page([card(row) for row in found[:PAGE]], found[PAGE - 1].pk if len(found) > PAGE else None)
