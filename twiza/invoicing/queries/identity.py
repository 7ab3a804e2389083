from __future__ import annotations

from twiza.invoicing.models import TaxIdentity


def tax_identity(cooperative_id: int) -> TaxIdentity | None:
    """What a cooperative gave for its papers; None where it gave nothing yet."""
    return TaxIdentity.objects.filter(cooperative_id=cooperative_id).first()
