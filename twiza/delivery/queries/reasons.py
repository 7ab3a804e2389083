"""The vocabularies as a form's list: (code, label in the reader's language)."""

from __future__ import annotations

from twiza.delivery.terms import FAILURE_REASONS, REFUSAL_REASONS, RETURN_REASONS, Labels


def _choices(labels: Labels) -> list[tuple[str, str]]:
    return [(code, str(label)) for code, label in labels.items()]


def failure_reasons() -> list[tuple[str, str]]:
    """Why an attempt failed."""
    return _choices(FAILURE_REASONS)


def refusal_reasons() -> list[tuple[str, str]]:
    """Why a buyer did not take the parcel."""
    return _choices(REFUSAL_REASONS)


def return_reasons() -> list[tuple[str, str]]:
    """Why a parcel comes back."""
    return _choices(RETURN_REASONS)
