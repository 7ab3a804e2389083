from dataclasses import dataclass

from twiza.kernel.facts import Fact


@dataclass(frozen=True, kw_only=True)
class CooperativeSubmitted(Fact):
    cooperative_id: int


@dataclass(frozen=True, kw_only=True)
class CooperativeVerified(Fact):
    cooperative_id: int


@dataclass(frozen=True, kw_only=True)
class CooperativeRefused(Fact):
    cooperative_id: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class CooperativeSuspended(Fact):
    cooperative_id: int


@dataclass(frozen=True, kw_only=True)
class CooperativeChanged(Fact):
    """Its public page changed: name, story, place, season."""

    cooperative_id: int


@dataclass(frozen=True, kw_only=True)
class TeamInvited(Fact):
    invitation_id: int
