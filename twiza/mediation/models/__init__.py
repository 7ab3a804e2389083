"""Associations and their teams, cases, proposals, recalls and publications."""

from twiza.mediation.models.agreeing import Agreement, Proposal, Term
from twiza.mediation.models.associations import Adviser, Association, Invitation, token_digest
from twiza.mediation.models.cases import Case, CaseProduct, Consent, EscalationFile, FileOpening, Mandate, Note
from twiza.mediation.models.public import Alert, Publication, PublicationProduct, Recall, Recalled

__all__ = [
    "Adviser",
    "Agreement",
    "Alert",
    "Association",
    "Case",
    "CaseProduct",
    "Consent",
    "EscalationFile",
    "FileOpening",
    "Invitation",
    "Mandate",
    "Note",
    "Proposal",
    "Publication",
    "PublicationProduct",
    "Recall",
    "Recalled",
    "Term",
    "token_digest",
]
