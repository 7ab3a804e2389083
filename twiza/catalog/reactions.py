"""What the catalogue does when it or a lower context tells news. Repeatable, in any order."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from twiza.catalog.actions.refresh import tell
from twiza.catalog.facts import ProductsChanged
from twiza.catalog.models import Product
from twiza.catalog.queries.searching import KIND, searchable
from twiza.catalog.states import Status
from twiza.cooperatives.api import CooperativeChanged, CooperativeRefused, CooperativeSuspended, CooperativeVerified
from twiza.search.api import forget_many, index_many


@transaction.atomic
def tell_its_products(
    fact: CooperativeVerified | CooperativeRefused | CooperativeSuspended | CooperativeChanged,
) -> None:
    """A cooperative came, went, or changed its name or place: so did what lists and index show of its products."""
    shown = Product.objects.filter(cooperative=fact.cooperative_id, status=Status.PUBLISHED)
    tell(shown.values_list("pk", flat=True))


def index_products(fact: ProductsChanged) -> None:
    """Write the public ones into the index as they are now, and take the others out."""
    found = searchable(fact.product_ids)
    # When the index was written is told by the one who writes it: the worker, whose clock this is.
    index_many(found, now=timezone.now())
    listed = {thing.key for thing in found}
    forget_many(KIND, [str(pk) for pk in fact.product_ids if str(pk) not in listed])
