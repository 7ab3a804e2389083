"""The till: every address walked, and a sale from the tile to the receipt and back."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.make.cashbook import a_sale
from tests.make.catalog import a_product, only_variant
from tests.make.cooperatives import join_team
from tests.make.people import make_person
from tests.web.rooms import Row, walk_own_number_of_another, walk_workshop_room
from twiza.cashbook.api import Sale
from twiza.kernel.periods import day_of
from twiza.ledger.api import balance
from twiza.web.workshop.till.urls import patterns

pytestmark = pytest.mark.django_db


@pytest.fixture
def honey(tifawin, fatima):
    """A thyme honey at 95 DH, ten on the shelf."""
    return only_variant(a_product(tifawin.pk, by=fatima, now=timezone.now() - timedelta(days=20)))


@pytest.fixture
def treasurer(tifawin, fatima):
    person = make_person(phone="+212668000111", name="خديجة")
    join_team(tifawin, person, "treasurer", by=fatima, now=timezone.now())
    return person


def at(person, language="en"):
    client = Client()
    client.force_login(person)
    return lambda path, **typed: (client.post if typed else client.get)(f"/{language}/workshop/{path}", typed or None)


def filled(page, **typed):
    """What the form of the page would send, with what is typed."""
    form = page.context["form"]
    sent = {bound.name: bound.value() for bound in form if bound.value() not in (None, "")}
    return {name: str(value) for name, value in (sent | typed).items()}


def rows(variant, sale, number="R1-2026-00001"):
    return {
        "till": Row(queries=17, size=14_000),
        "till-article": Row(queries=8, size=16_000, post={"article": "x"}),
        "till-sell": Row([variant.pk], queries=11, size=16_000, post={"paid_by": "cash"}),
        "till-sales": Row(queries=12, size=14_000),
        "till-sale": Row([sale.pk], queries=12, size=14_000),
        "till-paid": Row([sale.pk], button=True, post={"paid_by": "cash"}),
        "till-undo": Row([sale.pk], button=True, post={"reason": "x"}),
        "till-receipt": Row([sale.pk], button=True, post={"buyer": "x"}),
        "till-paper": Row([sale.pk, number], queries=14, size=150_000),
    }


def test_the_room_is_the_teams_alone(tifawin, honey, fatima, brahim, hassan, atlas, nadia):
    sale = a_sale(tifawin.pk, honey, now=timezone.now())
    at(fatima)(f"{tifawin.slug}/till/sales/{sale.pk}/receipt/", buyer="Salma")
    number = f"R{tifawin.pk}-2026-00001"
    at(fatima)(f"{tifawin.slug}/till/sales/{sale.pk}/{number}.pdf")  # set once, then archived
    walk_workshop_room(
        patterns, rows(honey, sale, number), slug=tifawin.slug, insider=fatima, others=[brahim, hassan, nadia]
    )
    walk_own_number_of_another(patterns, rows(honey, sale, number), slug=atlas.slug, manager=hassan)


def test_who_prepares_sells_but_takes_nothing_back(tifawin, honey, zahra, treasurer):
    sale = a_sale(tifawin.pk, honey, now=timezone.now())
    address = f"{tifawin.slug}/till/sales/{sale.pk}/"
    assert "/undo/" not in at(zahra)(address).content.decode()
    assert at(zahra)(f"{address}undo/", reason="a mistake").status_code == 404
    sale.refresh_from_db()
    assert sale.status == "paid"
    assert "/undo/" in at(treasurer)(address).content.decode()
    assert at(treasurer)(f"{address}undo/", reason="a mistake").status_code == 302
    sale.refresh_from_db()
    assert sale.status == "undone"


def test_a_tile_a_number_how_it_was_paid(tifawin, honey, zahra):
    go, base = at(zahra), f"{tifawin.slug}/till/"
    address = f"{base}sell/{honey.pk}/"
    assert f"/en/workshop/{address}" in go(base).content.decode()
    page = go(address)
    typed = filled(page, pieces="3", paid_by="cash")
    assert (typed["price"], typed["where"]) == ("95,00", "souk")
    typed["price"] = "٩٠,٥٠"
    assert go(address, **typed).status_code == 302
    assert go(address, **typed).status_code == 302  # the second tap
    sale = Sale.objects.get()
    assert (sale.total_centimes, sale.recorded_by, sale.status) == (271_50, zahra, "paid")
    honey.refresh_from_db()
    assert honey.on_hand == 7
    assert balance(f"cooperative:{tifawin.pk}:received") == 271_50
    page = go(base).content.decode()
    assert "271.50" in page


def test_what_is_not_in_the_catalogue_and_yesterdays_souk(tifawin, fatima):
    go, address = at(fatima), f"{tifawin.slug}/till/sell/"
    typed = filled(go(address), article="سبحة خشب", more="12", price="15", where="fair", paid_by="later", buyer="Salma")
    yesterday = day_of(timezone.now()) - timedelta(days=1)
    assert go(address, **typed | {"sold_on": yesterday.isoformat()}).status_code == 302
    sale = Sale.objects.get()
    assert (sale.total_centimes, sale.where, sale.sold_on, sale.status) == (180_00, "fair", yesterday, "owed")
    assert go(address).context["form"]["where"].value() == "fair"  # as the last time
    assert "Salma" in go(f"{tifawin.slug}/till/sales/?show=owed").content.decode()
    assert "Salma" not in go(f"{tifawin.slug}/till/sales/").content.decode()
    assert "Salma" in go(f"{tifawin.slug}/till/sales/?day={yesterday}").content.decode()
    go(f"{tifawin.slug}/till/sales/{sale.pk}/paid/", paid_by="transfer")
    sale.refresh_from_db()
    assert (sale.status, sale.paid_by) == ("paid", "transfer")


def test_short_stock_says_so_keeps_what_was_typed_and_takes_a_count(tifawin, honey, zahra, treasurer):
    address = f"{tifawin.slug}/till/sell/{honey.pk}/"
    page = at(zahra)(address)
    assert 'name="counted"' not in page.content.decode()
    typed = filled(page, more="11", paid_by="cash")
    short = at(zahra)(address, **typed)
    assert short.status_code == 422
    assert "only 10 of it" in short.content.decode()
    assert 'name="counted"' in short.content.decode()
    assert 'value="11"' in short.content.decode()
    told = at(treasurer)(address, **typed | {"counted": "20"})  # she counts money, not goods
    assert (told.status_code, 'name="counted"' in told.content.decode()) == (422, False)
    assert at(zahra)(address, **typed | {"counted": "12"}).status_code == 302
    honey.refresh_from_db()
    assert honey.on_hand == 1


@pytest.mark.parametrize(
    "typed",
    [
        {"more": "0"},
        {"more": "many"},
        {"pieces": "", "more": ""},
        {"pieces": "7"},
        {"price": "0"},
        {"price": "twelve"},
        {"price": "-5"},
        {"price": "999999999"},
        {"where": "moon"},
        {"paid_by": ""},
        {"paid_by": "gold"},
        {"sold_on": "2026-13-01"},
        {"sold_on": "2000-01-01"},
        {"sold_on": "2999-01-01"},
        {"key": ""},
        {"key": "x" * 41},
    ],
)
def test_bad_input_is_refused_in_words(tifawin, honey, fatima, typed):
    go, address = at(fatima), f"{tifawin.slug}/till/sell/{honey.pk}/"
    answer = go(address, **filled(go(address), more="2", paid_by="cash") | typed)
    assert (answer.status_code, Sale.objects.count()) == (422, 0)


def test_a_receipt_and_back(tifawin, honey, fatima):
    sale = a_sale(tifawin.pk, honey, now=timezone.now())
    go, address = at(fatima, "fr"), f"{tifawin.slug}/till/sales/{sale.pk}/"
    assert go(f"{address}receipt/", buyer=" ").status_code == 422
    assert go(f"{address}receipt/", buyer="Salma Bennani").status_code == 302
    found = re.search(rf"sales/{sale.pk}/(R[\d-]+)\.pdf", go(address).content.decode())
    paper = go(f"{address}{found[1]}.pdf")
    assert paper.content.startswith(b"%PDF")
    assert go(f"{address}undo/", reason=" ").status_code == 422
    assert go(f"{address}undo/", reason="rendu").status_code == 302
    assert "A" + found[1][1:] in go(address).content.decode()
    assert go(f"{address}R9-2026-00009.pdf").status_code == 404


def test_lists_cost_the_same_however_long(tifawin, honey, fatima):
    go, costs = at(fatima), []
    for total in (1, 3):
        for _ in range(total):
            a_sale(tifawin.pk, honey, quantity=1, now=timezone.now())
        costs.append([])
        for path in ("", "sales/"):
            go(f"{tifawin.slug}/till/{path}")
            with CaptureQueriesContext(connection) as spent:
                go(f"{tifawin.slug}/till/{path}")
            costs[-1].append(len(spent))
    assert costs[0] == costs[1]


def test_an_empty_till_says_what_can_be_done(tifawin, fatima):
    go = at(fatima)
    assert "Something else" in go(f"{tifawin.slug}/till/").content.decode()
    assert go(f"{tifawin.slug}/till/?text=%25").status_code == 200
    assert "Nothing was sold" in go(f"{tifawin.slug}/till/sales/").content.decode()
    for odd in ("?day=tomorrow", "?show=nothing", "?after=x", "?after=99999999999999999999"):
        assert go(f"{tifawin.slug}/till/sales/{odd}").status_code == 200
