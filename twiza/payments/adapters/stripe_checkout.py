"""Cards from abroad by Stripe's own page, with Stripe's own client (docs/decisions/0031)."""

from __future__ import annotations

import json
import logging
from datetime import datetime, timedelta
from typing import Any

import stripe
from django.conf import settings

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
from twiza.payments.terms import STRIPE, GatewayFailed

log = logging.getLogger(__name__)
SIGNED_WITHIN = 300  # seconds, against a callback that is replayed
SHORTEST, LONGEST = timedelta(minutes=31), timedelta(hours=23)  # how long Stripe lets a page live
_PAID = ("checkout.session.completed", "checkout.session.async_payment_succeeded")
_REFUSED = ("payment_intent.payment_failed", "checkout.session.async_payment_failed")
_REFUNDS = ("refund.created", "refund.updated", "refund.failed", "charge.refund.updated")
_REFUND_DONE = {"succeeded": True, "failed": False, "canceled": False}


class StripeCheckout:
    code = STRIPE

    def begin(self, payment: Payment, places: Places, now: datetime) -> Handoff:
        ours = {"number": payment.number}
        session: dict[str, Any] = {
            "mode": "payment",
            "line_items": [
                {
                    "quantity": 1,
                    "price_data": {
                        "currency": "mad",
                        "unit_amount": payment.amount_centimes,
                        "product_data": {"name": payment.number},
                    },
                }
            ],
            "client_reference_id": payment.number,
            "metadata": ours,
            "payment_intent_data": {"metadata": ours},
            "success_url": places.ok,
            "cancel_url": places.fail,
            "locale": payment.language if payment.language in ("fr", "en") else "auto",
            "expires_at": int(min(max(payment.expires_at, now + SHORTEST), now + LONGEST).timestamp()),
        }
        if payment.payer_email:
            session["customer_email"] = payment.payer_email
        try:
            made = _client().v1.checkout.sessions.create(session)  # type: ignore[arg-type]
        except stripe.StripeError as error:
            log.warning("stripe made no page for %s: %s", payment.number, error)
            raise GatewayFailed() from error
        if not made.url:
            raise GatewayFailed()
        return Handoff(made.url)

    def hear(self, heard: Heard) -> News:
        secret = settings.TWIZA_PAYMENTS["stripe"]["webhook_secret"]
        try:
            stripe.WebhookSignature.verify_header(heard.body.decode(), heard.signature, secret, SIGNED_WITHIN)
        except (stripe.SignatureVerificationError, ValueError) as error:
            raise NotGenuine(str(error)[:120]) from None
        try:
            event = json.loads(heard.body)
            return _news(event["type"], event["data"]["object"], event.get("id", ""))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise Unreadable(f"{type(error).__name__}: {error}"[:120]) from None

    def answer(self, outcome: Outcome) -> Said:
        """Stripe tells again whatever is not answered by 2xx; so is all that we understood, taken or not."""
        status = {Outcome.NOT_TRUSTED: 400, Outcome.AGAIN: 503}.get(outcome, 200)
        return Said(outcome.value, status)

    def takes_unexpected(self) -> bool:
        return True  # Stripe has captured it already

    def give_back(self, repayment: Repayment) -> Returned | None:
        if repayment.receipt is None:
            return None
        try:
            made = _refund_made(repayment) or _client().v1.refunds.create(
                {
                    "payment_intent": repayment.receipt.external_id,
                    "amount": repayment.amount_centimes,
                    "metadata": {"repayment": repayment.outside_reference},
                },
                {"idempotency_key": repayment.outside_reference},
            )
        except stripe.InvalidRequestError as error:
            return Returned("", False, (error.user_message or str(error))[:300])
        return Returned(made.id, _REFUND_DONE.get(made.status or ""), getattr(made, "failure_reason", None) or "")


def _refund_made(repayment: Repayment) -> stripe.Refund | None:
    """The refund that an earlier try made, whose answer was lost: Stripe forgets its idempotency keys after a day."""
    assert repayment.receipt is not None
    made = _client().v1.refunds.list({"payment_intent": repayment.receipt.external_id, "limit": 100})
    ours = repayment.outside_reference
    return next((refund for refund in made.data if refund.to_dict().get("metadata", {}).get("repayment") == ours), None)


def _news(kind: str, told: dict[str, Any], event_id: str) -> News:
    kept = {"event": event_id, "type": kind, "id": str(told.get("id", "")), "status": str(told.get("status", ""))}
    if kind in _REFUNDS:
        done = _REFUND_DONE.get(told["status"])
        ours = (told.get("metadata") or {}).get("repayment", "")
        return News(
            repayment=ours,
            external_id=told["id"],
            paid=done if ours else None,
            reason=told.get("failure_reason") or "",
            kept=kept,
        )
    if kind in _REFUSED:
        error = told.get("last_payment_error") or {}
        number = told.get("client_reference_id") or (told.get("metadata") or {}).get("number", "")
        return News(claimed=number, external_id=told["id"], paid=False, reason=error.get("message") or "", kept=kept)
    if kind not in _PAID or told["payment_status"] != "paid":
        return News(claimed=told.get("client_reference_id") or "", kept=kept)
    return News(
        claimed=told.get("client_reference_id") or "",
        external_id=told["payment_intent"],
        centimes=_whole(told["amount_total"]),
        currency=told["currency"].upper(),
        paid=True,
        kept=kept,
    )


def _whole(amount: Any) -> int:
    if not isinstance(amount, int) or amount <= 0:
        raise ValueError(f"amount {amount!r}")
    return amount


def _client() -> stripe.StripeClient:
    ours = settings.TWIZA_PAYMENTS["stripe"]
    bases: Any = {"api": ours["api"]} if ours.get("api") else {}
    return stripe.StripeClient(ours["secret_key"], base_addresses=bases, max_network_retries=2)
