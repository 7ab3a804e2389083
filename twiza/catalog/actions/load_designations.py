from __future__ import annotations

import tomllib

from django.conf import settings
from django.db import transaction

from twiza.catalog.models import Designation
from twiza.catalog.queries.categories import forget_tree

FILE = "catalog/designations.toml"


@transaction.atomic
def load_designations() -> int:
    """Bring the protected designations in line with `data/catalog/designations.toml`; returns how many. Repeatable."""
    sheet = tomllib.loads((settings.ROOT / "data" / FILE).read_text("utf-8"))
    sources = sheet["sources"]
    rows = [
        Designation(
            code=row["code"],
            sign=row["sign"],
            names={language: row[language] for language in ("ar", "fr") if language in row},
            goods=row["goods"],
            source="; ".join(sources[name] for name in row["source"]),
        )
        for row in sheet["designation"]
    ]
    columns = ["sign", "names", "goods", "source"]
    Designation.objects.bulk_create(rows, update_conflicts=True, unique_fields=["code"], update_fields=columns)
    forget_tree()
    return len(rows)
