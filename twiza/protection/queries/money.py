"""How much goes back: of each line, and of the delivery."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import Sum

from twiza.law.api import rule
from twiza.ordering.api import CooperativeOrder, LineStatus
from twiza.protection.models import Withdrawal
from twiza.protection.queries.rights import Standing
from twiza.protection.states import WithdrawalStatus
from twiza.settlement.api import part_money

SHARE = "house.withdrawal_delivery_share"


def share_of(whole: int, part: int, of: int) -> int:
    """`whole` × `part` / `of`, to the nearest centime; the whole where part is all of it.

    >>> share_of(2_500, 1, 3)
    833
    """
    return (2 * whole * part + of) // (2 * of) if of else 0


def goods_back(standings: Sequence[Standing], items: Mapping[int, int]) -> dict[int, int]:
    """Line → centimes for so many pieces of what is left of it: what is left of its price, shared by the piece."""
    lefts = {standing.line.pk: standing for standing in standings}
    return {pk: share_of(lefts[pk].rest, pieces, lefts[pk].left) for pk, pieces in items.items()}


def is_whole(standings: Sequence[Standing], items: Mapping[int, int]) -> bool:
    """Whether nothing of what was sent stays with her."""
    sent = [standing for standing in standings if standing.line.status != LineStatus.DECLINED]
    return all(standing.left <= items.get(standing.line.pk, 0) for standing in sent)


def delivery_back(part: CooperativeOrder, standings: Sequence[Standing], items: Mapping[int, int], *, on: date) -> int:
    """What of the delivery goes back with these pieces: all that is left where nothing of the part stays with her
    (art. 37: the whole sum), else in the proportion of the goods' price (`house.withdrawal_delivery_share`).

    Counted on everything withdrawn so far, so that in however many steps it is never more, nor less, than the whole.
    """
    rest = _delivery_rest(part)
    if is_whole(standings, items):
        return rest
    if not rule(SHARE, on=on).value:
        return 0
    prices = {standing.line.pk: standing.line.price_centimes for standing in standings}
    before = sum(standing.withdrawn * standing.line.price_centimes for standing in standings)
    after = before + sum(prices[pk] * pieces for pk, pieces in items.items())
    fee = part.delivery_centimes + part.cash_fee_centimes
    return min(share_of(fee, after, part.goods_centimes) - share_of(fee, before, part.goods_centimes), rest)


def _delivery_rest(part: CooperativeOrder) -> int:
    """What of the delivery was paid, and not given or promised back yet."""
    money = part_money(part.pk)
    booked = money is not None and bool(money.state)
    paid = money.delivery_rest if money and booked else part.delivery_centimes + part.cash_fee_centimes
    running = Withdrawal.objects.filter(part=part).exclude(
        status__in=[WithdrawalStatus.REFUNDED, WithdrawalStatus.TAKEN_BACK]
    )
    promised = running.aggregate(sum=Sum("delivery_centimes", default=0))["sum"]
    return max(paid - promised, 0)
