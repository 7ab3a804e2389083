"""Pages for machines: robots.txt and the sitemap."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.http import require_safe

from twiza.catalog import api as catalog
from twiza.cooperatives import api as cooperatives
from twiza.geography import api as geography
from twiza.kernel.periods import day_of
from twiza.web.kit.gate import now
from twiza.web.kit.page import public
from twiza.web.kit.pages import cached
from twiza.web.shop.head import absolute

PRIVATE = ("basket", "checkout", "orders", "track", "parcel", "me", "account", "workshop", "desk", "search", "suggest")
MOST = 45_000  # a sitemap may name 50,000 addresses


@require_safe
@public(86_400)
def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", "Disallow: /api/", *(f"Disallow: /*/{name}" for name in PRIVATE)]
    return HttpResponse("\n".join([*lines, "", f"Sitemap: {absolute('/sitemap.xml')}", ""]), content_type="text/plain")


@require_safe
@cached(tags=["market"], seconds=60)
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every public page in its three languages, each naming the others."""
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:xhtml="http://www.w3.org/1999/xhtml">'
    ]
    for name, argument, changed in _places():
        addresses = {code: _address(code, name, argument) for code, _said in settings.LANGUAGES}
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang="{code}" href="{url}"/>' for code, url in addresses.items()
        )
        changed_on = f"<lastmod>{changed.isoformat(timespec='seconds')}</lastmod>" if changed else ""
        parts += [f"<url><loc>{url}</loc>{changed_on}{links}</url>" for url in addresses.values()]
    return HttpResponse("\n".join([*parts, "</urlset>"]), content_type="application/xml")


def _address(language: str, name: str, argument: str) -> str:
    with override(language):
        return absolute(reverse(name, args=[argument] if argument else []))


def _places() -> Iterator[tuple[str, str, datetime | None]]:
    """(name of the address, its argument, when it changed), the products last."""
    for name in ("home", "cooperatives", "rights", "terms", "privacy", "about"):
        yield f"shop:{name}", "", None
    for root in catalog.category_tree():
        for code in root.subtree():
            yield "shop:category", code, None
    for region in geography.regions():
        yield "shop:region", region.slug, None
    for card in cooperatives.list_cooperatives(on=day_of(now()), page_size=MOST).items:
        yield "shop:cooperative", card.slug, None
    for entry in catalog.sitemap_products()[: MOST // len(settings.LANGUAGES)]:
        yield "shop:product", entry.slug, entry.changed_at
