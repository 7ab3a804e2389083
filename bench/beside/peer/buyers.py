"""Buying at the peer, by its own pages."""

from __future__ import annotations

from bench.beside.browser import Browser

PRODUCT = "/catalogue/p-{n}_{pk}/"


def add(browser: Browser, address: str) -> None:
    status, _where, html = browser.send(browser.get(address), "quantity", quantity="1")
    assert status == 200, (status, html[:200])


def to_last_step(browser: Browser, address: str) -> tuple[int, str, str]:
    """From an empty basket to the page whose button places the order."""
    add(browser, address)
    page = browser.get("/checkout/")
    page = browser.send(page, "username", username="buyer@example.ma", options="anonymous")
    page = browser.send(
        page, "line1", first_name="Salma", last_name="Bennani", line1="Douar Tidzi", line4="Essaouira",
        postcode="44000", country="MA", phone_number="",
    )  # fmt: skip
    return page if "place-order" in page[2] or "action" in page[2] else browser.get("/checkout/preview/")


def place(browser: Browser, page: tuple[int, str, str]) -> bool:
    status, where, _html = browser.send(page, "action", action="place_order")
    return status == 200 and "thank-you" in where
