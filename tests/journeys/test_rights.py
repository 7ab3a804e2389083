"""A buyer's rights on a phone: she changes her mind, something arrives broken, she finds a parcel that has not come.

No clock is moved here: what falls due is proved by the tests of `protection` and `clocks`.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import PHONE, Site, code_sent_to
from tests.journeys.walk import (
    carry_out,
    choose_carriers,
    figure,
    fill_basket,
    look,
    part_numbers,
    press,
    say_where,
    seller_address,
    sign_in,
)
from twiza.config.sample.sellers import phone_of

pytestmark = pytest.mark.journey
SELLER = "tifawin"
BUYER = "+212661234567"  # the phone of `say_where`
BIG = "main form[method=post] button[type=submit].big"


def a_bought_parcel(buyer: Page, language: str) -> tuple[str, str]:
    """(the order's page, the part's number): one thing of one cooperative, to be paid at the door."""
    slug = seller_address(buyer, language, SELLER)
    fill_basket(buyer, language, [slug])
    say_where(buyer, language)
    press(buyer, BIG)
    choose_carriers(buyer)
    buyer.check("input[name=pay][value=cash]")
    press(buyer, BIG)
    buyer.check("input[name=terms]")
    press(buyer, "form.confirm button[type=submit]")
    buyer.wait_for_url("**/orders/TW-**")
    return buyer.url, part_numbers(buyer, [slug])[slug]


def workshop(visit: Any, site: Site, language: str) -> tuple[Page, str]:
    desk = visit(language, PHONE)
    home = f"/{language}/workshop/{seller_address(desk, language, SELLER)}/"
    sign_in(desk, site, phone_of(SELLER), home)
    return desk, home


def test_changed_my_mind(visit, site: Site):
    buyer = visit("ar", PHONE)
    order, part = a_bought_parcel(buyer, "ar")
    carry_out(visit, site, buyer, SELLER, part, order_page=order, language="ar")
    buyer.goto(order)
    look(buyer)
    press(buyer, f"a[href$='/return/{part}/']")
    look(buyer)
    buyer.check("input[name=refund_way][value=cash]")
    press(buyer, "button[value=check]")
    look(buyer)
    whole = figure(buyer.locator(".whole .num").inner_text())
    press(buyer, "button[value=confirm]")
    buyer.wait_for_url("**/withdrawals/RT-**")
    look(buyer)
    assert figure(buyer.locator(".big-sum").inner_text()) == whole
    number = re.search(r"RT-[0-9A-Z]+", buyer.url)[0]  # type: ignore[index]
    press(buyer, "form[action$='/sent/'] button")
    desk, home = workshop(visit, site, "ar")
    desk.goto(f"{home}returns/")
    look(desk)
    press(desk, f"a[href$='/returns/{number}/']")
    look(desk)
    press(desk, "form[action$='/receive/'] button.big")
    expect(desk.locator("form[action$='/receive/']")).to_have_count(0)


def test_arrived_broken(visit, site: Site):
    buyer = visit("fr", PHONE)
    order, part = a_bought_parcel(buyer, "fr")
    carry_out(visit, site, buyer, SELLER, part, order_page=order, language="fr")
    buyer.goto(f"{order.split('?')[0]}guarantee/{part}/")
    look(buyer)
    buyer.check("input[name=defect][value=broken]")
    buyer.fill("textarea[name=text]", "Le flacon est fendu.")
    press(buyer, BIG)  # nothing was wished yet: what was typed stays
    expect(buyer.locator("textarea[name=text]")).to_have_value("Le flacon est fendu.")
    buyer.check("input[name=remedy][value=replace]")
    press(buyer, BIG)
    buyer.wait_for_url("**/guarantees/GA-**")
    look(buyer)
    number = re.search(r"GA-[0-9A-Z]+", buyer.url)[0]  # type: ignore[index]
    desk, home = workshop(visit, site, "fr")
    desk.goto(f"{home}guarantees/{number}/")
    look(desk)
    desk.check("input[name=answer][value=accept]")
    desk.fill("input[name=promised_on]", str(date.today() + timedelta(days=3)))
    press(desk, "form[action$='/answer/'] button.big")
    press(desk, "a[href*='/replacements/RP-']")
    look(desk)
    press(desk, "form[action$='/send/'] button.big")
    buyer.reload()
    look(buyer)
    expect(buyer.locator("main")).to_contain_text(number)


def test_never_arrived(visit, site: Site):
    """A guest without her link: the code on her phone opens the order, which says what she can do meanwhile."""
    buyer = visit("fr", PHONE)
    order, part = a_bought_parcel(buyer, "fr")
    number = re.search(r"TW-[0-9A-Z]+", order)[0]  # type: ignore[index]
    lost = visit("fr", PHONE)
    lost.goto("/fr/track/")
    look(lost)
    lost.fill("input[name=number]", number)
    lost.fill("input[name=phone]", "06 61 23 45 67")
    press(lost, BIG)
    look(lost)
    lost.fill("input[name=code]", code_sent_to(site, BUYER))
    press(lost, BIG)
    lost.wait_for_url(f"**/orders/{number}/**")
    lost.goto(f"{lost.url}late/{part}/")
    look(lost)
    expect(lost.locator("main .notice")).to_be_visible()
    lost.go_back()
    press(lost, f"a[href*='complaints/new/?part={part}']")
    look(lost)
