"""One cooperative whole: for the public, and for those who keep it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from twiza.cooperatives.models import Closure, Cooperative
from twiza.cooperatives.queries.cards import CooperativeCard, make_cards, visible_q
from twiza.cooperatives.queries.papers import Missing, checklist_of, missing_for_submission, terms_of
from twiza.cooperatives.queries.teams import Invited, Teammate, invitations_of, team_of
from twiza.cooperatives.states import COOPERATIVE, DESK, MANAGER
from twiza.cooperatives.terms import REFUSAL_REASONS, CooperativeFields
from twiza.kernel.refusals import NotFound
from twiza.plumbing.api import ImageSet, image_set

# CooperativeFields in the order of the form, but for the commune, which is a code there and a row here.
FORM = [name for name in CooperativeFields.__annotations__ if name != "commune"]


@dataclass(frozen=True, slots=True)
class Photo:
    id: int
    image: ImageSet
    alt: dict[str, str]


@dataclass(frozen=True, slots=True)
class Season:
    """A closure; `ends_on` is the last closed day, None while it is open-ended."""

    id: int
    starts_on: date
    ends_on: date | None
    note: dict[str, str]
    begun: bool


@dataclass(frozen=True, slots=True)
class CooperativePage:
    """What everybody may read. `terms` is what the law wants shown beside the goods."""

    card: CooperativeCard
    story: dict[str, str]
    founded_on: date | None
    photos: list[Photo]
    terms: dict[str, Any]
    closed: Season | None
    next_closure: Season | None


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One point of the checklist; `ok` is None until answered."""

    item: str
    label: str
    ok: bool | None
    note: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class WorkshopPage:
    """What the team and the desk see. `fields` are those of the form (CooperativeFields)."""

    card: CooperativeCard
    fields: dict[str, Any]
    photos: list[Photo]
    closures: list[Season]
    team: list[Teammate]
    invitations: list[Invited]
    missing: list[Missing]
    checks: list[CheckLine]
    refusal_reason: str
    refusal_label: str
    refusal_note: str
    manager_verbs: list[str]
    desk_verbs: list[str]


def _photos(cooperative: Cooperative) -> list[Photo]:
    return [Photo(p.pk, image_set(p.image), p.alt) for p in cooperative.photos.select_related("image")]


def _season(closure: Closure, on: date) -> Season:
    return Season(closure.pk, closure.starts_on, closure.ends_on, closure.note, closure.starts_on <= on)


def _seasons(cooperative: Cooperative, on: date) -> list[Season]:
    """Those in force and to come."""
    return [_season(c, on) for c in cooperative.closures.all() if c.ends_on is None or c.ends_on >= on]


def public_cooperative(slug: str, *, on: date) -> CooperativePage:
    """The public page. NotFound where the public may not see it."""
    found = Cooperative.objects.filter(visible_q(), slug=slug).first()
    if found is None:
        raise NotFound()
    seasons = _seasons(found, on)
    return CooperativePage(
        card=make_cards([found], on)[0],
        story=found.story,
        founded_on=found.founded_on,
        photos=_photos(found),
        terms=terms_of(found),
        closed=next((s for s in seasons if s.begun), None),
        next_closure=next((s for s in seasons if not s.begun), None),
    )


def workshop_cooperative(cooperative: Cooperative, *, on: date) -> WorkshopPage:
    """Everything, for who came through `access`."""
    answers = {c.item: c for c in cooperative.checks.all()}
    checks = []
    for item, label in checklist_of(cooperative).items():
        answer = answers.get(item)
        checks.append(
            CheckLine(
                item,
                str(label),
                answer.ok if answer else None,
                answer.note if answer else "",
                answer.at if answer else None,
            )
        )
    return WorkshopPage(
        card=make_cards([cooperative], on)[0],
        fields={name: getattr(cooperative, name) for name in FORM} | {"commune": cooperative.commune_id},
        photos=_photos(cooperative),
        closures=_seasons(cooperative, on),
        team=team_of(cooperative),
        invitations=invitations_of(cooperative),
        missing=missing_for_submission(cooperative, on=on),
        checks=checks,
        refusal_reason=cooperative.refusal_reason,
        refusal_label=str(REFUSAL_REASONS.get(cooperative.refusal_reason, "")),
        refusal_note=cooperative.refusal_note,
        manager_verbs=COOPERATIVE.open_to(cooperative.status, MANAGER),
        desk_verbs=COOPERATIVE.open_to(cooperative.status, DESK),
    )
