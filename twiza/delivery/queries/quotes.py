"""What it costs to send a parcel, by every way that is offered, with the reason where one is not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from twiza.delivery.models import Method, PickupPoint, Tariff, Zone
from twiza.delivery.terms import QuoteGone
from twiza.freshness.api import note
from twiza.geography.api import CommuneCard, commune_cards
from twiza.geography.api import commune as _place
from twiza.kernel.money import Money

ZONES = (Zone.COMMUNE, Zone.PROVINCE, Zone.REGION, Zone.COUNTRY)  # from the narrowest to the widest


@dataclass(frozen=True, slots=True)
class Quote:
    """One way a parcel may travel. Keep its `code`, and ask `quote(code, …)` again: it is the same from day to day.

    `cash_fee_centimes` is 0 where cash was not asked for or is not taken; `cash_refusal` then says why.
    """

    code: str
    method: str
    carrier_code: str
    carrier_names: dict[str, str]
    pickup_point_code: str | None
    pickup_names: dict[str, str]
    zone: str
    fee_centimes: int
    cash_fee_centimes: int
    days_min: int
    days_max: int
    cash_allowed: bool
    cash_refusal: str

    @property
    def total_centimes(self) -> int:
        """What the buyer pays for this way."""
        return self.fee_centimes + self.cash_fee_centimes


@dataclass(frozen=True, slots=True)
class NoQuote:
    """A way that is not offered for this parcel, and a sentence that says why."""

    carrier_code: str
    carrier_names: dict[str, str]
    method: str
    sentence: str


@dataclass(frozen=True, slots=True)
class QuoteSheet:
    quotes: list[Quote]
    refused: list[NoQuote]


def zone_between(sender: CommuneCard, receiver: CommuneCard) -> Zone:
    """How far apart two communes lie, by the official division."""
    if sender.code == receiver.code:
        return Zone.COMMUNE
    if sender.province_code == receiver.province_code:
        return Zone.PROVINCE
    return Zone.REGION if sender.region_code == receiver.region_code else Zone.COUNTRY


def _sheets(on: date) -> dict[tuple[str, str], dict[str, dict[int, Tariff]]]:
    """(carrier, method) → zone → weight step → the row in force; of two in force, the one that began later."""
    rows = Tariff.objects.filter(Q(valid_until=None) | Q(valid_until__gte=on), valid_from__lte=on)
    sheets: dict[tuple[str, str], dict[str, dict[int, Tariff]]] = defaultdict(lambda: defaultdict(dict))
    for row in rows.select_related("carrier").order_by("carrier_id", "method", "valid_from", "pk"):
        sheets[row.carrier_id, row.method][row.zone][row.max_grams] = row
    return sheets


def _step(by_zone: dict[str, dict[int, Tariff]], zone: Zone, grams: int) -> tuple[Tariff | None, int]:
    """The row for this weight on the sheet of the narrowest zone that holds both places, and that sheet's limit.

    A carrier with one price for the country needs one sheet only: it serves the narrower zones too.
    """
    for wide_enough in ZONES[ZONES.index(zone) :]:
        if steps := by_zone.get(wide_enough):
            fits = [limit for limit in steps if limit >= grams]
            return (steps[min(fits)] if fits else None), max(steps)
    return None, 0


def _points(province: str, here: str) -> dict[str, list[PickupPoint]]:
    """Open pick-up points of a province by carrier, those of the buyer's own commune first."""
    points: dict[str, list[PickupPoint]] = defaultdict(list)
    rows = PickupPoint.objects.filter(active=True, commune__province_id=province).order_by("pk")
    for point in sorted(rows, key=lambda p: p.commune_id != here):
        points[point.carrier_id].append(point)
    return points


def quote_sheet(
    *,
    sender_commune: str,
    commune: str,
    grams: int,
    goods_centimes: int,
    cash: bool,
    on: date,
    by_hand: bool = True,
) -> QuoteSheet:
    """The ways to send `grams` from one commune to another on that day, and those that are not offered.

    Usable ones first (where cash is asked for, those that take it), then the cheapest first, then the
    quickest, then a pick-up point in the buyer's own commune. Refuses UnknownCommune.
    """
    note("delivery")
    sender, receiver = _place(sender_commune), _place(commune)
    quotes: list[tuple[tuple[object, ...], Quote]] = []
    refused: list[NoQuote] = []
    sheets = _sheets(on)
    fetched = any(method == Method.PICKUP for _carrier, method in sheets)
    points = _points(receiver.province_code, receiver.code) if fetched else {}
    for (carrier_code, method), by_zone in sheets.items():
        if method == Method.HAND and not by_hand:
            continue
        carrier = next(iter(next(iter(by_zone.values())).values())).carrier
        for point, place in _ends(method, points.get(carrier_code, []), receiver):
            zone = zone_between(sender, place)
            row, limit = _step(by_zone, zone, grams)
            if row is None:
                sentence = (
                    _("Too heavy: at most %(kilos)s kg.") % {"kilos": f"{limit / 1000:g}"}
                    if limit
                    else _("Not offered between these two places.")
                )
                refused.append(NoQuote(carrier_code, carrier.names, method, sentence))
                continue
            made = _quote(row, point, zone, goods_centimes, cash)
            elsewhere = point is not None and point.commune_id != receiver.code
            rank = (cash and not made.cash_allowed, made.total_centimes, made.days_max, elsewhere, made.code)
            quotes.append((rank, made))
        if method == Method.PICKUP and not points.get(carrier_code):
            sentence = _("There is no pick-up point in this province.")
            refused.append(NoQuote(carrier_code, carrier.names, method, sentence))
    quotes.sort(key=lambda ranked: ranked[0])
    return QuoteSheet([made for _rank, made in quotes], _once(refused))


def quotes_for(
    *,
    sender_commune: str,
    commune: str,
    grams: int,
    goods_centimes: int,
    cash: bool,
    on: date,
    by_hand: bool = True,
) -> list[Quote]:
    """The quotes of `quote_sheet`, best first. `by_hand`: whether the cooperative brings parcels itself."""
    sheet = quote_sheet(
        sender_commune=sender_commune,
        commune=commune,
        grams=grams,
        goods_centimes=goods_centimes,
        cash=cash,
        on=on,
        by_hand=by_hand,
    )
    return sheet.quotes


def quote(
    code: str,
    *,
    sender_commune: str,
    commune: str,
    grams: int,
    goods_centimes: int,
    cash: bool,
    on: date,
    by_hand: bool = True,
) -> Quote:
    """That one way, priced again. Refuses QuoteGone where it is not offered (any more) for this parcel."""
    for made in quotes_for(
        sender_commune=sender_commune,
        commune=commune,
        grams=grams,
        goods_centimes=goods_centimes,
        cash=cash,
        on=on,
        by_hand=by_hand,
    ):
        if made.code == code:
            return made
    raise QuoteGone()


def _ends(
    method: str, points: Iterable[PickupPoint], receiver: CommuneCard
) -> list[tuple[PickupPoint | None, CommuneCard]]:
    """Where the parcel may be handed to the buyer by this method."""
    if method != Method.PICKUP:
        return [(None, receiver)]
    points = list(points)
    places = commune_cards({p.commune_id for p in points})
    return [(p, places[p.commune_id]) for p in points]


def _quote(row: Tariff, point: PickupPoint | None, zone: Zone, goods_centimes: int, cash: bool) -> Quote:
    ceiling, due = row.cash_ceiling_centimes, goods_centimes + row.fee_centimes + row.cash_fee_centimes
    refusal = ""
    if ceiling == 0:
        refusal = _("No cash is taken on delivery.")
    elif ceiling is not None and due > ceiling:
        refusal = _("Cash on delivery is taken up to %(amount)s MAD only.") % {"amount": Money(ceiling)}
    return Quote(
        code=f"{row.carrier_id}.{row.method}" + (f".{point.code}" if point else ""),
        method=row.method,
        carrier_code=row.carrier_id,
        carrier_names=row.carrier.names,
        pickup_point_code=point.code if point else None,
        pickup_names=point.names if point else {},
        zone=str(zone.value),
        fee_centimes=row.fee_centimes,
        cash_fee_centimes=row.cash_fee_centimes if cash and not refusal else 0,
        days_min=row.days_min,
        days_max=row.days_max,
        cash_allowed=not refusal,
        cash_refusal=refusal,
    )


def _once(refused: list[NoQuote]) -> list[NoQuote]:
    """Several pick-up points of one carrier refuse with one sentence."""
    return list({(r.carrier_code, r.method, r.sentence): r for r in refused}.values())
