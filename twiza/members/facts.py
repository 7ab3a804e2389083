from dataclasses import dataclass

from twiza.kernel.facts import Fact


@dataclass(frozen=True, kw_only=True)
class SharingRuleAdopted(Fact):
    rule_id: int


@dataclass(frozen=True, kw_only=True)
class MoneyShared(Fact):
    """Something that reached the cooperative was split among its members."""

    distribution_id: int


@dataclass(frozen=True, kw_only=True)
class StatementAcknowledged(Fact):
    statement_id: int


@dataclass(frozen=True, kw_only=True)
class StatementContested(Fact):
    statement_id: int
