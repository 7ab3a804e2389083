"""The desk's room of commission: entering, ending, trying out, and statements that the books do not bear out."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.make.catalog import a_product, only_variant
from tests.make.cooperatives import make_cooperative
from tests.web.rooms import Row, walk_desk_room
from twiza.catalog import api as catalog
from twiza.commission import api as commission
from twiza.commission.models import CommissionRule
from twiza.kernel.periods import day_of
from twiza.web.desk.commission.urls import patterns


def today():
    return day_of(timezone.now())


def tomorrow():
    return today() + timedelta(days=1)


@pytest.fixture
def desk(client, nadia):
    client.force_login(nadia)

    def send(name, *rest, get=False, **typed):
        address = reverse(f"desk:{name}", args=rest)
        return client.get(address, typed) if get else client.post(address, typed)

    return send


@pytest.fixture
def old_city(nadia):
    then = timezone.now() - timedelta(days=400)
    names = {"ar": "تعاونية المدينة", "fr": "Coopérative de la ville"}
    return make_cooperative(desk=nadia, now=then, commune="Essaouira", members=20, women_members=2, names=names)


def a_rule(nadia, **fields):
    chosen = {"basis_points": 700, "since": tomorrow(), "by": nadia, "now": timezone.now()}
    return commission.enter_rule(**chosen | fields)


@pytest.fixture
def differing(tifawin, fatima):
    """Everything is said to reach the members, and nothing did."""
    product = a_product(tifawin.pk, by=fatima, vat_class="exempt")
    variant = only_variant(product)
    catalog.state_price(
        variant=variant,
        work_centimes=variant.price_centimes,
        materials_centimes=0,
        packaging_centimes=0,
        share_centimes=0,
        commission_centimes=0,
        commission_vat_centimes=0,
        by=fatima,
        now=timezone.now(),
    )
    keep_books(product.pk)
    return product


def keep_books(product_id: int, members: int = 0) -> None:
    view = catalog.BookedView(product_id, today() - timedelta(days=365), today(), 950_00, 0, 0, members)
    catalog.keep_booked_prices(booked=[view], now=timezone.now())


def test_strangers_find_nothing(nadia, brahim, fatima, youssef, old_city) -> None:
    coming, running = a_rule(nadia), CommissionRule.objects.get(trait="remote")
    typed = {"basis_points": "4", "since": str(tomorrow()), "until": str(tomorrow())}
    rows = {
        "commission": Row(queries=5),
        "commission-new": Row(queries=4, size=60_000, post=typed),
        "commission-try": Row(queries=4, size=60_000),
        "commission-differences": Row(queries=6),
        "commission-end": Row([running.pk], queries=5, post=typed),
        "commission-withdraw": Row([coming.pk], button=True),
    }
    walk_desk_room(patterns, rows, desk=nadia, others=[brahim, fatima, youssef])


def test_the_first_rules_are_shown(desk) -> None:
    page = desk("commission", get=True)
    rates = [(r.rule.trait, r.rule.basis_points) for r in page.context["rows"]]
    assert rates == [("new", 0), ("remote", 300), ("women_led", 300), ("", 500)]
    assert desk("commission", get=True, when="past").context["rows"] == []


def test_a_rule_is_entered_as_people_write(desk, old_city) -> None:
    typed = {"basis_points": "٢٫٥ %", "cap_centimes": "150", "since": str(tomorrow()), "cooperative": "المدينة"}
    page = desk("commission-new", **typed, category_path="food/", trait="", note="شراكة")
    assert (page.status_code, page.headers["Location"].partition("?")[2]) == (302, "when=coming")
    (row,) = desk("commission", get=True, when="coming").context["rows"]
    rule = row.rule
    assert (rule.basis_points, rule.cap_centimes, rule.cooperative_id, rule.category_path) == (
        250,
        150_00,
        old_city.pk,
        "food/",
    )
    assert [names["en"] for names in row.kinds] == ["Food"]


def test_what_is_wrong_is_said_and_kept(desk, old_city) -> None:
    page = desk("commission-new", basis_points="5", since=str(today()), note="اليوم")
    assert page.status_code == 422
    assert page.context["form"].errors.keys() == {"since"}
    assert page.context["form"]["note"].value() == "اليوم"
    for field, value in [
        ("basis_points", "five"),
        ("basis_points", "2,555"),
        ("basis_points", "31"),
        ("basis_points", "-1"),
        ("cap_centimes", "0"),
        ("since", "someday"),
        ("cooperative", "nobody at all"),
        ("category_path", "nothing/"),
        ("trait", "nice"),
    ]:
        typed = {"basis_points": "5", "since": str(tomorrow())} | {field: value}
        page = desk("commission-new", **typed)
        assert (page.status_code, set(page.context["form"].errors)) == (422, {field}), (field, value)
    assert CommissionRule.objects.count() == 4


def test_a_name_that_fits_several_is_asked_again(desk, nadia, old_city) -> None:
    make_cooperative(desk=nadia, names={"ar": "تعاونية المدينة الثانية", "fr": "Coopérative de la ville 2"})
    page = desk("commission-new", basis_points="5", since=str(tomorrow()), cooperative="ville")
    assert old_city.slug in page.context["form"].errors["cooperative"][0]
    page = desk("commission-new", basis_points="5", since=str(tomorrow()), cooperative=old_city.slug)
    assert page.status_code == 302


def test_a_coming_rule_is_withdrawn_a_running_one_ended(desk, nadia) -> None:
    coming = a_rule(nadia)
    desk("commission-withdraw", coming.pk)
    assert desk("commission", get=True, when="coming").context["rows"] == []
    running = CommissionRule.objects.get(trait="remote")
    assert desk("commission-end", running.pk, until=str(today() - timedelta(days=1))).status_code == 422
    assert desk("commission-end", running.pk, until=str(today())).status_code == 302
    running.refresh_from_db()
    assert running.until == today()
    default = CommissionRule.objects.get(trait="", entered_on=None)
    page = desk("commission-end", default.pk, until=str(today()))
    assert (page.status_code, CommissionRule.objects.get(pk=default.pk).until) == (422, None)
    assert desk("commission-end", 999_999, get=True).status_code == 404


def test_a_sale_is_tried_out(desk, nadia, old_city) -> None:
    asked = {"cooperative": old_city.slug, "category_path": "food/honey-and-hive/", "total": "120", "on": str(today())}
    said = desk("commission-try", get=True, **asked).context["said"]
    assert (said.commission.centimes, said.commission.vat_centimes, said.rule.is_default) == (6_00, 1_20, True)
    a_rule(nadia, category_path="food/")
    page = desk("commission-try", get=True, **asked | {"on": str(tomorrow())})
    assert (page.context["said"].commission.centimes, len(page.context["others"])) == (8_40, 1)
    for wrong in ({"on": "2001-01-01"}, {"total": "-"}, {"cooperative": ""}, {"category_path": ""}):
        assert desk("commission-try", get=True, **asked | wrong).status_code == 422


def test_statements_that_the_books_do_not_bear_out(desk, differing) -> None:
    page = desk("commission-differences", get=True)
    ((row, stated),) = page.context["rows"]
    assert (row.product_id, [view.members_centimes for view in stated]) == (differing.pk, [95_00])
    keep_books(differing.pk, members=950_00)
    assert desk("commission-differences", get=True).context["rows"] == []


def test_lists_cost_the_same_with_more_rows(client, nadia, differing, tifawin, fatima, old_city) -> None:
    client.force_login(nadia)

    def cost(name: str, **typed: str) -> int:
        client.get(reverse(f"desk:{name}"), typed)
        with CaptureQueriesContext(connection) as spent:
            assert client.get(reverse(f"desk:{name}"), typed).status_code == 200
        return len(spent)

    a_rule(nadia)
    one = cost("commission", when="coming")
    a_rule(nadia, cooperative_id=old_city.pk)
    a_rule(nadia, category_path="food/honey-and-hive/", trait="new")
    assert cost("commission", when="coming") == one
    one = cost("commission-differences")
    for _n in range(2):
        other = a_product(tifawin.pk, by=fatima, vat_class="exempt")
        variant = only_variant(other)
        parts = {"work_centimes": variant.price_centimes, "materials_centimes": 0, "packaging_centimes": 0}
        taken = {"share_centimes": 0, "commission_centimes": 0, "commission_vat_centimes": 0}
        catalog.state_price(variant=variant, **parts, **taken, by=fatima, now=timezone.now())
        keep_books(other.pk)
    assert cost("commission-differences") == one


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_every_page_in_every_language(client, nadia, differing, language) -> None:
    a_rule(nadia)
    client.force_login(nadia)
    for name in ("commission", "commission-new", "commission-try", "commission-differences"):
        address = reverse(f"desk:{name}").replace("/ar/", f"/{language}/", 1)
        for query in ("", "?when=coming"):
            assert client.get(address + query).status_code == 200, address
