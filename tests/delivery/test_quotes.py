"""What it costs to send a parcel, to the centime, and why a way is not offered."""

from __future__ import annotations

from datetime import date

import pytest

from tests.make.delivery import SINCE, code_of, step
from twiza.delivery.api import (
    QuoteGone,
    TariffWrong,
    UnknownAdapter,
    UnknownCarrier,
    end_tariff,
    enter_tariff,
    pickup_points,
    quote,
    quote_sheet,
    quotes_for,
    save_carrier,
    save_pickup_point,
    tariffs_of,
)
from twiza.geography.api import UnknownCommune

DAY = date(2026, 11, 23)
pytestmark = pytest.mark.usefixtures("carriers")


def ask(to: str, *, grams: int = 1_200, goods: int = 100_00, cash: bool = True, on: date = DAY, by_hand: bool = True):
    return {
        "sender_commune": code_of("Smimou"),
        "commune": code_of(to),
        "grams": grams,
        "goods_centimes": goods,
        "cash": cash,
        "on": on,
        "by_hand": by_hand,
    }


def offered(to: str, **more) -> list[tuple[str, str, int, int]]:
    return [(q.code, q.zone, q.fee_centimes, q.cash_fee_centimes) for q in quotes_for(**ask(to, **more))]


def test_in_the_commune_in_the_province_in_the_region_and_beyond():
    assert offered("Smimou") == [
        ("own.hand", "commune", 10_00, 0),
        ("jbal.pickup.jbal-essaouira", "province", 20_00, 5_00),
        ("jbal.carrier", "commune", 25_00, 5_00),
        ("barq.carrier", "commune", 40_00, 7_00),
    ]
    assert offered("Essaouira") == [
        ("own.hand", "province", 15_00, 0),
        ("jbal.pickup.jbal-essaouira", "province", 20_00, 5_00),
        ("jbal.carrier", "province", 25_00, 5_00),
        ("barq.carrier", "province", 40_00, 7_00),
    ]
    assert offered("Safi") == [("jbal.carrier", "region", 30_00, 5_00), ("barq.carrier", "region", 40_00, 7_00)]
    assert offered("Tanger") == [("jbal.carrier", "country", 40_00, 5_00), ("barq.carrier", "country", 40_00, 7_00)]


def test_without_cash_there_is_no_cash_fee():
    assert offered("Tanger", cash=False) == [
        ("barq.carrier", "country", 40_00, 0),
        ("jbal.carrier", "country", 40_00, 0),
    ]


def test_a_cooperative_that_does_not_bring_parcels_itself():
    assert [code for code, *_ in offered("Smimou", by_hand=False)] == [
        "jbal.pickup.jbal-essaouira",
        "jbal.carrier",
        "barq.carrier",
    ]


def test_the_lightest_step_that_holds_the_parcel():
    assert offered("Safi", grams=5_000)[0] == ("jbal.carrier", "region", 30_00, 5_00)
    assert offered("Safi", grams=5_001) == [
        ("barq.carrier", "region", 40_00, 7_00),
        ("jbal.carrier", "region", 50_00, 5_00),
    ]


def test_too_heavy_says_how_much_is_possible():
    sheet = quote_sheet(**ask("Safi", grams=17_500))
    assert [q.code for q in sheet.quotes] == ["jbal.carrier"]
    assert [(r.carrier_code, r.method, r.sentence) for r in sheet.refused] == [
        ("barq", "carrier", "Too heavy: at most 15 kg."),
        ("jbal", "pickup", "There is no pick-up point in this province."),
        ("own", "hand", "Not offered between these two places."),
    ]
    assert quotes_for(**ask("Safi", grams=20_001)) == []


def test_above_the_ceiling_cash_is_refused_and_the_way_comes_last():
    # 2,000.00 in all is still taken: 1,965.00 of goods, 30.00 and 5.00.
    assert [q.cash_allowed for q in quotes_for(**ask("Safi", goods=1_965_00))] == [True, True]
    first, last = quotes_for(**ask("Safi", goods=1_965_01))
    assert (first.code, first.cash_allowed, first.cash_refusal) == ("barq.carrier", True, "")
    assert (last.code, last.cash_allowed, last.cash_fee_centimes) == ("jbal.carrier", False, 0)
    assert last.cash_refusal == "Cash on delivery is taken up to 2000.00 MAD only."
    assert quotes_for(**ask("Safi", goods=1_965_01, cash=False))[0].code == "jbal.carrier"


def test_a_carrier_that_takes_no_cash():
    save_carrier(code="tren", names={"fr": "Tren"}, adapter="by_hand")
    step("tren", "carrier", "country", 5_000, 1_00, cash_ceiling_centimes=0)
    assert [q.code for q in quotes_for(**ask("Safi"))][-1] == "tren.carrier"
    assert quotes_for(**ask("Safi"))[-1].cash_refusal == "No cash is taken on delivery."


def test_a_new_price_ends_the_former_one_the_day_before():
    step("jbal", "carrier", "region", 5_000, 33_00, valid_from=date(2026, 12, 1), cash_fee_centimes=5_00)
    assert offered("Safi", on=date(2026, 11, 30))[0] == ("jbal.carrier", "region", 30_00, 5_00)
    assert offered("Safi", on=date(2026, 12, 1))[0] == ("jbal.carrier", "region", 33_00, 5_00)
    assert offered("Safi", on=date(2025, 12, 31)) == []
    rows = [t for t in tariffs_of("jbal") if (t.method, t.zone, t.max_grams) == ("carrier", "region", 5_000)]
    assert [(t.fee_centimes, t.valid_from, t.valid_until) for t in rows] == [
        (33_00, date(2026, 12, 1), None),
        (30_00, SINCE, date(2026, 11, 30)),
    ]


def test_a_price_entered_between_two_others_ends_before_the_later_one():
    step("barq", "carrier", "country", 15_000, 50_00, valid_from=date(2027, 1, 1))
    step("barq", "carrier", "country", 15_000, 45_00, valid_from=date(2026, 12, 1))
    assert [(t.fee_centimes, t.valid_until) for t in tariffs_of("barq")] == [
        (50_00, None),
        (45_00, date(2026, 12, 31)),
        (40_00, date(2026, 11, 30)),
    ]


def test_a_step_that_ended_is_no_longer_offered():
    (only,) = tariffs_of("barq")
    with pytest.raises(TariffWrong):
        end_tariff(tariff_id=only.id, on=date(2025, 12, 31))
    end_tariff(tariff_id=only.id, on=DAY)
    assert "barq.carrier" in [code for code, *_ in offered("Safi")]
    assert "barq.carrier" not in [code for code, *_ in offered("Safi", on=date(2026, 11, 24))]


def test_the_same_way_asked_again_by_its_code():
    again = quote("jbal.carrier", **ask("Safi"))
    assert (again.fee_centimes, again.total_centimes, again.days_min, again.days_max) == (30_00, 35_00, 1, 3)
    with pytest.raises(QuoteGone):
        quote("own.hand", **ask("Safi"))
    with pytest.raises(QuoteGone):
        quote("own.hand", **ask("Smimou", by_hand=False))


def test_a_point_that_closed_is_not_offered_and_the_nearest_comes_first():
    point = {"carrier_code": "jbal", "names": {"fr": "Point"}}
    save_pickup_point(code="a-smimou", commune=code_of("Smimou"), **point)
    save_pickup_point(code="z-smimou", commune=code_of("Smimou"), **point)
    points = [code for code, *_ in offered("Smimou") if "pickup" in code]
    assert points == ["jbal.pickup.a-smimou", "jbal.pickup.z-smimou", "jbal.pickup.jbal-essaouira"]
    save_pickup_point(code="a-smimou", commune=code_of("Smimou"), active=False, **point)
    assert [code for code, *_ in offered("Smimou") if "pickup" in code] == points[1:]
    assert [p.code for p in pickup_points(commune=code_of("Smimou"))] == ["z-smimou"]
    assert [p.code for p in pickup_points(active_only=False)] == ["a-smimou", "jbal-essaouira", "z-smimou"]


def test_no_such_place():
    with pytest.raises(UnknownCommune):
        quotes_for(**(ask("Safi") | {"commune": "00.000.00.00"}))


def test_queries_do_not_grow_with_points_and_carriers(django_assert_num_queries):
    quotes_for(**ask("Smimou"))
    with django_assert_num_queries(2):
        quotes_for(**ask("Smimou"))
    for n in range(3):
        save_carrier(code=f"c{n}", names={"fr": "C"}, adapter="by_hand")
        step(f"c{n}", "pickup", "country", 5_000, 1_00)
        save_pickup_point(code=f"p{n}", carrier_code=f"c{n}", commune=code_of("Smimou"), names={"fr": "P"})
    asked = ask("Smimou")
    with django_assert_num_queries(2):
        assert len(quotes_for(**asked)) == 7


@pytest.mark.parametrize(
    "wrong",
    [
        {"fee_centimes": -1},
        {"cash_fee_centimes": -1},
        {"cash_ceiling_centimes": -1},
        {"max_grams": 0},
        {"days_min": 4},
        {"zone": "moon"},
        {"method": "pigeon"},
    ],
)
def test_figures_that_make_no_sense(wrong):
    right = {
        "carrier_code": "jbal",
        "method": "carrier",
        "zone": "country",
        "max_grams": 1_000,
        "fee_centimes": 1,
        "days_min": 1,
        "days_max": 3,
        "valid_from": SINCE,
    }
    before = len(tariffs_of("jbal"))
    with pytest.raises(TariffWrong):
        enter_tariff(**(right | wrong))
    assert len(tariffs_of("jbal")) == before


def test_carriers_that_are_none():
    with pytest.raises(UnknownAdapter):
        save_carrier(code="x", names={}, adapter="teleport")
    with pytest.raises(UnknownCarrier):
        save_carrier(code="a.b", names={}, adapter="own")
    with pytest.raises(UnknownCarrier):
        step("nobody", "carrier", "country", 1_000, 1)
