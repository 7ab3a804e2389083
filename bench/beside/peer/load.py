"""The peer's catalogue: the same goods as ours, in bulk; then its search index. `python -m peer.load N STOCK`."""

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "peer.settings")


def main(products: int) -> None:
    import django

    django.setup()
    from django.contrib.sites.models import Site
    from django.core.management import call_command
    from django.db import connection
    from oscar.core.loading import get_model

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    Site.objects.update_or_create(pk=1, defaults={"domain": "127.0.0.1", "name": "Peer"})
    country = get_model("address", "Country")
    country.objects.get_or_create(
        iso_3166_1_a2="MA", defaults={"name": "Morocco", "printable_name": "Maroc", "is_shipping_country": True}
    )
    category, kind = get_model("catalogue", "Category"), get_model("catalogue", "ProductClass")
    product, joined = get_model("catalogue", "Product"), get_model("catalogue", "ProductCategory")
    partner, record = get_model("partner", "Partner"), get_model("partner", "StockRecord")
    goods = kind.objects.create(name="Goods", requires_shipping=True, track_stock=True)
    shelves = [category.add_root(name=name, slug=f"shelf-{n}") for n, name in enumerate(NAMES)]
    sellers = [partner.objects.create(name=f"Coopérative {n}") for n in range(50)]
    rows = [
        product(
            title=f"{NAMES[n % len(NAMES)]} n° {n}",
            slug=f"p-{n}",
            upc=f"B{n}",
            product_class=goods,
            description=f"{NAMES[n % len(NAMES)]}, récolté et préparé à la main par les femmes du douar numéro {n}.",
        )
        for n in range(products)
    ]
    product.objects.bulk_create(rows, batch_size=2000)
    joined.objects.bulk_create(
        (joined(product=row, category=shelves[n % len(shelves)]) for n, row in enumerate(rows)), batch_size=5000
    )
    record.objects.bulk_create(
        (
            record(
                product=row,
                partner=sellers[n % 50],
                partner_sku=f"B{n}",
                price=20 + n % 900,
                price_currency="MAD",
                num_in_stock=20 if n == 0 else 1_000_000,
            )
            for n, row in enumerate(rows)
        ),
        batch_size=5000,
    )
    category.fix_tree()
    call_command("rebuild_index", interactive=False, verbosity=0)
    connection.cursor().execute("ANALYZE")  # as autovacuum would, which is off in a throw-away server


NAMES = ("Miel de thym", "Amlou aux amandes", "Safran pur", "Tapis noué main", "Tajine émaillé")

if __name__ == "__main__":
    main(int(sys.argv[1]))
