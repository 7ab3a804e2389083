"""Free slugs for new products."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db.models import Q

from twiza.catalog.models import Product
from twiza.kernel.text import slugify

LONGEST = 70  # leaves room for a number within the column's 80
AT_ONCE = 100


def free_slugs(names: Sequence[Mapping[str, str]]) -> list[str]:
    """One unused slug for each product's names, from a Latin name where there is one: `miel-de-thym`, `miel-de-thym-2`.

    One query a hundred names. Not a reservation: take them in the same transaction.
    """
    bases = [slugify(next((n[k] for k in ("fr", "en", "ar", "zgh") if n.get(k)), ""), LONGEST) for n in names]
    different = sorted(set(bases))
    taken = set[str]()
    for start in range(0, len(different), AT_ONCE):
        like = Q()
        for base in different[start : start + AT_ONCE]:
            like |= Q(slug=base) | Q(slug__startswith=f"{base}-")
        taken |= set(Product.objects.filter(like).values_list("slug", flat=True))
    found, last = [], dict[str, int]()
    for base in bases:
        slug, number = base, last.get(base, 1)
        while slug in taken:
            number += 1
            slug = f"{base}-{number}"
        last[base] = number
        taken.add(slug)
        found.append(slug)
    return found
