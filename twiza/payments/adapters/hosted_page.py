"""Moroccan acquirers' "3D Pay Hosting" page, hash version 3: the buyer types her card there, never here.

Parameters, escaping and test vectors: docs/decisions/0031 and tests/payments/test_hosted_page.py.
"""

from __future__ import annotations

import html
import re
import secrets
from base64 import b64encode
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha512

from django.conf import settings

from twiza.kernel.money import Money
from twiza.payments.adapters.protocol import (
    Handoff,
    Heard,
    News,
    NotGenuine,
    Outcome,
    Places,
    Returned,
    Said,
    Unreadable,
)
from twiza.payments.models import Payment, Repayment

DIRHAM = "504"  # ISO 4217
APPROVED = "00"
# What is kept of a callback: enough to find it at the acquirer, nothing of the card.
_KEPT = ("oid", "amount", "currency", "Response", "ProcReturnCode", "mdStatus", "TransId", "AuthCode", "HostRefNum")
_AMOUNT = re.compile(r"(\d{1,10})(?:[.,](\d{1,2}))?")
_DIGITS = re.compile(r"([0-9]+)")
_TRIMMED = " \t\n\r\0\x0b"  # as the acquirer's own PHP trims


def natural(name: str) -> list[tuple[int, str]]:
    """Sort key of PHP's `natcasesort`: letters without case, runs of digits as numbers, however long."""
    runs = _DIGITS.split(name)  # letters, digits, letters, …
    return [(len(run.lstrip("0")), run.lstrip("0")) if at % 2 else (0, run.upper()) for at, run in enumerate(runs)]


def hash_ver3(fields: Mapping[str, str], store_key: str) -> str:
    """SHA-512 in base64 of all values but `hash` and `encoding`, by name, escaped, and the store's key after them."""
    names = sorted((name for name in fields if name.lower() not in ("hash", "encoding")), key=natural)
    values = [_escaped(fields[name].strip(_TRIMMED)) for name in names]
    return b64encode(sha512("|".join([*values, _escaped(store_key)]).encode()).digest()).decode()


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace("|", "\\|")


def is_genuine(fields: Mapping[str, str], store_key: str) -> bool:
    """Whether the fields carry the hash of their own values; compared in constant time."""
    given = next((value for name, value in fields.items() if name.lower() == "hash"), "")
    return secrets.compare_digest(hash_ver3(fields, store_key).encode(), given.encode())


def decoded(fields: Mapping[str, str]) -> dict[str, str]:
    """The values as the acquirer hashed them: without a last line break, HTML entities resolved."""
    return {name: html.unescape(value.removesuffix("\n")) for name, value in fields.items()}


class HostedPage:
    code = "card"

    def begin(self, payment: Payment, places: Places, now: datetime) -> Handoff:
        """A form with a hash of its own each time; the order's number at the acquirer is ours and the try's."""
        card = settings.TWIZA_PAYMENTS["card"]
        fields = {
            "clientid": card["client_id"],
            "storetype": card["store_type"],
            "TranType": card["transaction"],
            "amount": str(Money(payment.amount_centimes)),
            "currency": DIRHAM,
            "oid": f"{payment.number}-{secrets.token_hex(3)}",
            "okUrl": places.ok,
            "failUrl": places.fail,
            "callbackUrl": places.callback,
            "shopurl": places.shop,
            "lang": payment.language if payment.language in ("ar", "fr", "en") else "fr",
            "email": payment.payer_email,
            "BillToName": " ".join(payment.payer_name.split()),
            "tel": payment.payer_phone,
            "rnd": secrets.token_hex(10),
            "hashAlgorithm": "ver3",
            "encoding": "UTF-8",
            "refreshtime": "5",
            "AutoRedirect": "true",
        }
        fields = {name: value for name, value in fields.items() if value}
        return Handoff(card["gate"], (*fields.items(), ("HASH", hash_ver3(fields, card["store_key"]))))

    def hear(self, heard: Heard) -> News:
        card = settings.TWIZA_PAYMENTS["card"]
        try:
            fields = decoded(heard.fields)
            genuine = is_genuine(fields, card["store_key"])
        except ValueError:  # an entity of a thousand digits: nobody hashed that
            genuine = False
        if not genuine:
            raise NotGenuine("hash")
        said = {name.lower(): value.strip() for name, value in fields.items()}
        if said.get("clientid", card["client_id"]) != card["client_id"]:
            raise NotGenuine("clientid")
        kept = {name: said[name.lower()][:120] for name in _KEPT if said.get(name.lower())}
        oid = said.get("oid", "")
        if not oid:
            raise Unreadable("oid")
        paid = said.get("procreturncode") == APPROVED
        return News(
            claimed="-".join(oid.split("-")[:2]),
            external_id=said.get("transid") or oid,
            centimes=_centimes(said.get("amount", ""), paid),
            currency="MAD" if said.get("currency") == DIRHAM else said.get("currency", ""),
            paid=paid,
            reason="" if paid else (said.get("errmsg") or said.get("response", ""))[:200],
            kept=kept,
        )

    def answer(self, outcome: Outcome) -> Said:
        """Taken: the configured word, `ACTION=POSTAUTH` (capture now) or `APPROVED` (captured later by hand)."""
        return Said(settings.TWIZA_PAYMENTS["card"]["answer"] if outcome == Outcome.TOOK else "FAILURE")

    def takes_unexpected(self) -> bool:
        return bool(settings.TWIZA_PAYMENTS["card"]["unexpected"] == "park")

    def give_back(self, repayment: Repayment) -> Returned | None:
        """This family has no refund we may call: somebody enters it on the acquirer's page, then confirms it here."""
        return None


def _centimes(amount: str, needed: bool) -> int:
    """Whole centimes of "180.50"; 0 where a refusal does not say them."""
    if found := _AMOUNT.fullmatch(amount):
        whole, cents = found.groups()
        if centimes := int(whole) * 100 + int((cents or "0").ljust(2, "0")):
            return centimes
    if needed:
        raise Unreadable("amount")
    return 0
