"""What a cooperative can do and be asked. Signatures first: the bodies follow within the hour, names stay."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

from twiza.cooperatives.facts import (
    CooperativeChanged,
    CooperativeRefused,
    CooperativeSubmitted,
    CooperativeSuspended,
    CooperativeVerified,
    TeamInvited,
)
from twiza.cooperatives.states import Status

if TYPE_CHECKING:
    from django.db.models import Q

    from twiza.cooperatives.models import Closure, Cooperative, CooperativePhoto, Invitation, TeamMember

    Person = Any
    Image = Any
    ImageSet = Any


class CooperativeFields(TypedDict, total=False):
    """What a team fills in. Texts by language: {"ar": …, "fr": …}. `commune` is a commune's code."""

    names: dict[str, str]
    story: dict[str, str]
    activity: dict[str, str]
    seat: str
    court: str
    registration_number: str
    ice: str
    rib: str
    onssa_number: str
    sells_food: bool
    members: int
    women_members: int
    founded_on: date | None
    commune: str
    phone: str
    email: str
    hand_delivery: bool  # the cooperative brings parcels itself to buyers nearby


@dataclass(frozen=True, slots=True)
class CooperativeCard:
    id: int
    slug: str
    names: dict[str, str]
    activity: dict[str, str]
    commune_code: str
    commune_names: dict[str, str]
    region_code: str
    status: str
    is_public: bool  # verified, or verified once and being checked again
    is_open: bool  # takes orders on the day asked for
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
    items: list[CooperativeCard]
    count: int
    next: str | None


@dataclass(frozen=True, slots=True)
class Membership:
    """One cooperative of a person, and her role in its team."""

    cooperative_id: int
    slug: str
    names: dict[str, str]
    role: str
    status: str


@dataclass(frozen=True, slots=True)
class TeamContact:
    """Somebody of a team, as a letter needs her."""

    member_id: int
    person_id: int
    name: str
    role: str
    phone: str | None
    email: str | None
    language: str
    contact_by: str


# --- actions -------------------------------------------------------------------------------------------------


def register_cooperative(
    *, by: Person, now: datetime, is_sample: bool = False, **fields: Unpack[CooperativeFields]
) -> Cooperative:
    """A draft with `by` as its manager. Needs names, commune and phone; whatever else is given is checked."""
    raise NotImplementedError


def edit_cooperative(
    *, cooperative: Cooperative, by: Person, now: datetime, **fields: Unpack[CooperativeFields]
) -> Cooperative:
    """Change what is given. Once submitted or verified, identity fields are refused (see amend_cooperative)."""
    raise NotImplementedError


def amend_cooperative(
    *, cooperative: Cooperative, by: Person, now: datetime, **fields: Unpack[CooperativeFields]
) -> Cooperative:
    """Change identity fields of a verified cooperative: it goes back to the desk; it stays visible, takes no orders."""
    raise NotImplementedError


def submit_cooperative(*, cooperative: Cooperative, by: Person, now: datetime) -> None: ...
def answer_check(*, cooperative: Cooperative, item: str, ok: bool, by: Person, now: datetime, note: str = "") -> None: ...
def verify_cooperative(*, cooperative: Cooperative, by: Person, now: datetime) -> None: ...
def refuse_cooperative(*, cooperative: Cooperative, reason: str, by: Person, now: datetime, note: str = "") -> None: ...
def suspend_cooperative(*, cooperative: Cooperative, by: Person, now: datetime, note: str) -> None: ...
def reinstate_cooperative(*, cooperative: Cooperative, by: Person, now: datetime) -> None: ...


def invite_to_team(*, cooperative: Cooperative, contact: str, role: str, by: Person, now: datetime) -> Invitation:
    """To a phone number or an e-mail address; 14 days; the letter carries {SITE_URL}/{language}{INVITATION_PATH}."""
    raise NotImplementedError


def accept_invitation(*, token: str, person: Person, now: datetime) -> TeamMember:
    """Once, in time, and only by the person whose phone or e-mail was invited."""
    raise NotImplementedError


def withdraw_invitation(*, cooperative: Cooperative, invitation_id: int, by: Person, now: datetime) -> None: ...
def change_role(*, cooperative: Cooperative, member_id: int, role: str, by: Person, now: datetime) -> None: ...
def leave_team(*, cooperative: Cooperative, person: Person, now: datetime) -> None: ...
def remove_member(*, cooperative: Cooperative, member_id: int, by: Person, now: datetime) -> None: ...


def close_for_season(
    *,
    cooperative: Cooperative,
    starts_on: date,
    ends_on: date | None,
    by: Person,
    now: datetime,
    note: dict[str, str] | None = None,
) -> Closure:
    """No orders from `starts_on` to `ends_on` inclusive (None: until reopened). Refuses an overlap."""
    raise NotImplementedError


def reopen(*, cooperative: Cooperative, by: Person, now: datetime) -> None: ...
def cancel_closure(*, cooperative: Cooperative, closure_id: int, by: Person, now: datetime) -> None: ...


def add_photo(*, cooperative: Cooperative, image: Image, alt: dict[str, str], by: Person, now: datetime) -> CooperativePhoto:
    raise NotImplementedError


def remove_photo(*, cooperative: Cooperative, photo_id: int, by: Person, now: datetime) -> None: ...


# --- access: NotFound for a stranger -------------------------------------------------------------------------


def cooperative_of_team(person: Person, slug: str, *, roles: Collection[str] | None = None) -> Cooperative:
    raise NotImplementedError


def cooperative_for_desk(person: Person, slug: str) -> Cooperative:
    raise NotImplementedError


# --- queries -------------------------------------------------------------------------------------------------


def missing_for_submission(cooperative: Cooperative, *, on: date) -> list[Any]:
    """What submit would refuse: objects with `.field` and `.sentence`."""
    raise NotImplementedError


def is_open(cooperative_id: int, on: date) -> bool:
    """Verified and in no closure on that day."""
    raise NotImplementedError


def open_now(ids: Iterable[int], on: date) -> set[int]:
    raise NotImplementedError


def visible_q(prefix: str = "") -> Q:
    """The SQL condition of "the public may see it", for a filter: visible_q("cooperative__")."""
    raise NotImplementedError


def cooperative_card(cooperative_id: int, *, on: date) -> CooperativeCard | None: ...
def cooperative_cards(ids: Iterable[int], *, on: date) -> dict[int, CooperativeCard]:
    raise NotImplementedError


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
    """Public ones, by name in their slug; keyset by `after`."""
    raise NotImplementedError


def public_cooperative(slug: str, *, on: date) -> Any:
    """The public page (CooperativePage: card fields, story, photos, seller terms, closure); NotFound if not visible."""
    raise NotImplementedError


def workshop_cooperative(cooperative: Cooperative, *, on: date) -> Any:
    """Everything its team and the desk see: fields, missing, checks, team, invitations, closures, photos, verbs."""
    raise NotImplementedError


def cooperatives_of(person: Person) -> list[Membership]:
    raise NotImplementedError


def team_contacts(cooperative_id: int, *, roles: Collection[str] | None = None) -> list[TeamContact]:
    raise NotImplementedError


def seller_terms(cooperative_id: int) -> dict[str, Any]:
    """names, seat, court, registration_number, ice, onssa_number, phone, email, commune_code: frozen on orders."""
    raise NotImplementedError


def waiting_for_desk(*, on: date) -> list[CooperativeCard]:
    """Submitted ones, the longest waiting first."""
    raise NotImplementedError


def cooperatives_for_desk(*, on: date, status: str | None = None, text: str | None = None) -> list[CooperativeCard]:
    raise NotImplementedError


INVITATION_PATH = "/workshop/invitation/{token}/"
__all__ = [n for n in dir() if not n.startswith("_") and n not in ("annotations", "TYPE_CHECKING", "Any", "Unpack")]
_ = (Status, CooperativeChanged, CooperativeRefused, CooperativeSubmitted, CooperativeSuspended, CooperativeVerified, TeamInvited)
