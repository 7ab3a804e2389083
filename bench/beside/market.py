"""Our market with so many products, for figures: `python -m bench.beside.market N` in an empty database.

Fifty cooperatives through the actions, their goods through the importer behind `twiza import-catalogue`, published in
one statement; then the search index, as `twiza rebuild-index` writes it.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

SELLERS = 50
PIECES = 20  # of the first product, for 50 buyers at once


def main(products: int) -> None:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.db.models import F
    from django.utils import timezone

    from bench.import_catalogue import write
    from tests.make.cooperatives import a_person
    from tests.make.ordering import a_carrier, a_seller
    from twiza.catalog.api import run_import
    from twiza.catalog.models import Product, Variant
    from twiza.config.cli import load_reference

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    load_reference()
    a_carrier()
    sellers = [a_seller(a_person(), {"variant": {"on_hand": 900_000}}) for _n in range(SELLERS)]
    now = timezone.now()
    rows = max(1, round((products - SELLERS) / SELLERS * 4 / 3))
    with tempfile.TemporaryDirectory() as folder:
        sheet = Path(folder) / "goods.csv"
        write(sheet, rows, 0)
        for seller in sellers:
            run_import(str(sheet), cooperative_slug=seller.cooperative.slug, dry_run=False, now=now, format="auto")
    Product.objects.filter(status="draft").update(
        status="published", published_at=F("created_at"), origin=sellers[0].cooperative.commune_id
    )
    Variant.objects.update(on_hand=900_000)
    first = Product.objects.filter(status="published").earliest("pk")
    first.variants.update(on_hand=PIECES)
    Product.objects.update(in_stock=True)
    print(Product.objects.filter(status="published").count(), "products")
    connection.cursor().execute("ANALYZE")  # as autovacuum would, which is off in a throw-away server


if __name__ == "__main__":
    main(int(sys.argv[1]))
