from dataclasses import dataclass

from twiza.kernel.facts import Fact


@dataclass(frozen=True, kw_only=True)
class ReviewWritten(Fact):
    review_id: int


@dataclass(frozen=True, kw_only=True)
class ReviewAnswered(Fact):
    review_id: int


@dataclass(frozen=True, kw_only=True)
class ReviewRemoved(Fact):
    """Removed for a typed reason, which stays visible."""

    review_id: int


@dataclass(frozen=True, kw_only=True)
class ReviewsSuspected(Fact):
    """A cluster of reviews looks made; the desk looks at it."""

    cluster_id: int
