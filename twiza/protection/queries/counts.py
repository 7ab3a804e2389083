"""How much of a buyer's rights waits for a cooperative."""

from __future__ import annotations

from dataclasses import dataclass

from twiza.protection.models import GuaranteeClaim, Replacement, Withdrawal
from twiza.protection.states import ClaimStatus, ReplacementStatus, WithdrawalStatus


@dataclass(frozen=True, slots=True)
class ToDo:
    """Goods that come back, claims to answer or to carry out, goods to send again."""

    withdrawals: int
    claims: int
    replacements: int

    @property
    def total(self) -> int:
        return self.withdrawals + self.claims + self.replacements


def counts_of_cooperative(cooperative_id: int) -> ToDo:
    """Three queries, whatever there is."""
    back = [WithdrawalStatus.ASKED, WithdrawalStatus.ON_ITS_WAY]
    claims = [ClaimStatus.ASKED, ClaimStatus.SILENT, ClaimStatus.AGREED]
    return ToDo(
        withdrawals=Withdrawal.objects.filter(cooperative_id=cooperative_id, status__in=back).count(),
        claims=GuaranteeClaim.objects.filter(cooperative_id=cooperative_id, status__in=claims).count(),
        replacements=Replacement.objects.filter(
            cooperative_id=cooperative_id, status=ReplacementStatus.PROMISED
        ).count(),
    )
