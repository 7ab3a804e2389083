import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils.translation import pgettext_lazy

from twiza.kernel.money import Money
from twiza.kernel.refusals import NotFound
from twiza.payments.actions.expire_payments import expire_payments
from twiza.payments.actions.take_callback import take_callback
from twiza.payments.adapters.hosted_page import hash_ver3, is_genuine
from twiza.payments.adapters.protocol import Heard
from twiza.payments.models import Payment
from twiza.payments.queries.ways import SIMULATOR

CHOICES = {
    "pay": pgettext_lazy("simulator", "Pay"),
    "refuse": pgettext_lazy("simulator", "The bank refuses"),
    "repeat": pgettext_lazy("simulator", "Pay, and tell it three times"),
    "amount": pgettext_lazy("simulator", "Pay another amount"),
    "late": pgettext_lazy("simulator", "Pay after the time is over"),
    "twice": pgettext_lazy("simulator", "Pay twice"),
    "unknown": pgettext_lazy("simulator", "Pay an order of nobody's"),
    "hash": pgettext_lazy("simulator", "Tell it with a wrong hash"),
    "silent": pgettext_lazy("simulator", "Pay, and tell nothing"),
}


@dataclass(frozen=True, slots=True)
class Simulated:
    """What the shop answered to each callback, and the form that leads the browser back."""

    answers: tuple[str, ...]
    back: str
    fields: tuple[tuple[str, str], ...]


def check_simulated(*, fields: Mapping[str, str]) -> bool:
    """Whether the form that reached the simulator bears the shop's hash. In production there is no simulator."""
    card = settings.TWIZA_PAYMENTS["card"]
    if not settings.DEV or card["gate"] != SIMULATOR:
        raise NotFound()
    return is_genuine(fields, card["store_key"])


def simulate(*, fields: Mapping[str, str], choice: str, now: datetime) -> Simulated:
    """What an acquirer does once the buyer has chosen: tell the shop, by the same door, then send the browser back.

    For laptops and tests: no money moves. Refuses a form without the shop's hash (NotFound).
    """
    if choice not in CHOICES or not check_simulated(fields=fields):
        raise NotFound()
    if choice == "late":
        payment = Payment.objects.filter(number=fields.get("oid", "")[:10]).first()
        if payment is not None:
            expire_payments(now=payment.expires_at + timedelta(seconds=1), only=payment.number)
    told = _told(fields, choice)
    answers = tuple(take_callback(adapter="card", heard=Heard(fields=news), now=now).text for news in told)
    last = told[-1] if told else _news(fields)
    back = fields.get("failUrl" if choice == "refuse" else "okUrl", "/")
    return Simulated(answers, back, tuple(last.items()))


def _told(fields: Mapping[str, str], choice: str) -> list[dict[str, str]]:
    whole, _, cents = fields.get("amount", "0").partition(".")
    more = str(Money(int(whole) * 100 + int(cents or 0) + 10_00))
    news = {
        "refuse": [_news(fields, ProcReturnCode="51", Response="Declined", ErrMsg="Not enough money (simulated)")],
        "repeat": [_news(fields)] * 3,
        "amount": [_news(fields, amount=more)],
        "twice": [_news(fields), _news(fields)],
        "unknown": [_news(fields, oid="PY-2222222-0")],
        "hash": [_news(fields) | {"HASH": "bm90IG91cnM="}],
        "silent": [],
    }
    return news.get(choice, [_news(fields)])


def _news(fields: Mapping[str, str], **changes: str) -> dict[str, str]:
    """Fields of a callback with a true hash, as the acquirer sends them: what it was given, and what became of it."""
    kept = {name: value for name, value in fields.items() if name.lower() != "hash"}
    news = kept | {
        "ProcReturnCode": "00",
        "Response": "Approved",
        "mdStatus": "1",
        "TransId": f"SIM{secrets.token_hex(8)}",
    }
    news |= changes
    return news | {"HASH": hash_ver3(news, settings.TWIZA_PAYMENTS["card"]["store_key"])}
