from dataclasses import dataclass

from twiza.kernel.facts import Fact


@dataclass(frozen=True, kw_only=True)
class CaseOpened(Fact):
    case_id: int


@dataclass(frozen=True, kw_only=True)
class ConsentWithdrawnFromCase(Fact):
    case_id: int


@dataclass(frozen=True, kw_only=True)
class ProposalMade(Fact):
    proposal_id: int


@dataclass(frozen=True, kw_only=True)
class ProposalAnswered(Fact):
    proposal_id: int


@dataclass(frozen=True, kw_only=True)
class AgreementReached(Fact):
    """Both said yes: what was agreed is carried out."""

    agreement_id: int


@dataclass(frozen=True, kw_only=True)
class AgreementDone(Fact):
    agreement_id: int


@dataclass(frozen=True, kw_only=True)
class AgreementBroken(Fact):
    agreement_id: int


@dataclass(frozen=True, kw_only=True)
class CaseClosed(Fact):
    case_id: int


@dataclass(frozen=True, kw_only=True)
class AlertRaised(Fact):
    """One product or seller collects cases."""

    alert_id: int


@dataclass(frozen=True, kw_only=True)
class BatchRecalled(Fact):
    recall_id: int


@dataclass(frozen=True, kw_only=True)
class WarningPublished(Fact):
    publication_id: int
