"""Addresses of our market to ask for, as JSON, from the database that `bench.beside.market` filled."""

from __future__ import annotations

import json
import random
from urllib.parse import quote


def main() -> None:
    import django

    django.setup()
    from bench.beside.addresses import questions
    from twiza.catalog import api as catalog
    from twiza.catalog.models import Product

    slugs = list(Product.objects.filter(status="published").order_by("pk").values_list("slug", flat=True))
    goods = random.Random(1).sample(slugs[1:], min(500, len(slugs) - 1))
    shelves = list(Product.objects.order_by().values_list("category", flat=True).distinct())
    after = None
    for _page in range(100):
        listing = catalog.list_products(catalog.ProductFilter(), page_size=24, after=after)
        after = listing.next or after
    paths = {
        "home": ["/fr/"],
        "product": [f"/fr/product/{slug}/" for slug in goods],
        "product 0": [f"/fr/product/{slugs[0]}/"],
        "category": [f"/fr/category/{code}/" for code in shelves],
        "category, deep": deep(shelves),
        "search": [f"/fr/search/?q={quote(q)}" for q in questions()],
        "suggest": [f"/fr/suggest/?q={quote(q[: 3 + n % 5])}" for n, q in enumerate(questions())],
    }
    print(json.dumps(paths))


def deep(shelves: list[str]) -> list[str]:
    """The hundredth page of the fullest shelves, as their own links lead there."""
    import re

    from django.test import Client

    found, client = [], Client(SERVER_NAME="127.0.0.1")
    for code in shelves[:3]:
        address = f"/fr/category/{code}/"
        for _page in range(99):
            html = client.get(address).content.decode()
            following = re.search(r'rel="next" href="([^"]+)"', html)
            if not following:
                break
            address = f"/fr/category/{code}/" + following[1].replace("&amp;", "&")
        found.append(address)
    return found


if __name__ == "__main__":
    main()
