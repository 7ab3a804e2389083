"""The recapitulation: delivery quoted for each cooperative, the price with everything in it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from twiza.delivery.api import Quote, quotes_for
from twiza.kernel.periods import day_of
from twiza.law.api import rule
from twiza.ordering.models import Basket
from twiza.ordering.queries.baskets import basket_view
from twiza.ordering.queries.views import BasketGroup, BasketView, CheckoutPart, CheckoutView
from twiza.ordering.terms.words import TERMS_VERSION
from twiza.people.api import PostalAddress


def checkout_view(
    *, basket: Basket, address: PostalAddress | None, choices: Mapping[int, str], now: datetime
) -> CheckoutView:
    """What the buyer is about to confirm. `choices` names a `Quote.code` per cooperative id.

    Without an address nothing is quoted. Without a choice the first way that takes cash at the door is proposed.
    """
    return quoted(basket_view(basket, now=now), key=basket.key, address=address, choices=choices, on=day_of(now))


def quoted(
    view: BasketView, *, key: str, address: PostalAddress | None, choices: Mapping[int, str], on: date
) -> CheckoutView:
    """The recapitulation of a basket that was already looked at."""
    commune = address.commune_code if address else None
    parts = tuple(_part(group, commune, choices.get(group.cooperative_id), on) for group in view.groups)
    return CheckoutView(
        basket=view,
        parts=parts,
        goods_centimes=sum(part.group.goods_centimes for part in parts),
        delivery_centimes=sum(part.delivery_centimes for part in parts),
        cash_fee_centimes=sum(part.cash_fee_centimes for part in parts),
        total_centimes=sum(part.total_centimes for part in parts),
        key=key,
        terms_version=TERMS_VERSION,
        ready=bool(parts) and not view.changes and all(part.chosen for part in parts),
    )


def _part(group: BasketGroup, commune: str | None, wanted: str | None, on: date) -> CheckoutPart:
    quotes: list[Quote] = []
    if commune:
        quotes = quotes_for(
            sender_commune=group.commune_code,
            commune=commune,
            grams=group.grams,
            goods_centimes=group.goods_centimes,
            cash=True,
            on=on,
            by_hand=group.hand_delivery,
        )
    usable = [quote for quote in quotes if quote.cash_allowed]
    chosen = next((q for q in usable if q.code == wanted), usable[0] if usable and not wanted else None)
    fee, cash_fee = (chosen.fee_centimes, chosen.cash_fee_centimes) if chosen else (0, 0)
    lead = max(line.lead_days for line in group.lines)
    return CheckoutPart(
        group=group,
        quotes=tuple(quotes),
        chosen=chosen,
        delivery_centimes=fee,
        cash_fee_centimes=cash_fee,
        total_centimes=group.goods_centimes + fee + cash_fee,
        earliest_on=on + timedelta(days=lead + chosen.days_min) if chosen else None,
        promised_on=promised_on(on, lead_days=lead, days_max=chosen.days_max) if chosen else None,
    )


def promised_on(on: date, *, lead_days: int, days_max: int) -> date:
    """The last day the parcel may come: time to confirm, to make and to carry, never past what the law allows.

    Law 31-08 art. 39: an order is carried out within `consumer.execution_days` of its acknowledgement.
    """
    confirm = -(-rule("house.confirm_hours", on=on).value // 24)
    most = rule("consumer.execution_days", on=on).value
    return on + timedelta(days=min(confirm + lead_days + days_max, most))
