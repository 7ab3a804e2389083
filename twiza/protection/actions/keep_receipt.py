from django.db import transaction

from twiza.plumbing.api import job, open_file, store_file
from twiza.protection.adapters import receipt
from twiza.protection.messages import withdrawal_receipt
from twiza.protection.models import Withdrawal


@job(atomic=False)
def keep_receipt(withdrawal_id: int) -> None:
    """Make the dated receipt of a withdrawal, keep it, and send it to the buyer; idempotent.

    It is set before the transaction opens: SQLite has one writer, and buyers wait for it.
    """
    withdrawal = Withdrawal.objects.select_related("part__order").get(pk=withdrawal_id)
    pdf = receipt.receipt_pdf(withdrawal)
    with transaction.atomic():
        if withdrawal.receipt_id is None:
            kept = store_file(pdf, name=f"{withdrawal.number}.pdf", media_type="application/pdf")
            Withdrawal.objects.filter(pk=withdrawal.pk, receipt=None).update(receipt=kept.pk)
            withdrawal.refresh_from_db(fields=["receipt"])
        withdrawal_receipt(withdrawal, [withdrawal.receipt_id] if withdrawal.receipt_id else [])


def receipt_pdf(withdrawal: Withdrawal, language: str | None = None) -> bytes:
    """The receipt as it was kept; set anew in another language, or before it is kept."""
    if withdrawal.receipt_id is not None and language in (None, withdrawal.part.order.language):
        return open_file(withdrawal.receipt_id)
    return receipt.receipt_pdf(withdrawal, language)
