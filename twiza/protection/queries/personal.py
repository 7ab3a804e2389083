"""What protection keeps of a person: rights she used on her own orders."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from twiza.kernel.personal import PersonalSection
from twiza.protection.models import GuaranteeClaim, Withdrawal
from twiza.protection.terms.words import CLAIM_WORDS, WITHDRAWAL_WORDS

KEPT = _("Kept with the books, for as long as the law on accounting asks; name, account and words are taken out.")


def personal_data(*, person: Any = None, parts: Collection[str] = ()) -> list[PersonalSection]:
    """Her withdrawals and claims, the newest first: by her account, or a guest's by the numbers of her parts."""
    hers = Q(part__order__person=person) | Q(asked_by=person) if person else Q(part__number__in=list(parts))
    withdrawals = Withdrawal.objects.filter(hers).select_related("part")
    claims = GuaranteeClaim.objects.filter(hers).select_related("part", "line")
    return [
        PersonalSection(
            code="withdrawals",
            title=_("Withdrawals"),
            records=[_withdrawal(row) for row in withdrawals],
            words={
                "number": _("Number"),
                "parcel": _("Parcel"),
                "asked_at": _("Asked at"),
                "status": _("State"),
                "amount": _("Amount in centimes"),
                "payee": _("Name of the account"),
                "rib": _("Bank account"),
                "note": _("Note"),
            },
            kept=KEPT,
        ),
        PersonalSection(
            code="guarantee_claims",
            title=_("Claims under a guarantee"),
            records=[_claim(row) for row in claims],
            words={
                "number": _("Number"),
                "parcel": _("Parcel"),
                "asked_at": _("Asked at"),
                "status": _("State"),
                "text": _("Your words"),
                "photos": _("Photos"),
                "payee": _("Name of the account"),
                "rib": _("Bank account"),
            },
            kept=KEPT,
        ),
    ]


def _withdrawal(row: Withdrawal) -> dict[str, Any]:
    return {
        "number": row.number,
        "parcel": row.part.number,
        "asked_at": row.asked_at.isoformat(),
        "status": str(WITHDRAWAL_WORDS[row.status]),
        "amount": row.total_centimes,
        "payee": row.payee_name,
        "rib": row.rib,
        "note": row.note,
    }


def _claim(row: GuaranteeClaim) -> dict[str, Any]:
    return {
        "number": row.number,
        "parcel": row.part.number,
        "asked_at": row.asked_at.isoformat(),
        "status": str(CLAIM_WORDS[row.status]),
        "text": row.text,
        "photos": len(row.photos),
        "payee": row.payee_name,
        "rib": row.rib,
    }
