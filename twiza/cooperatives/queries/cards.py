"""Cooperatives as cards: what lists show. The number of SQL queries does not grow with the rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from twiza.cooperatives.models import Cooperative, CooperativePhoto
from twiza.cooperatives.queries.seasons import closed_among
from twiza.cooperatives.states import Status
from twiza.freshness.api import note, note_each
from twiza.geography.api import commune_cards, find_communes
from twiza.kernel.text import fold
from twiza.plumbing.api import ImageSet, image_set


@dataclass(frozen=True, slots=True)
class CooperativeCard:
    """One cooperative in a list. Texts by language; `is_open` on the day that was asked for."""

    id: int
    slug: str
    names: dict[str, str]
    activity: dict[str, str]
    commune_code: str
    commune_names: dict[str, str]
    region_code: str
    status: str
    is_public: bool
    is_open: bool
    hand_delivery: bool
    members: int
    women_members: int
    image: ImageSet | None
    image_alt: dict[str, str]
    verified_at: datetime | None
    submitted_at: datetime | None
    is_sample: bool


@dataclass(frozen=True, slots=True)
class CooperativeListing:
    """One page of a list: `count` of the whole, and `next` to ask for the page after, or None."""

    items: list[CooperativeCard]
    count: int
    next: str | None


@dataclass(frozen=True, slots=True)
class CooperativeName:
    """A public cooperative as a list of choices names it."""

    id: int
    slug: str
    names: dict[str, str]


def visible_q(prefix: str = "") -> Q:
    """The condition of "the public may see it", for a filter on whatever points at a cooperative.

    Visible are the verified ones, and those verified once whose new papers the desk is looking at.
    """
    return Q(**{f"{prefix}status": Status.VERIFIED}) | Q(
        **{f"{prefix}status": Status.SUBMITTED, f"{prefix}verified_at__isnull": False}
    )


def is_public(cooperative: Cooperative) -> bool:
    """`visible_q` for a row at hand."""
    if cooperative.status == Status.SUBMITTED:
        return cooperative.verified_at is not None
    return cooperative.status == Status.VERIFIED


def make_cards(rows: Iterable[Cooperative], on: date) -> list[CooperativeCard]:
    """Cards of these rows, in their order: two queries, however many."""
    rows = list(rows)
    ids = [c.pk for c in rows]
    note_each("cooperative", ids)
    closed = closed_among(ids, on)
    first: dict[int, CooperativePhoto] = {}
    for photo in CooperativePhoto.objects.filter(cooperative__in=ids).select_related("image"):
        first.setdefault(photo.cooperative_id, photo)
    communes = commune_cards({c.commune_id for c in rows})
    cards = []
    for c in rows:
        place, cover = communes[c.commune_id], first.get(c.pk)
        cards.append(
            CooperativeCard(
                id=c.pk,
                slug=c.slug,
                names=c.names,
                activity=c.activity,
                commune_code=c.commune_id,
                commune_names=dict(place.names),
                region_code=place.region_code,
                status=c.status,
                is_public=is_public(c),
                is_open=c.status == Status.VERIFIED and c.pk not in closed,
                hand_delivery=c.hand_delivery,
                members=c.members,
                women_members=c.women_members,
                image=image_set(cover.image) if cover else None,
                image_alt=cover.alt if cover else {},
                verified_at=c.verified_at,
                submitted_at=c.submitted_at,
                is_sample=c.is_sample,
            )
        )
    return cards


def cooperative_cards(ids: Iterable[int], *, on: date) -> dict[int, CooperativeCard]:
    """Cards by id, of any status; an unknown id is left out."""
    return {card.id: card for card in make_cards(Cooperative.objects.filter(pk__in=set(ids)), on)}


def public_names(ids: Iterable[int]) -> dict[int, CooperativeName]:
    """How those of `ids` that the public may see are called and addressed; one query."""
    found = Cooperative.objects.filter(visible_q(), pk__in=set(ids)).values_list("pk", "slug", "names")
    named = {pk: CooperativeName(pk, slug, names) for pk, slug, names in found}
    note_each("cooperative", named)
    return named


def cooperative_card(cooperative_id: int, *, on: date) -> CooperativeCard | None:
    return cooperative_cards([cooperative_id], on=on).get(cooperative_id)


def _named(rows: QuerySet[Cooperative], text: str) -> list[int]:
    """Ids whose name, number or place holds every word of `text`, whatever its script."""
    words = fold(text).split()
    places = {c.code for c in find_communes(text)} if words else set()
    return [
        pk
        for pk, names, slug, ice, commune in rows.values_list("pk", "names", "slug", "ice", "commune_id")
        if commune in places or all(w in fold(" ".join([*names.values(), slug, ice])) for w in words)
    ]


def list_cooperatives(
    *,
    on: date,
    region: str | None = None,
    province: str | None = None,
    commune: str | None = None,
    text: str | None = None,
    open_only: bool = False,
    after: str | None = None,
    page_size: int = 24,
) -> CooperativeListing:
    """Public ones in the order of their slug. `region`, `province`, `commune` are codes; `after` is a former `next`."""
    note("sellers")
    rows = Cooperative.objects.filter(visible_q())
    if region:
        rows = rows.filter(commune__province__region_id=region)
    if province:
        rows = rows.filter(commune__province_id=province)
    if commune:
        rows = rows.filter(commune_id=commune)
    if open_only:
        rows = rows.filter(status=Status.VERIFIED).exclude(pk__in=closed_among(None, on))
    if text and text.strip():
        rows = rows.filter(pk__in=_named(rows, text))
    count = rows.count()
    if after:
        rows = rows.filter(slug__gt=after)
    found = list(rows.order_by("slug")[: page_size + 1])
    items = make_cards(found[:page_size], on)
    return CooperativeListing(items, count, items[-1].slug if len(found) > page_size else None)


def waiting_for_desk(*, on: date) -> list[CooperativeCard]:
    """Submitted ones, the longest waiting first."""
    return make_cards(Cooperative.objects.filter(status=Status.SUBMITTED).order_by("submitted_at", "pk"), on)


def cooperatives_for_desk(*, on: date, status: str | None = None, text: str | None = None) -> list[CooperativeCard]:
    """All of them, or those of one status, or those whose name, ICE or place fits `text`; by slug."""
    rows = Cooperative.objects.order_by("slug")
    if status:
        rows = rows.filter(status=status)
    if text and text.strip():
        rows = rows.filter(pk__in=_named(rows, text))
    return make_cards(rows, on)
