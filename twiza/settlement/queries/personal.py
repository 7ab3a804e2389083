"""What settlement keeps about who got money back."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from twiza.kernel.personal import PersonalSection
from twiza.kernel.personal_words import WORDS
from twiza.settlement.models import Hold, Refund
from twiza.settlement.states import RefundStatus


def personal_data(*, part_numbers: Sequence[str]) -> list[PersonalSection]:
    """The refunds of these parts of orders."""
    rows = Refund.objects.filter(settled__part__number__in=list(part_numbers)).order_by("pk")
    records = [
        {
            "number": row.number,
            "amount_centimes": row.amount_centimes,
            "reason": row.reason,
            "note": row.note,
            "name": row.payee_name,
            "rib": row.rib,
            "status": row.status,
            "at": row.decided_at.isoformat(),
        }
        for row in rows
    ]
    kept = _("The refund stays for the accounts, without your name and account.")
    return [
        PersonalSection(code="settlement.refunds", title=_("Your refunds"), records=records, words=WORDS, kept=kept)
    ]


def is_unsettled(part_numbers: Sequence[str]) -> bool:
    """Whether a refund is not paid yet, or something (a complaint, a case) holds the money of one of these parts."""
    numbers = list(part_numbers)
    due = Refund.objects.filter(settled__part__number__in=numbers).exclude(status=RefundStatus.PAID)
    return due.exists() or Hold.objects.filter(part__number__in=numbers, lifted_at=None).exists()
