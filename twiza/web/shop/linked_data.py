"""schema.org data of products and places in the tree, for machines that read pages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from twiza.catalog.api import ProductPage, VariantView
from twiza.kernel.text import pick
from twiza.law.api import Rule
from twiza.reviews.api import Summary
from twiza.web.shop.head import absolute

ORG = "https://schema.org"


def breadcrumbs(crumbs: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """BreadcrumbList of (address, name) pairs; the last may have no address."""
    items = []
    for position, (url, name) in enumerate(crumbs, 1):
        item = {"@type": "ListItem", "position": position, "name": name}
        items.append(item | {"item": absolute(url)} if url else item)
    return {"@context": ORG, "@type": "BreadcrumbList", "itemListElement": items}


def product(
    page: ProductPage, *, language: str, url: str, image: str, returns: Rule | None, rating: Summary | None = None
) -> dict[str, Any]:
    """Product with an Offer per variant; `returns` is the rule of withdrawal, None where it does not apply.

    `rating` becomes an AggregateRating only where reviews are shown.
    """
    seller = {"@type": "Organization", "name": pick(page.cooperative_names, language)}
    data: dict[str, Any] = {
        "@context": ORG,
        "@type": "Product",
        "name": pick(page.names, language),
        "description": pick(page.descriptions, language),
        "image": [absolute(image)],
        "url": absolute(url),
        "sku": page.variants[0].sku if page.variants else "",
        "brand": seller,
        "category": " > ".join(pick(node.names, language) for node in page.trail),
        "countryOfOrigin": "MA",
        "offers": [_offer(page, variant, seller, url, returns) for variant in page.variants],
    }
    if rating and rating.count:
        data["aggregateRating"] = {
            "@type": "AggregateRating",
            "ratingValue": rating.average,
            "reviewCount": rating.count,
            "bestRating": 5,
            "worstRating": 1,
        }
    return data


def _offer(
    page: ProductPage, variant: VariantView, seller: dict[str, str], url: str, returns: Rule | None
) -> dict[str, Any]:
    stocked = "MadeToOrder" if page.made_to_order else "InStock"
    offer = {
        "@type": "Offer",
        "sku": variant.sku,
        "price": f"{variant.price_centimes // 100}.{variant.price_centimes % 100:02d}",
        "priceCurrency": "MAD",
        "availability": f"{ORG}/{stocked if variant.sellable and variant.available else 'OutOfStock'}",
        "itemCondition": f"{ORG}/NewCondition",
        "url": absolute(url),
        "seller": seller,
    }
    if returns:
        offer["hasMerchantReturnPolicy"] = {
            "@type": "MerchantReturnPolicy",
            "applicableCountry": "MA",
            "returnPolicyCategory": f"{ORG}/MerchantReturnFiniteReturnWindow",
            "merchantReturnDays": returns.value,
        }
    return offer
