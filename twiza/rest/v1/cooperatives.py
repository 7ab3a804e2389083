"""Verified cooperatives: who makes the goods, and where."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, Query, Router, Schema

from twiza.cooperatives import api as cooperatives
from twiza.kernel.periods import day_of
from twiza.kernel.text import pick
from twiza.rest.v1.shapes import Asked, Listed, Place, language_of, next_page, page_url

router = Router(tags=["cooperatives"])


class CooperativeItem(Schema):
    id: int
    slug: str
    name: str
    url: str
    commune: Place
    members: int
    women_members: int
    is_open: bool
    is_sample: bool = Field(description="Invented, for show")


class CooperativeList(Listed):
    items: list[CooperativeItem]


class Cooperative(CooperativeItem):
    story: str
    founded_on: date | None
    seat: str
    court: str
    registration_number: str


class Wanted(Asked):
    after: str | None = Field(None, description="Where the page before ended: follow `next`")
    region: str | None = None
    province: str | None = None
    commune: str | None = None


@router.get("", response=CooperativeList, summary="Verified cooperatives")
def list_cooperatives(request: HttpRequest, wanted: Query[Wanted]) -> dict[str, Any]:
    language = language_of(request, wanted.language)
    listing = cooperatives.list_cooperatives(
        on=day_of(timezone.now()),
        region=wanted.region,
        province=wanted.province,
        commune=wanted.commune,
        after=wanted.after,
        page_size=wanted.page_size,
    )
    return {
        "count": listing.count,
        "items": [_item(card, language) for card in listing.items],
        "next": next_page(request, listing.next, "after"),
    }


@router.get("/{slug}", response=Cooperative, summary="One cooperative")
def one_cooperative(request: HttpRequest, slug: str, language: str | None = None) -> dict[str, Any]:
    language = language_of(request, language)
    page = cooperatives.public_cooperative(slug, on=day_of(timezone.now()))
    return _item(page.card, language) | {
        "story": pick(page.story, language),
        "founded_on": page.founded_on,
        "seat": page.terms["seat"],
        "court": page.terms["court"],
        "registration_number": page.terms["registration_number"],
    }


def _item(card: cooperatives.CooperativeCard, language: str) -> dict[str, Any]:
    return {
        "id": card.id,
        "slug": card.slug,
        "name": pick(card.names, language),
        "url": page_url("shop:cooperative", language, card.slug),
        "commune": {"code": card.commune_code, "name": pick(card.commune_names, language)},
        "members": card.members,
        "women_members": card.women_members,
        "is_open": card.is_open,
        "is_sample": card.is_sample,
    }
