"""What delivery keeps about who receives parcels; it knows them by references alone."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from twiza.delivery.models import Shipment
from twiza.kernel.personal import PersonalSection
from twiza.kernel.personal_words import WORDS


def personal_data(*, references: Sequence[str]) -> list[PersonalSection]:
    """The parcels sent under these references."""
    records = [
        {
            "number": row.number,
            "recipient": row.recipient,
            "phone": row.phone,
            "address": dict(row.address),
            "tracking": row.tracking,
            "status": row.status,
            "delivered_at": row.delivered_at.isoformat() if row.delivered_at else None,
        }
        for row in Shipment.objects.filter(reference__in=list(references)).order_by("pk")
    ]
    kept = _("The parcel stays for the carrier's account, without your name, phone and address.")
    return [PersonalSection(code="delivery.parcels", title=_("Your parcels"), records=records, words=WORDS, kept=kept)]
