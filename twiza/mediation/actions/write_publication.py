from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction

from twiza.catalog.api import Product
from twiza.freshness.api import drop
from twiza.kernel.text import slugify
from twiza.mediation.actions.register_association import texts
from twiza.mediation.facts import WarningPublished
from twiza.mediation.models import Association, Publication, PublicationProduct, Recall
from twiza.mediation.terms.refusals import BodyMissing, NoteMissing, TitleMissing, UnknownTerm, WarningNamesNothing
from twiza.mediation.terms.words import MOST_BODY, PublicationKind
from twiza.people.api import Person
from twiza.plumbing.api import announce, record


@transaction.atomic
def write_publication(
    *,
    association: Association,
    kind: str,
    titles: Mapping[str, str],
    bodies: Mapping[str, str],
    product_ids: Collection[int] = (),
    recall: Recall | None = None,
    publication: Publication | None = None,
    by: Person,
    now: datetime,
) -> Publication:
    """A guide or a warning in the association's own words; nobody reads it until `publish`. `publication` is edited.

    Title and text in Arabic and French; a warning names at least one product.
    """
    if kind not in PublicationKind.values:
        raise UnknownTerm()
    titles, bodies = texts(titles, 160), texts(bodies, MOST_BODY)
    if not (titles.get("ar") and titles.get("fr")):
        raise TitleMissing()
    if not (bodies.get("ar") and bodies.get("fr")):
        raise BodyMissing()
    products = list(Product.objects.filter(pk__in=product_ids).values_list("pk", flat=True))
    if kind == PublicationKind.WARNING and not products:
        raise WarningNamesNothing()
    if publication is None:
        publication = Publication(association=association, slug=_free_slug(association, titles), written_at=now)
    publication.kind, publication.titles, publication.bodies = kind, titles, bodies
    publication.recall, publication.by = recall, by
    publication.save()
    had = set(PublicationProduct.objects.filter(publication=publication).values_list("product", flat=True))
    PublicationProduct.objects.filter(publication=publication).exclude(product__in=products).delete()
    PublicationProduct.objects.bulk_create(
        PublicationProduct(publication=publication, product_id=pk) for pk in sorted(set(products) - had)
    )
    record("write", publication, actor=by, role="adviser", after={"titles": titles})
    if publication.published_at is not None:
        drop(f"warnings:{pk}" for pk in {*products, *had})
    return publication


@transaction.atomic
def publish(*, publication: Publication, by: Person, now: datetime) -> None:
    """Everybody reads it; a warning stands on its products' pages. On the association's own responsibility."""
    fresh = Publication.objects.filter(pk=publication.pk, published_at=None)
    if not fresh.update(published_at=now):
        Publication.objects.filter(pk=publication.pk).update(withdrawn_at=None, why_withdrawn="")
    publication.refresh_from_db()
    record("publish", publication, actor=by, role="adviser")
    _changed(publication)
    if publication.kind == PublicationKind.WARNING:
        announce(WarningPublished(publication_id=publication.pk))


@transaction.atomic
def withdraw_publication(*, publication: Publication, why: str, by: Person, now: datetime) -> None:
    """Its page says that it was withdrawn and why; it stands on no product's page any more. NoteMissing without why."""
    if not why.strip():
        raise NoteMissing("why")
    rows = Publication.objects.filter(pk=publication.pk, withdrawn_at=None).exclude(published_at=None)
    if rows.update(withdrawn_at=now, why_withdrawn=why.strip()[:300]):
        record("withdraw", publication, actor=by, role="adviser", note=why.strip()[:300])
        _changed(publication)


def _changed(publication: Publication) -> None:
    """It comes onto the pages of its products, or leaves them."""
    products = PublicationProduct.objects.filter(publication=publication).values_list("product", flat=True)
    drop(f"warnings:{pk}" for pk in products)


def _free_slug(association: Association, titles: Mapping[str, str]) -> str:
    base = slugify(titles.get("fr") or titles["ar"], longest=70)
    taken = set(Publication.objects.filter(association=association).values_list("slug", flat=True))
    return base if base not in taken else next(s for n in range(2, 10_000) if (s := f"{base}-{n}") not in taken)
