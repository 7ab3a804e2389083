"""Where the money of a price goes: what a cooperative states sums to the price, and history stays."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import NOW
from tests.make.catalog import a_product, a_variant, only_variant
from twiza.catalog.api import (
    BookedView,
    NegativePart,
    PartsFallShort,
    PartsGoBeyond,
    booked_price,
    difference_of,
    differing_of_cooperative,
    differing_products,
    due_of,
    forget_booked_prices,
    keep_booked_prices,
    price_statements,
    set_price,
    state_price,
    statement_history,
    statements_of_products,
)
from twiza.catalog.models import PriceStatement
from twiza.cooperatives.api import team_contacts
from twiza.kernel.money import Money
from twiza.kernel.periods import day_of
from twiza.kernel.refusals import Refusal
from twiza.plumbing.api import audit_of
from twiza.plumbing.models import Letter

TODAY = day_of(NOW)
# Of 120 dirhams 3 % and its VAT are the platform's: 3,60 and 0,72. 115,68 are left.
PARTS = {"work_centimes": 78_00, "materials_centimes": 20_00, "packaging_centimes": 8_00, "share_centimes": 9_68}
PLATFORM = {"commission_centimes": 3_60, "commission_vat_centimes": 72}


@pytest.fixture
def honey(tifawin, fatima):
    """An exempt honey at 120 dirhams."""
    return only_variant(
        a_product(tifawin.pk, by=fatima, now=NOW, vat_class="exempt", variant={"price_centimes": 120_00})
    )


def state(variant, by, *, now=NOW, **fields):
    return state_price(variant=variant, **(PARTS | PLATFORM | fields), by=by, now=now)


def test_of_120_dirhams_78_reach_the_members(honey, fatima):
    state(honey, fatima)
    said = price_statements([honey.pk])[honey.pk]
    assert (said.price_centimes, said.members_centimes, said.cooperative_centimes) == (120_00, 78_00, 115_68)
    assert [(part.code, part.centimes) for part in said.parts] == [
        ("work", 78_00),
        ("materials", 20_00),
        ("packaging", 8_00),
        ("share", 9_68),
        ("commission", 3_60),
        ("commission_vat", 72),
    ]
    assert sum(part.centimes for part in said.parts) == said.price_centimes
    assert audit_of(honey)[0].verb == "state_price"


def test_vat_of_the_goods_is_inside_the_price(tifawin, fatima):
    lamp = only_variant(a_product(tifawin.pk, by=fatima, vat_class="normal", variant={"price_centimes": 120_00}))
    assert due_of(120_00, vat_class="normal", platform_centimes=4_32, on=TODAY) == (20_00, 95_68)
    with pytest.raises(PartsGoBeyond) as beyond:
        state(lamp, fatima)
    assert (beyond.value.rest, str(beyond.value.blanks["beyond"])) == (-20_00, "20.00")
    state(lamp, fatima, work_centimes=58_00)
    assert price_statements([lamp.pk])[lamp.pk].vat_centimes == 20_00


def test_parts_that_leave_something_over_are_refused(honey, fatima):
    with pytest.raises(PartsFallShort) as short:
        state(honey, fatima, share_centimes=9_67)
    assert (short.value.rest, short.value.field) == (1, "share")
    with pytest.raises(PartsGoBeyond) as beyond:
        state(honey, fatima, packaging_centimes=8_01)
    assert beyond.value.rest == -1
    with pytest.raises(NegativePart):
        state(honey, fatima, packaging_centimes=-1, share_centimes=17_69)
    assert price_statements([honey.pk]) == {}


def test_a_new_statement_follows_and_the_former_stays(honey, fatima):
    state(honey, fatima)
    state(honey, fatima)
    later = NOW + timedelta(days=3)
    state(honey, fatima, now=later, work_centimes=80_00, share_centimes=7_68)
    newest, former = statement_history(honey.pk)
    assert (newest.work_centimes, newest.from_at, newest.until_at) == (80_00, later, None)
    assert (former.work_centimes, former.from_at, former.until_at) == (78_00, NOW, later)


def test_after_a_new_price_the_statement_is_of_an_older_one(honey, fatima):
    state(honey, fatima)
    set_price(variant=honey, price_centimes=150_00, by=fatima, now=NOW + timedelta(days=1))
    honey.refresh_from_db()
    said = price_statements([honey.pk])[honey.pk]
    assert (said.price_centimes, honey.price_centimes) == (120_00, 150_00)
    with pytest.raises(PartsFallShort):
        state(honey, fatima, now=NOW + timedelta(days=1))


def test_one_query_for_however_many(honey, tifawin, fatima):
    other = a_variant(honey.product, by=fatima, price_centimes=120_00, sku="OTHER")
    state(honey, fatima)
    state(other, fatima)
    with CaptureQueriesContext(connection) as spent:
        found = statements_of_products([honey.product_id])
        assert len(price_statements([honey.pk, other.pk])) == 2
    assert len(spent) == 2
    assert [view.variant_id for view in found[honey.product_id]] == [honey.pk, other.pk]


def test_the_database_takes_no_statement_that_does_not_sum(honey, fatima):
    made = state(honey, fatima)
    with pytest.raises(IntegrityError), transaction.atomic():
        PriceStatement.objects.filter(pk=made.pk).update(work_centimes=79_00)
    with pytest.raises(IntegrityError), transaction.atomic():
        PriceStatement.objects.filter(pk=made.pk).update(work_centimes=-1, share_centimes=88_69)
    made.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        made.save(force_insert=True)


money = st.integers(0, 2_000_00)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    price=st.integers(1, 2_000_00),
    commission=st.integers(0, 3_000),
    vat_class=st.sampled_from(["normal", "reduced", "exempt"]),
    weights=st.lists(st.integers(0, 100), min_size=4, max_size=4).filter(any),
    slip=st.sampled_from([0, 0, 1, -1, 100]),
)
def test_either_it_sums_to_the_price_or_it_is_refused(honey, fatima, price, commission, vat_class, weights, slip):
    product = honey.product
    type(product).objects.filter(pk=product.pk).update(vat_class=vat_class)
    if honey.price_centimes != price:
        set_price(variant=honey, price_centimes=price, by=fatima, now=NOW)
    taken = Money(price).share(commission)
    vat_on_it = taken.share(2_000)
    vat, due = due_of(price, vat_class=vat_class, platform_centimes=(taken + vat_on_it).centimes, on=TODAY)
    assert due >= 0
    assert vat + due + taken.centimes + vat_on_it.centimes == price
    parts = [part.centimes for part in Money(due).split(weights)]
    parts[0] += slip
    names = ("work_centimes", "materials_centimes", "packaging_centimes", "share_centimes")
    platform = {"commission_centimes": taken.centimes, "commission_vat_centimes": vat_on_it.centimes}
    before = PriceStatement.objects.count()
    try:
        state_price(variant=honey, **dict(zip(names, parts, strict=True)), **platform, by=fatima, now=NOW)
    except Refusal:
        assert slip or min(parts) < 0
        assert PriceStatement.objects.count() == before
    else:
        assert not slip
        said = price_statements([honey.pk])[honey.pk]
        assert sum(part.centimes for part in said.parts) == said.price_centimes == price


def booked(product_id: int, **fields) -> BookedView:
    """Ten sold at 120 dirhams: 43,20 to the platform, 780 to the members."""
    chosen = {
        "since": TODAY - timedelta(days=365),
        "until": TODAY,
        "sold_centimes": 1_200_00,
        "commission_centimes": 36_00,
        "commission_vat_centimes": 7_20,
        "members_centimes": 780_00,
    }
    return BookedView(product_id=product_id, **(chosen | fields))


def test_of_what_was_paid_in_the_books_words(honey):
    view = booked(honey.product_id)
    assert (view.cooperative_centimes, view.kept_centimes) == (1_156_80, 376_80)
    assert [view.of(120_00, c) for c in (view.cooperative_centimes, view.members_centimes, None)] == [
        115_68,
        78_00,
        None,
    ]


def test_a_difference_is_told_once_until_it_agrees_again(honey, tifawin, fatima):
    state(honey, fatima)
    pk = honey.product_id
    assert keep_booked_prices(booked=[booked(pk)], now=NOW) == []
    assert booked_price(pk) == (booked(pk), False)
    # A tenth of the price is still the same; a centime more is not.
    assert keep_booked_prices(booked=[booked(pk, members_centimes=660_00)], now=NOW) == []
    far = booked(pk, members_centimes=659_00)
    assert keep_booked_prices(booked=[far], now=NOW) == [pk]
    assert keep_booked_prices(booked=[far], now=NOW + timedelta(days=1)) == []
    (row,), after = differing_products()
    assert (row.slug, row.differs_since, row.booked.members_centimes, after) == (
        honey.product.slug,
        TODAY,
        659_00,
        None,
    )
    assert differing_of_cooperative(tifawin.pk) == {pk}
    letter = Letter.objects.get(kind="statement_differs")
    assert letter.to in [contact.to for contact in team_contacts(tifawin.pk, roles=["manager"])]
    assert f"/workshop/{tifawin.slug}/products/{pk}/" in letter.text
    state(honey, fatima, work_centimes=66_00, share_centimes=21_68)
    assert differing_products() == ([], None)


def test_while_nothing_was_shared_what_reaches_the_cooperative_is_compared(honey, fatima):
    state(honey, fatima)
    agreed = booked(honey.product_id, members_centimes=None)
    assert difference_of(price_statements([honey.pk]).values(), agreed) == 0
    taken = booked(honey.product_id, members_centimes=None, commission_centimes=200_00)
    assert keep_booked_prices(booked=[taken], now=NOW) == [honey.product_id]


def test_where_nothing_is_stated_nothing_differs(honey):
    assert keep_booked_prices(booked=[booked(honey.product_id, members_centimes=0)], now=NOW) == []
    forget_booked_prices(before=TODAY)
    assert booked_price(honey.product_id) is not None
    forget_booked_prices(before=TODAY + timedelta(days=1))
    assert booked_price(honey.product_id) is None
