from __future__ import annotations

from datetime import datetime
from typing import Any, Unpack

from django.db import transaction

from twiza.catalog.actions.complete import stays_complete
from twiza.catalog.actions.fields import VariantFields, variant_columns
from twiza.catalog.actions.refresh import changed
from twiza.catalog.models import Variant
from twiza.catalog.states import Status
from twiza.catalog.terms.refusals import LastVariant
from twiza.kernel.periods import day_of
from twiza.plumbing.api import record


@transaction.atomic
def edit_variant(*, variant: Variant, by: Any, now: datetime, **fields: Unpack[VariantFields]) -> Variant:
    """Change what is given, of the variant as it stands now; price and stock have actions of their own. The same
    values write nothing.

    Refuses to switch off the last active variant of a product on sale, and what would leave that product without
    something an offer must say (NotReady).
    """
    variant = Variant.objects.select_for_update(of=("self",)).select_related("product").get(pk=variant.pk)
    columns = variant_columns(variant, fields)
    if "best_before" in columns:
        columns["outdated"] = bool(columns["best_before"] and columns["best_before"] < day_of(now))
    columns = {name: value for name, value in columns.items() if value != getattr(variant, name)}
    if not columns:
        return variant
    product = variant.product
    if columns.get("active") is False and product.status == Status.PUBLISHED:
        others = product.variants.filter(active=True).exclude(pk=variant.pk)
        if not others.exists():
            raise LastVariant()
    before = {name: _plain(getattr(variant, name)) for name in columns}
    with stays_complete(product):
        Variant.objects.filter(pk=variant.pk).update(**columns)
    variant.refresh_from_db()
    changed(product, now)
    after = {name: _plain(value) for name, value in columns.items()}
    record("edit", variant, actor=by, role="cooperative", before=before, after=after)
    return variant


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
