"""From a cooperative's product to a parcel paid for at the door, walked in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import DESKTOP, PHONE, Site
from tests.journeys.walk import (
    NADIA,
    SELLERS,
    carry_out,
    choose_carriers,
    fill_basket,
    no_serious_violation,
    nothing_sticks_out,
    part_numbers,
    press,
    say_where,
    seller_address,
    sign_in,
)

pytestmark = pytest.mark.journey
WALKS = [("ar", PHONE), ("fr", PHONE), ("ar", DESKTOP), ("fr", DESKTOP)]
IDS = ["ar-360", "fr-360", "ar-1280", "fr-1280"]


@pytest.mark.parametrize(("language", "size"), WALKS, ids=IDS)
def test_from_the_market_to_the_door(visit, site: Site, language: str, size: dict[str, int]):
    page = visit(language, size)
    page.goto("/")
    page.wait_for_url(f"**/{language}/")
    page.goto(f"/{language}/regions/marrakech-safi/")
    nothing_sticks_out(page)
    expect(page.locator("svg path").first).to_be_visible()

    slugs = [seller_address(page, language, seller) for seller in SELLERS]
    fill_basket(page, language, slugs)
    page.goto(f"/{language}/basket/")
    expect(page.locator("[data-basket-count]")).to_have_text("3")
    nothing_sticks_out(page)
    no_serious_violation(page)

    say_where(page, language)
    no_serious_violation(page)
    press(page, "main form[method=post] button[type=submit].big")
    choose_carriers(page)
    page.check("input[name=pay][value=cash]")
    nothing_sticks_out(page)
    press(page, "main form[method=post] button[type=submit].big")
    # The terms must be accepted expressly; nothing is lost meanwhile.
    press(page, "form.confirm button[type=submit]")
    expect(page.locator("form.confirm .errors")).to_be_visible()
    nothing_sticks_out(page)
    no_serious_violation(page)
    page.check("input[name=terms]")
    press(page, "form.confirm button[type=submit]")
    page.wait_for_url("**/orders/TW-**")
    order_page = page.url
    nothing_sticks_out(page)
    no_serious_violation(page)
    expect(page.locator("main .timeline")).to_have_count(3)

    # Each cooperative prepares its own part, on a phone.
    numbers = part_numbers(page, slugs)
    for seller, slug in zip(SELLERS, slugs, strict=True):
        carry_out(visit, site, page, seller, numbers[slug], order_page=order_page, language=language)
    page.goto(order_page)
    expect(page.locator(".timeline li.done").last).to_be_visible()
    assert page.locator(".delivery-code").count() == 0
    nothing_sticks_out(page)


@pytest.mark.parametrize(("language", "size"), WALKS, ids=IDS)
def test_every_public_page_is_readable_by_all(visit, site: Site, language: str, size: dict[str, int]):
    page = visit(language, size)
    product = page.request.get("/api/v1/products?q=argan").json()["items"][0]["slug"]
    seller = seller_address(page, language, "tifawin")
    for path in (
        "", "category/food/", f"product/{product}/", "cooperatives/", f"cooperatives/{seller}/",
        "regions/marrakech-safi/", "search/?q=argan", "search/?q=xyzxyz", "basket/", "rights/", "terms/", "privacy/",
        "about/", "track/", "workshop/", "account/login/code/",
    ):  # fmt: skip
        page.goto(f"/{language}/{path}")
        nothing_sticks_out(page)
        no_serious_violation(page)


def test_the_narrowest_phone_and_no_javascript(visit, site: Site):
    page = visit("ar", {"width": 320, "height": 640}, javascript=False)
    page.goto("/ar/search/?q=أركان")
    press(page, "main a[href*='/product/']")
    press(page, "form.add button[type=submit]")
    page.goto("/ar/basket/")
    assert page.locator("main a[href*='/product/']").count() >= 1
    page.goto("/ar/checkout/")
    page.fill("input[name=recipient]", "سلمى")
    page.fill("input[name=phone]", "12")
    page.fill("input[name=commune]", "Sidi")
    press(page, "main form[method=post] button[type=submit].big")
    assert page.locator(".errors").count() >= 3
    assert page.input_value("input[name=recipient]") == "سلمى"
    assert page.input_value("input[name=commune]") == "Sidi"


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_the_desk_verifies_a_cooperative_and_publishes_a_product(visit, site: Site, language: str):
    page = visit(language, DESKTOP)
    sign_in(page, site, NADIA, f"/{language}/desk/")
    for path in ("", "cooperatives/", "products/", "orders/", "cash/", "letters/", "machines/", "audit/", "style/"):
        page.goto(f"/{language}/desk/{path}")
        nothing_sticks_out(page)
        no_serious_violation(page)


def test_the_house_stands_and_its_books_agree(site: Site, visit):
    page = visit("en", DESKTOP)
    answer = page.request.get("/healthz").json()
    assert answer["status"] == "ok"
    assert page.request.get("/api/v1/products?page_size=1").json()["count"] == 411  # three wait for the desk
    assert page.request.get("/api/v1/cooperatives?page_size=1").json()["count"] == 24
    done = site.twiza("check")
    assert done.returncode == 0, done.stdout
