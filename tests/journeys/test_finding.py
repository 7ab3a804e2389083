"""A thing found in a word: typed in Darija, taken from the list below the field, narrowed, shared, and not found."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import DESKTOP, PHONE
from tests.journeys.walk import look, press

pytestmark = pytest.mark.journey


def test_a_buyer_finds_in_a_word(visit):
    page = visit("ar", PHONE)
    page.goto("/ar/")
    field = page.get_by_role("combobox", name="البحث في السوق").or_(page.locator("#q"))
    field.first.click()
    field.first.press_sequentially("argan", delay=40)
    options = page.locator("#q-list [role=option]")
    expect(options.first).to_be_visible()
    expect(page.locator("#q")).to_have_attribute("aria-expanded", "true")
    look(page)
    page.keyboard.press("ArrowDown")
    expect(page.locator("#q")).to_have_attribute("aria-activedescendant", "q-list-0")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "/ar/category/argan-oil/" in page.url  # the shelf before its goods
    page.goto("/ar/")
    page.locator("#q").press_sequentially("argan", delay=40)
    goods = page.locator("#q-list [role=option][data-url*='/ar/product/']")
    expect(goods.first).to_be_visible()
    with page.expect_navigation():
        goods.first.click()
    assert "/ar/product/" in page.url
    page.goto("/ar/search/?q=zit+argan")
    look(page)
    assert page.locator(".product-card").count() > 0
    press(page, "a.only-small")
    expect(page.locator("#facets")).to_be_visible()
    look(page)
    region = page.locator("#f-region option").nth(1).get_attribute("value")
    page.select_option("#f-region", region)
    press(page, "#facets button[type=submit]")
    assert f"region={region}" in page.url
    assert "q=zit" in page.url
    shared = visit("fr", DESKTOP, javascript=False)  # the address is the whole state, with or without JavaScript
    shared.goto(page.url.replace("/ar/", "/fr/").split("#")[0])
    assert shared.locator(".product-card").count() == page.locator(".product-card").count()
    shared.fill("#q", "qqqqzzzz")
    press(shared, ".site-search button[type=submit]")
    assert shared.locator("a[href*='/wish/?q=qqqqzzzz']").count() == 1
    page.goto("/ar/search/?q=qqqqzzzz")
    look(page)
    press(page, "a[href*='/wish/']")
    assert page.locator("input[name=words]").input_value() == "qqqqzzzz"
    page.goto("/ar/search/")
    before = page.locator("[data-recent] li a")
    expect(before.first).to_have_text("qqqqzzzz")
    look(page)
    page.locator("[data-clear]").click()
    expect(before).to_have_count(0)
    page.locator("[data-off]").uncheck()
    page.goto("/ar/search/?q=argan")
    page.goto("/ar/search/")
    expect(page.locator("[data-recent] li a")).to_have_count(0)
