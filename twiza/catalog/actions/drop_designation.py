from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from twiza.catalog.actions.refresh import changed
from twiza.catalog.models import DesignationClaim
from twiza.plumbing.api import record


@transaction.atomic
def drop_designation(*, claim: DesignationClaim, by: Any, now: datetime) -> None:
    """The product no longer carries the protected name."""
    product, designation = claim.product, claim.designation_id
    claim.delete()
    changed(product, now)
    record("drop_claim", product, actor=by, role="cooperative", before={"designation": designation})
