"""A payment as its buyer and its owner see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Sum

from twiza.bank import api as bank
from twiza.payments.models import Payment, Receipt
from twiza.payments.states import ReceiptStatus, Status
from twiza.payments.terms import LABELS, SAYS, Verdict, Way

PAY_PATH = "/{language}/pay/{number}/{secret}/"


@dataclass(frozen=True, slots=True)
class TransferInstructions:
    """What to write on a transfer to us. `rib` is in groups (3 3 16 2), `iban` in groups of four."""

    holder: str
    bank_name: str
    rib: str
    iban: str
    write: str
    until: datetime


@dataclass(frozen=True, slots=True)
class PaymentView:
    """`parked_centimes` came for it but can't be placed; `refused` is the bank's last no, in its own words."""

    reference: str
    number: str
    status: str
    way: str
    way_label: Any
    way_says: Any
    amount_centimes: int
    refunded_centimes: int
    created_at: datetime
    expires_at: datetime
    settled_at: datetime | None
    pay_path: str
    back_path: str
    language: str
    parked_centimes: int
    refused: str | None
    instructions: TransferInstructions | None

    @property
    def is_open(self) -> bool:
        return self.status == Status.OPEN


def payment_view(reference: str) -> PaymentView | None:
    """What one payment stands at; None where nobody asked for it."""
    payment = Payment.objects.filter(reference=reference).first()
    return view_of(payment) if payment else None


def payment_by_number(number: str) -> PaymentView | None:
    payment = Payment.objects.filter(number=number).first()
    return view_of(payment) if payment else None


def pay_path(payment: Payment, language: str = "") -> str:
    """Where the buyer goes to pay: the link itself is her key to it."""
    return PAY_PATH.format(language=language or payment.language, number=payment.number, secret=payment.secret)


def view_of(payment: Payment) -> PaymentView:
    parked = Receipt.objects.filter(payment=payment, status=ReceiptStatus.PARKED).aggregate(sum=Sum("centimes"))
    is_open = payment.status == Status.OPEN
    return PaymentView(
        reference=payment.reference,
        number=payment.number,
        status=payment.status,
        way=payment.way,
        way_label=LABELS[payment.way],
        way_says=SAYS[payment.way],
        amount_centimes=payment.amount_centimes,
        refunded_centimes=payment.refunded_centimes,
        created_at=payment.created_at,
        expires_at=payment.expires_at,
        settled_at=payment.settled_at,
        pay_path=pay_path(payment),
        back_path=payment.back_path,
        language=payment.language,
        parked_centimes=parked["sum"] or 0,
        refused=_last_no(payment) if is_open and payment.way != Way.TRANSFER else None,
        instructions=_instructions(payment) if is_open and payment.way == Way.TRANSFER else None,
    )


def _last_no(payment: Payment) -> str | None:
    last = payment.callbacks.order_by("-id").values_list("verdict", "reason").first()
    return last[1] if last and last[0] == Verdict.REFUSED else None


def _instructions(payment: Payment) -> TransferInstructions | None:
    account = next(iter(bank.accounts()), None)
    if account is None:
        return None
    iban = bank.iban_of(account.rib)
    return TransferInstructions(
        holder=account.holder,
        bank_name=account.bank,
        rib=f"{account.rib[:3]} {account.rib[3:6]} {account.rib[6:22]} {account.rib[22:]}",
        iban=" ".join(iban[i : i + 4] for i in range(0, len(iban), 4)),
        write=payment.number,
        until=payment.expires_at,
    )
