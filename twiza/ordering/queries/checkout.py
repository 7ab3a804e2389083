"""The recapitulation: delivery quoted for each cooperative, how each is paid, the price with everything in it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from twiza.delivery.api import Quote, quotes_for
from twiza.kernel.periods import day_of
from twiza.law.api import rule
from twiza.ordering.models import Basket
from twiza.ordering.queries.baskets import basket_view
from twiza.ordering.queries.views import BasketGroup, BasketView, CheckoutPart, CheckoutView, WaySum
from twiza.ordering.states import CASH
from twiza.ordering.terms.words import TERMS_VERSION, way_words
from twiza.payments.api import ways
from twiza.people.api import PostalAddress

TRANSFER = "transfer"


def checkout_view(
    *,
    basket: Basket,
    address: PostalAddress | None,
    choices: Mapping[int, str],
    payments: Mapping[int, str] | None = None,
    now: datetime,
) -> CheckoutView:
    """What the buyer is about to confirm. `choices` names a `Quote.code` per cooperative id, `payments` a way to pay.

    Without an address nothing is quoted. Without a choice the cheapest fitting delivery is proposed. For a cooperative
    without a way to pay, cash is proposed where it is taken at that door, else the first way that is offered.
    """
    view = basket_view(basket, now=now)
    return quoted(view, key=basket.key, address=address, choices=choices, payments=payments or {}, on=day_of(now))


def quoted(
    view: BasketView,
    *,
    key: str,
    address: PostalAddress | None,
    choices: Mapping[int, str],
    payments: Mapping[int, str],
    on: date,
) -> CheckoutView:
    """The recapitulation of a basket that was already looked at."""
    offered = tuple(ways(amount_centimes=view.goods_centimes))
    beforehand = next((way.code for way in offered if way.prepaid and way.refusal is None), CASH)
    commune = address.commune_code if address else None
    parts = tuple(
        _part(
            group,
            commune,
            choices.get(group.cooperative_id),
            payments.get(group.cooperative_id),
            beforehand,
            on,
        )
        for group in view.groups
    )
    return CheckoutView(
        basket=view,
        parts=parts,
        goods_centimes=sum(part.group.goods_centimes for part in parts),
        delivery_centimes=sum(part.delivery_centimes for part in parts),
        cash_fee_centimes=sum(part.cash_fee_centimes for part in parts),
        total_centimes=sum(part.total_centimes for part in parts),
        ways=offered,
        sums=_sums(parts),
        key=key,
        terms_version=TERMS_VERSION,
        ready=bool(parts) and not view.changes and all(part.chosen for part in parts),
    )


def _part(
    group: BasketGroup, commune: str | None, wanted: str | None, payment: str | None, beforehand: str, on: date
) -> CheckoutPart:
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
    cash_possible = any(quote.cash_allowed for quote in quotes)
    way = payment or (CASH if cash_possible or not quotes else beforehand)
    usable = [quote for quote in quotes if quote.cash_allowed]
    if way != CASH:
        usable = sorted(quotes, key=lambda quote: (quote.fee_centimes, quote.days_max, quote.code))
    chosen = next((q for q in usable if q.code == wanted), usable[0] if usable and not wanted else None)
    fee = chosen.fee_centimes if chosen else 0
    cash_fee = chosen.cash_fee_centimes if chosen and way == CASH else 0
    wait = _wait(way, on)
    lead = max(line.lead_days for line in group.lines)
    return CheckoutPart(
        group=group,
        quotes=tuple(quotes),
        chosen=chosen,
        payment=way,
        payment_words=way_words(way),
        cash_possible=cash_possible,
        delivery_centimes=fee,
        cash_fee_centimes=cash_fee,
        total_centimes=group.goods_centimes + fee + cash_fee,
        earliest_on=on + timedelta(days=lead + chosen.days_min) if chosen else None,
        promised_on=promised_on(on, lead_days=lead + wait, days_max=chosen.days_max) if chosen else None,
    )


def _sums(parts: tuple[CheckoutPart, ...]) -> tuple[WaySum, ...]:
    codes = sorted(dict.fromkeys(part.payment for part in parts), key=lambda code: code == CASH)
    return tuple(
        WaySum(
            code=code,
            words=way_words(code),
            prepaid=code != CASH,
            centimes=sum(part.total_centimes for part in parts if part.payment == code),
            parts=sum(part.payment == code for part in parts),
        )
        for code in codes
    )


def _wait(way: str, on: date) -> int:
    """Days that may pass before the money is there, and the cooperative hears of the order."""
    return rule("house.transfer_payment_days", on=on).value if way == TRANSFER else 0


def pay_by(way: str, now: datetime) -> datetime:
    """Until when what is paid in this way beforehand waits for its money."""
    if way == TRANSFER:
        return now + timedelta(days=_wait(way, day_of(now)))
    return now + timedelta(minutes=rule("house.card_payment_minutes", on=day_of(now)).value)


def promised_on(on: date, *, lead_days: int, days_max: int) -> date:
    """The last day the parcel may come: time to confirm, to make and to carry, never past what the law allows.

    Law 31-08 art. 39: an order is carried out within `consumer.execution_days` of its acknowledgement.
    """
    confirm = -(-rule("house.confirm_hours", on=on).value // 24)
    most = rule("consumer.execution_days", on=on).value
    return on + timedelta(days=min(confirm + lead_days + days_max, most))
