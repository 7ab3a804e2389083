from dataclasses import dataclass

from twiza.kernel.facts import Fact


@dataclass(frozen=True, kw_only=True)
class ConsentGiven(Fact):
    """With its proof, for one purpose."""

    consent_id: int


@dataclass(frozen=True, kw_only=True)
class ConsentWithdrawn(Fact):
    consent_id: int
