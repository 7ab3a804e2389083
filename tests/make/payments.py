"""Payments, an acquirer that speaks, and a bank statement that brings transfers."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import count
from typing import Any

from tests.conftest import NOW
from twiza.bank.api import import_statement
from twiza.payments.adapters.hosted_page import hash_ver3
from twiza.payments.api import Heard, Payer, Payment, Said, open_payment, take_callback
from twiza.plumbing.api import deliver

KEY = "SAMPLE-KEY"
CARD = {
    "code": "acquirer",
    "gate": "https://pay.acquirer.example/fim/est3Dgate",
    "client_id": "600000000",
    "store_key": KEY,
    "store_type": "3D_PAY_HOSTING",
    "transaction": "PreAuth",
    "answer": "ACTION=POSTAUTH",
    "unexpected": "park",
}
WEBHOOK = "whsec_sample"
STRIPE = {"secret_key": "sk_test_sample", "webhook_secret": WEBHOOK, "page": "https://checkout.stripe.com"}
ALL_WAYS = {"ways": ["cash", "transfer", "card", "card_abroad"], "card": CARD, "stripe": STRIPE}
RIB = "999780000000000000012327"  # a sample account
_serial = count(1)


def a_payer(**fields: Any) -> Payer:
    typed = {"name": "سلمى بناني", "phone": "+212661234567", "email": "salma@example.ma", "language": "ar"}
    return Payer(**(typed | fields))


def a_payment(
    centimes: int = 180_50, *, way: str = "card", reference: str = "", now: datetime = NOW, **fields: Any
) -> Payment:
    """180.50 MAD to pay by card within the hour."""
    asked: dict[str, Any] = {"payer": a_payer(), "back_path": "/ar/basket/", "expires_at": now + timedelta(hours=1)}
    return open_payment(
        reference=reference or f"test-{next(_serial)}:{way}",
        amount_centimes=centimes,
        way=way,
        now=now,
        **(asked | fields),
    )


def callback_fields(payment: Payment | None, *, key: str = KEY, **changes: str) -> dict[str, str]:
    """What the acquirer posts after a success; `changes` before the hash is made. None for an order of nobody's."""
    number = payment.number if payment else "PY-2222222"
    centimes = payment.amount_centimes if payment else 180_50
    fields = {
        "clientid": CARD["client_id"],
        "oid": f"{number}-a1b2c3",
        "amount": f"{centimes // 100}.{centimes % 100:02d}",
        "currency": "504",
        "ProcReturnCode": "00",
        "Response": "Approved",
        "mdStatus": "1",
        "TransId": f"T{next(_serial):08d}",
        "AuthCode": "123456",
        "BillToName": "Aït | Ben\\Ali &amp; Fils",
        "maskedCreditCard": "4111 11** **** 1111",
        "EXTRA.TRXDATE": "20261123 10:00:00\n",
    } | changes
    plain = fields | {"BillToName": "Aït | Ben\\Ali & Fils"}
    return fields | {"HASH": hash_ver3(plain, key)}


def acquirer_says(payment: Payment | None, *, now: datetime = NOW, key: str = KEY, **changes: str) -> Said:
    return take_callback(adapter="card", heard=Heard(fields=callback_fields(payment, key=key, **changes)), now=now)


def bank_brings(*lines: tuple[int, str], now: datetime = NOW) -> None:
    """A statement with these credits (centimes, what was written), and what follows of it."""
    rows = ["Date;Libellé;Débit;Crédit;RIB tiers;Donneur d'ordre"]
    for centimes, text in lines:
        debit, credit = ("", centimes) if centimes > 0 else (-centimes, "")
        amounts = [f"{a // 100},{a % 100:02d}" if a else "" for a in (debit or 0, credit or 0)]
        rows.append(f"23/11/2026;{text} {next(_serial)};{amounts[0]};{amounts[1]};{RIB};SALMA BENNANI")
    import_statement(data="\n".join(rows).encode(), name="releve.csv", by=None, now=now)
    deliver(now)
