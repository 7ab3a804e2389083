from __future__ import annotations

import tomllib

from django.conf import settings
from django.db import transaction

from twiza.catalog.models import Category
from twiza.catalog.queries.categories import forget_tree

FILE = "catalog/categories.toml"


@transaction.atomic
def load_categories() -> int:
    """Bring the category tree in line with `data/catalog/categories.toml`; returns how many there are.

    Repeatable. A category that left the file stays, without children: products may stand in it.
    """
    sheet = tomllib.loads((settings.ROOT / "data" / FILE).read_text("utf-8"))
    rows: dict[str, Category] = {}
    for position, node in enumerate(sheet["category"]):
        code, parent = node["code"], rows[node["in"]] if "in" in node else None
        inherited = parent or Category()
        rows[code] = Category(
            code=code,
            parent=parent,
            names={language: node[language] for language in ("ar", "fr", "en")},
            path=f"{parent.path if parent else ''}{code}/",
            vat_class=node.get("vat", inherited.vat_class),
            perishable=node.get("perishable", inherited.perishable),
            branch=node.get("branch", inherited.branch),
            position=position,
        )
    columns = ["parent", "names", "path", "vat_class", "perishable", "branch", "position"]
    Category.objects.bulk_create(rows.values(), update_conflicts=True, unique_fields=["code"], update_fields=columns)
    forget_tree()
    return len(rows)
