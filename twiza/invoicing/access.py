"""Whose paper it is: the only ways to get one. A stranger gets NotFound."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Q

from twiza.invoicing.models import Invoice
from twiza.kernel.refusals import NotFound
from twiza.people.api import Role, has_role


def invoice_among(references: Sequence[str], number: str) -> Invoice:
    """A paper of things (parts of an order, a sale) that the caller was let in to: their own, or credit notes on it."""
    of = Q(reference__in=references) | Q(credits__reference__in=references)
    return _found(Invoice.objects.select_related("credits").filter(of, number=number).first())


def invoice_of_cooperative(cooperative_id: int, number: str) -> Invoice:
    """A paper that a cooperative issued or received, for somebody who was let in to its team."""
    mine = Q(cooperative_id=cooperative_id) | Q(client_id=cooperative_id)
    return _found(Invoice.objects.select_related("credits").filter(mine, number=number).first())


def invoice_for_desk(person: Any, number: str) -> Invoice:
    if not has_role(person, Role.DESK):
        raise NotFound()
    return _found(Invoice.objects.select_related("credits").filter(number=number).first())


def _found(row: Invoice | None) -> Invoice:
    if row is None:
        raise NotFound()
    return row
