from datetime import datetime
from typing import Any

from django.db import transaction

from twiza.ordering.adapters.confirmation import confirmation_pdf
from twiza.ordering.messages import order_confirmation
from twiza.ordering.models import Order
from twiza.plumbing.api import job, store_file


@job(atomic=False)
def keep_confirmation(order_id: int, now: datetime) -> None:
    """Make the durable confirmation, keep it, and send it to the buyer (31-08 art. 32); idempotent.

    A confirmation in another language goes with its Arabic translation (31-08 art. 206). The papers are set before
    the transaction opens: SQLite has one writer, and buyers wait for it. A sample order gets its papers when asked.
    """
    order = Order.objects.get(pk=order_id)
    if order.is_sample:
        return
    papers = {language: confirmation_pdf(order, language) for language in dict.fromkeys((order.language, "ar"))}
    with transaction.atomic():
        if order.confirmation_id is None:
            kept = _store(order, order.language, papers[order.language])
            given = {"confirmation": kept.pk, "confirmation_given_at": now}
            Order.objects.filter(pk=order.pk, confirmation=None).update(**given)
            order.refresh_from_db(fields=["confirmation", "confirmation_given_at"])
        attachments = [order.confirmation_id] if order.confirmation_id else []
        if order.language != "ar":
            attachments.append(_store(order, "ar", papers["ar"]).pk)
        order_confirmation(order, attachments)


def _store(order: Order, language: str, pdf: bytes) -> Any:
    return store_file(pdf, name=f"{order.number}-{language}.pdf", media_type="application/pdf")
