"""What every journey does: sign in, press, read a figure, look whether a page can be read."""

from __future__ import annotations

import re
import time
import urllib.parse
from collections.abc import Callable
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import PHONE, Site, code_sent_to
from twiza.config.sample.load import SIGN_INS
from twiza.config.sample.sellers import phone_of

SELLERS = ("tifawin", "zitoun-al-wiam", "sanabil-rhamna")
NADIA, DRISS = (next(s.phone for s in SIGN_INS if s.name == name) for name in ("Nadia", "Driss"))
_keys: dict[tuple[str, str], list[Any]] = {}  # sessions by site and phone: three codes in a quarter of an hour, no more


def sign_in(page: Page, site: Site, phone: str, then: str) -> None:
    """By the code sent to the phone; whoever did so before on this site comes with the session of that time."""
    known = _keys.get((site.url, phone))
    if known:
        page.context.add_cookies(known)
    answer = page.goto(then)
    assert answer is not None
    assert answer.ok, f"{then}: {answer.status}"
    if urllib.parse.urlsplit(page.url).path == then:
        return
    page.fill("form[method=post] input[type=tel], form[method=post] input[type=text]", "0" + phone[4:])
    page.click("main form[method=post] button[type=submit]")
    page.wait_for_url("**/confirm/**")
    page.fill("input[name=code]", code_sent_to(site, phone))
    page.click("main form[method=post] button[type=submit]")
    page.wait_for_url(f"**{then}")
    _keys[site.url, phone] = [c for c in page.context.cookies() if "session" in c["name"]]


def press(page: Page, selector: str) -> None:
    """A press that leads to a page."""
    with page.expect_navigation():
        page.locator(selector).first.click()


def no_serious_violation(page: Page) -> None:
    found = Axe().run(page).response["violations"]
    serious = [v for v in found if v["impact"] in ("serious", "critical")]
    assert not serious, (page.url, [(v["id"], [n["html"][:160] for n in v["nodes"]][:4]) for v in serious])


def nothing_sticks_out(page: Page) -> None:
    """No page is wider than its window, and its direction is that of its language."""
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{page.url} sticks out by {wide} px"
    language = page.get_attribute("html", "lang")
    assert page.get_attribute("html", "dir") == ("rtl" if language == "ar" else "ltr")


def look(page: Page) -> None:
    nothing_sticks_out(page)
    no_serious_violation(page)


def until(page: Page, there: Callable[[], bool], *, seconds: float = 40) -> None:
    """Look again until the worker has answered what happened."""
    end = time.monotonic() + seconds
    while not there():
        assert time.monotonic() < end, f"{page.url}: {page.locator('main').inner_text()[:600]}"
        time.sleep(0.25)
        page.reload()


def figure(text: str) -> int:
    """The centimes a page shows: «1 234,50 DH», «-12,30 درهم», «− 3 DH»."""
    plain = re.sub(r"[\u200e\u200f\u061c\u2066-\u2069\s\u00a0\u202f]", "", text)
    found = re.search(r"([-\u2212+]?)(\d[\d.,]*)", plain)
    assert found, text
    whole, comma, cents = found[2].rpartition(",")
    if not comma:
        whole, cents = found[2], ""
    value = int(re.sub(r"\D", "", whole)) * 100 + int((cents + "00")[:2])
    return -value if found[1] in ("-", "\u2212") else value


def figures(cells: Locator) -> list[int]:
    return [figure(text) for text in cells.all_inner_texts()]


def seller_address(page: Page, language: str, seller: str) -> str:
    """The slug that the registry gave to a cooperative of the sample."""
    answer = page.request.get(f"/api/v1/cooperatives?page_size=100&language={language}").json()
    words = {"tifawin": "tifawin", "zitoun-al-wiam": "zitoun", "sanabil-rhamna": "sanabil"}[seller]
    return next(item["slug"] for item in answer["items"] if words in item["slug"])


def fill_basket(page: Page, language: str, slugs: list[str]) -> None:
    """Goods of each cooperative, without an account."""
    for slug in slugs:
        page.goto(f"/{language}/cooperatives/{slug}/")
        links = page.locator("main a[href*='/product/']")
        # Walks before this one may have bought the last of the first.
        for address in dict.fromkeys(links.nth(n).get_attribute("href") for n in range(links.count())):
            page.goto(str(address))
            if page.locator("form.add button[type=submit]").count():
                break
        press(page, "form.add button[type=submit]")


def say_where(page: Page, language: str) -> None:
    """To a douar without a postcode."""
    page.goto(f"/{language}/checkout/")
    page.fill("input[name=recipient]", "سلمى بناني")
    page.fill("input[name=phone]", "06 61 23 45 67")
    page.fill("input[name=commune]", "Smimou")
    page.keyboard.press("Escape")
    page.fill("input[name=quarter]", "دوار تاماسينت")
    page.fill("input[name=landmark]", "قرب المسجد")


def choose_carriers(page: Page) -> dict[str, str]:
    """The cooperative itself where it goes there, else the local courier; by the cooperative's number."""
    chosen = {}
    for part in page.locator("fieldset.part").all():
        way = part.locator("input[value^='own.'], input[value^='by-hand-sample.']").first
        way.check()
        chosen[part.get_attribute("data-part") or ""] = way.get_attribute("value") or ""
    return chosen


def part_numbers(order_page: Page, slugs: list[str]) -> dict[str, str]:
    """The number of each cooperative's part, as the buyer's page knows it while she may still cancel."""
    part = "section.part:has(h2 a[href*='/cooperatives/{}/']) input[name=part]"
    return {slug: order_page.locator(part.format(slug)).get_attribute("value") or "" for slug in slugs}


def carry_out(visit: Any, site: Site, buyer: Page, seller: str, number: str, *, order_page: str, language: str) -> None:
    """Confirm, prepare, hand over, deliver by the buyer's code, as this cooperative's manager."""
    desk = visit(language, PHONE)
    slug = seller_address(desk, language, seller)
    home = f"/{language}/workshop/{slug}/"
    sign_in(desk, site, phone_of(seller), home)
    look(desk)
    desk.goto(f"{home}orders/{number}/")
    for deed in ("confirm", "prepare"):
        press(desk, f"form[action$='/{deed}/'] button")
        nothing_sticks_out(desk)
    if desk.locator("form[action$='/hand-over/'] input[name=tracking]").count():
        desk.fill("form[action$='/hand-over/'] input[name=tracking]", "LC 123 456")
    press(desk, "form[action$='/hand-over/'] button")
    no_serious_violation(desk)
    buyer.goto(order_page)
    code = re.sub(r"\D", "", buyer.locator(".delivery-code .digits").first.inner_text())
    assert len(code) == 6
    wrong = "000000" if code != "000000" else "111111"
    desk.fill("form[action$='/deliver/'] input[name=code]", wrong)
    press(desk, "form[action$='/deliver/'] button")
    expect(desk.locator("[role=alert], .errors").first).to_be_visible()
    desk.fill("form[action$='/deliver/'] input[name=code]", code)
    press(desk, "form[action$='/deliver/'] button")
    assert desk.locator("form[action$='/deliver/']").count() == 0
    desk.goto(f"{home}money/")
    look(desk)
