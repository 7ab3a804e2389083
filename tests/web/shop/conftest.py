"""A small market as the shop's pages show it: Tifawin's honey, Atlas's rugs, a carrier, an index."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import Any

import pytest
from django.core.cache import caches
from django.utils import timezone

from tests.make.catalog import a_product
from tests.make.ordering import a_carrier, a_seller
from twiza.plumbing.api import run_due

NAMES = {
    "ar": "عسل الزعتر",
    "fr": "Miel de thym",
    "en": "Thyme honey",
}


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    caches["local"].clear()


@pytest.fixture
def honey(hassan, db) -> Any:
    """A cooperative of Hassan's with one honey, ten on the shelf; carried everywhere."""
    a_carrier()
    seller = a_seller(hassan)
    run_due(timezone.now())
    return seller


@pytest.fixture
def three(honey, fatima, brahim) -> list[Any]:
    """Three sellers, three products each, all of one category."""
    more = [a_seller(person, {}, {}, {}) for person in (fatima, brahim)]
    a_product(honey.cooperative.pk, by=honey.manager)
    a_product(honey.cooperative.pk, by=honey.manager)
    run_due(timezone.now())
    return [honey, *more]


def linked(html: str) -> list[dict[str, Any]]:
    """The JSON-LD blocks of a page."""
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)
    return [json.loads(text) for text in found]


class Text(HTMLParser):
    """The text of a page, one space between words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.quiet = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.quiet += tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        self.quiet -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if not self.quiet:
            self.parts.append(data)

    def __str__(self) -> str:
        return " ".join(" ".join(self.parts).split())


def text_of(response: Any) -> str:
    return str(Text(response.content.decode()))


def add(client: Any, variant: Any, quantity: int = 1, language: str = "fr") -> Any:
    """From a cached page: no token, the browser's own word."""
    return client.post(
        f"/{language}/basket/add/",
        {"variant": variant.pk, "quantity": quantity},
        headers={"Sec-Fetch-Site": "same-origin"},
    )
