from __future__ import annotations

from datetime import date

from django.db import transaction

from twiza.catalog.actions.refresh import refresh_products, tell
from twiza.catalog.models import DesignationClaim, Variant


@transaction.atomic
def lapse(on: date) -> int:
    """What ran out before this day: variants past their best-before date leave the sale, certificates their claims.

    Returns how many products that changed. Repeatable.
    """
    variants = Variant.objects.filter(outdated=False, best_before__lt=on)
    claims = DesignationClaim.objects.filter(lapsed=False, valid_until__lt=on)
    products = set(variants.values_list("product_id", flat=True)) | set(claims.values_list("product_id", flat=True))
    variants.update(outdated=True)
    claims.update(lapsed=True)
    changed = refresh_products(products)
    tell(products)
    return len(changed)
