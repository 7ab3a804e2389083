"""Honey is not what its label says: complaint, association, agreement, statistics. On a phone, in Arabic."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import PHONE, Site
from tests.journeys.test_rights import a_bought_parcel, workshop
from tests.journeys.walk import carry_out, look, press, sign_in, until

pytestmark = pytest.mark.journey
ADVISER, RIB = "+212661000005", "011519000001205000534921"
TAPS = ("goods", "counterfeit")


def complain(buyer: Page, order: str, part: str) -> str:
    """Tap by tap to the typed problem; gives the complaint's number."""
    buyer.goto(f"{order.split('?')[0]}complaints/new/?part={part}")
    for tap in TAPS:
        look(buyer)
        press(buyer, f"main a[href*='={tap}']")
    for box in buyer.locator("main input[type=checkbox]").all():
        box.check()
    while not buyer.locator("textarea[name=text]").count():
        look(buyer)
        if buyer.locator("main a[href*='wish=refund']").count():
            press(buyer, "main a[href*='wish=refund']")
        else:
            press(buyer, "main form button[type=submit]")
    look(buyer)
    buyer.fill("textarea[name=text]", "مكتوب على الملصق «عسل حر»، والطعم سكر.")
    press(buyer, "main form[method=post] button[type=submit].big")
    buyer.wait_for_url(re.compile(r"/complaints/RC-"))
    return re.search(r"RC-[0-9A-Z]+", buyer.url)[0]  # type: ignore[index]


def agreements(adviser: Page, desk: str) -> int:
    """How many were reached since yesterday, as the association's own figures say."""
    adviser.goto(f"{desk}statistics/?since={date.today() - timedelta(days=1)}&until={date.today()}")
    found = re.search(r"الاتفاقات\s+(\d+)", adviser.locator("main").inner_text())
    assert found
    return int(found[1])


def test_honey_is_not_what_its_label_says(visit: Any, site: Site) -> None:
    buyer = visit("ar", PHONE)
    order, part = a_bought_parcel(buyer, "ar")
    carry_out(visit, site, buyer, "tifawin", part, order_page=order, language="ar")
    number = complain(buyer, order, part)
    complaint = buyer.url
    look(buyer)

    seller, home = workshop(visit, site, "ar")
    seller.goto(f"{home}complaints/{number}/")
    look(seller)
    seller.check("input[name=kind][value=explain]")
    seller.fill("form:has(input[name=kind]) textarea[name=text]", "هو عسل حر، والملصق قديم.")
    press(seller, "form:has(input[name=kind]) button.big, form:has(input[name=kind]) p.actions button")
    buyer.goto(complaint)
    buyer.check("input[name=grade][value=not]")
    press(buyer, "form[action*='/grade/'] button[type=submit]")

    buyer.goto(complaint)
    press(buyer, "main a[href*='let-in']")
    look(buyer)
    buyer.locator("input[name=association]").first.check()
    buyer.check("input[name=consent]")
    press(buyer, "main form[method=post] button.big")
    look(buyer)
    case = buyer.url
    found = re.search(r"/([A-Z]{2}-[0-9A-Z]+)/?$", case)
    assert found, case

    adviser = visit("ar", PHONE)
    sign_in(adviser, site, ADVISER, "/ar/me/")
    adviser.goto("/ar/association/")  # of one association only: its desk
    look(adviser)
    desk = re.match(r".*/association/[\w-]+/", adviser.url)[0]  # type: ignore[index]
    before = agreements(adviser, desk)
    adviser.goto(f"{desk}queue/")
    look(adviser)
    press(adviser, f"main a[href*='/cases/{found[1]}/']")
    look(adviser)
    press(adviser, "form[action$='/take/'] button")
    adviser.goto(f"{desk}cases/{found[1]}/propose/")
    look(adviser)
    back = adviser.locator("input[name^=refund_]").first
    back.fill("20")
    adviser.fill("textarea[name=text]", "نقترح إرجاع عشرين درهما، ويحتفظ المشتري بالمنتوج.")
    press(adviser, "form.intake-form button.big")
    look(adviser)

    seller.goto(f"{home}cases/{found[1]}/")
    look(seller)
    seller.check("input[name=answer][value=yes]")
    press(seller, "form[action*='/proposals/'] button")
    buyer.goto(case)
    look(buyer)
    buyer.check("input[name=answer][value=yes]")
    if buyer.locator("input[name=rib]").count():
        buyer.fill("input[name=payee_name]", "Salma Bennani")
        buyer.fill("input[name=rib]", RIB)
    press(buyer, "form[action*='/proposals/'] button")
    look(buyer)
    expect(buyer.locator("main")).to_contain_text("Youssef")  # who opened her file

    until(adviser, lambda: agreements(adviser, desk) == before + 1)
    look(adviser)
