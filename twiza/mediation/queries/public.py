"""What an association shows: recalls, publications, alerts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import QuerySet

from twiza.freshness.api import note, note_each
from twiza.kernel.refusals import NotFound
from twiza.law.api import rule
from twiza.mediation.access import recall_of_everybody
from twiza.mediation.models import Alert, Association, Publication, PublicationProduct, Recall
from twiza.mediation.queries.views import AlertView, PublicationView, RecallView, WarningCard
from twiza.mediation.states import RecallStatus
from twiza.mediation.terms.words import RECALL_WORDS, AlertKind, Danger, PublicationKind
from twiza.ordering.api import Page

MOST = 200


def alerts_of(
    association: Association, *, open_only: bool = True, after: int | None = None, page_size: int = 30
) -> Page:
    """AlertViews, the newest first. Two queries."""
    rows = Alert.objects.filter(association=association)
    rows = rows.filter(acknowledged_at=None) if open_only else rows
    return _page(rows.select_related("product", "cooperative", "acknowledged_by"), _alert, after, page_size)


def _page(rows: QuerySet[Any], view: Callable[[Any], Any], after: int | None, page_size: int) -> Page:
    """A keyset page of what stands the newest first."""
    count = rows.count()
    found = list((rows if after is None else rows.filter(pk__lt=after))[: page_size + 1])
    last = found[page_size - 1].pk if len(found) > page_size else None
    return Page(tuple(view(row) for row in found[:page_size]), count, last)


def _alert(row: Alert) -> AlertView:
    return AlertView(
        alert_id=row.pk,
        kind=row.kind,
        kind_words=AlertKind(row.kind).label,
        product_id=row.product_id,
        product_names=row.product.names if row.product else {},
        product_slug=row.product.slug if row.product else "",
        cooperative_names=row.cooperative.names,
        cooperative_slug=row.cooperative.slug,
        cases=row.cases,
        days=rule("house.alert_days", on=row.window).value,
        raised_at=row.raised_at,
        acknowledged_at=row.acknowledged_at,
        acknowledged_by=row.acknowledged_by.name if row.acknowledged_by else "",
        note=row.note,
    )


def recall_view(row: Recall) -> RecallView:
    return RecallView(
        recall_id=row.pk,
        number=row.number,
        status=row.status,
        status_words=RECALL_WORDS[row.status],
        association_slug=row.association.slug,
        association_names=row.association.names,
        cooperative_id=row.cooperative_id,
        cooperative_names=row.cooperative.names,
        product_id=row.product_id,
        product_slug=row.product.slug,
        names=row.product.names,
        sku=row.variant.sku if row.variant else "",
        sold_from=row.sold_from,
        sold_until=row.sold_until,
        lot=row.lot,
        danger=row.danger,
        danger_words=Danger(row.danger).label,
        reasons=row.reasons,
        advice=row.advice,
        proposed_at=row.proposed_at,
        proposed_by=row.proposed_by.name if row.proposed_by else "",
        decided_at=row.decided_at,
        decided_as=row.decided_as,
        note=row.note,
        buyers=row.buyers,
        told=row.told,
        told_at=row.told_at,
    )


RELATED = ("association", "cooperative", "product", "variant", "proposed_by")


def _recalls(rows: QuerySet[Recall]) -> list[RecallView]:
    return [recall_view(row) for row in rows.select_related(*RELATED)[:MOST]]


def recalls_of_association(association: Association, *, after: int | None = None, page_size: int = 30) -> Page:
    """RecallViews, the newest first. Two queries."""
    return _page(Recall.objects.filter(association=association).select_related(*RELATED), recall_view, after, page_size)


def recalls_of_cooperative(cooperative_id: int) -> list[RecallView]:
    rows = Recall.objects.filter(cooperative=cooperative_id)
    return _recalls(rows.exclude(status=RecallStatus.TAKEN_BACK))


def recalls_shown() -> list[RecallView]:
    """Those that were confirmed: everybody may read them."""
    return _recalls(Recall.objects.filter(status__in=[RecallStatus.CONFIRMED, RecallStatus.TOLD]))


def recall_page(number: str) -> RecallView:
    """NotFound before it is confirmed."""
    return recall_view(recall_of_everybody(number))


def publications_of(
    association: Association,
    *,
    shown_only: bool = True,
    kind: str = "",
    after: int | None = None,
    page_size: int = 30,
) -> Page:
    """PublicationViews, the newest first. Three queries."""
    rows = Publication.objects.filter(association=association)
    if shown_only:
        rows = rows.filter(withdrawn_at=None).exclude(published_at=None)
    return _page(_whole(rows.filter(kind=kind) if kind else rows), _publication, after, page_size)


def publications_of_slug(slug: str) -> list[PublicationView]:
    """What everybody may read of an association, the newest first. Two queries."""
    rows = Publication.objects.filter(association__slug=slug, withdrawn_at=None).exclude(published_at=None)
    return publication_views(rows[:MOST])


def latest_publications(*, kind: str = "", after: int | None = None, page_size: int = 20) -> Page:
    """Of every association, the newest first."""
    rows = Publication.objects.filter(withdrawn_at=None).exclude(published_at=None)
    rows = rows.filter(kind=kind) if kind in PublicationKind.values else rows
    count = rows.count()
    if after is not None:
        rows = rows.filter(pk__lt=after)
    found = publication_views(rows[: page_size + 1])
    more = len(found) > page_size
    return Page(tuple(found[:page_size]), count, found[page_size - 1].publication_id if more else None)


def publication_page(slug: str, publication_slug: str) -> PublicationView:
    """As everybody reads it; a withdrawn one says so. NotFound for a draft."""
    rows = Publication.objects.filter(association__slug=slug, slug=publication_slug).exclude(published_at=None)
    for view in publication_views(rows[:1]):
        return view
    raise NotFound()


def publication_view(row: Publication) -> PublicationView:
    return publication_views(Publication.objects.filter(pk=row.pk))[0]


def publication_views(rows: QuerySet[Publication]) -> list[PublicationView]:
    return [_publication(row) for row in _whole(rows)]


def _whole(rows: QuerySet[Publication]) -> QuerySet[Publication]:
    return rows.select_related("association", "recall", "by").prefetch_related("products__product")


def _publication(row: Publication) -> PublicationView:
    return PublicationView(
        publication_id=row.pk,
        slug=row.slug,
        kind=row.kind,
        kind_words=PublicationKind(row.kind).label,
        association_slug=row.association.slug,
        association_names=row.association.names,
        titles=row.titles,
        bodies=row.bodies,
        products=tuple((p.product_id, p.product.slug, p.product.names) for p in row.products.all()),
        recall_number=row.recall.number if row.recall else "",
        by_name=row.by.name if row.by else "",
        written_at=row.written_at,
        published_at=row.published_at,
        withdrawn_at=row.withdrawn_at,
        why_withdrawn=row.why_withdrawn,
        is_shown=row.published_at is not None and row.withdrawn_at is None,
    )


def warnings_of_products(product_ids: Iterable[int]) -> dict[int, list[WarningCard]]:
    """Warnings that stand on the pages of these products, the newest first. One query; [] where there is none."""
    wanted = list(product_ids)
    note("associations")
    note_each("warnings", wanted)
    found: dict[int, list[WarningCard]] = defaultdict(list, {pk: [] for pk in wanted})
    rows = PublicationProduct.objects.filter(
        product__in=wanted,
        publication__kind=PublicationKind.WARNING,
        publication__withdrawn_at=None,
        publication__published_at__isnull=False,
    )
    for row in rows.select_related("publication__association").order_by("-publication__published_at"):
        warning = row.publication
        assert warning.published_at is not None
        found[row.product_id].append(
            WarningCard(
                association_slug=warning.association.slug,
                association_names=warning.association.names,
                slug=warning.slug,
                titles=warning.titles,
                published_at=warning.published_at,
            )
        )
    return dict(found)
