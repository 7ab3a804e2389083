from typing import Any

from django.db import transaction

from twiza.ordering.adapters.confirmation import confirmation_pdf
from twiza.ordering.messages import order_confirmation
from twiza.ordering.models import Order
from twiza.plumbing.api import store_file


@transaction.atomic
def keep_confirmation(*, order: Order) -> None:
    """Make the durable confirmation, keep it, and send it to the buyer (31-08 art. 32); idempotent.

    A confirmation in another language goes with its Arabic translation (31-08 art. 206).
    """
    if order.confirmation_id is None:
        kept = _store(order, order.language)
        Order.objects.filter(pk=order.pk, confirmation=None).update(confirmation=kept.pk)
        order.refresh_from_db(fields=["confirmation"])
    attachments = [order.confirmation_id] if order.confirmation_id else []
    if order.language != "ar":
        attachments.append(_store(order, "ar").pk)
    order_confirmation(order, attachments)


def _store(order: Order, language: str) -> Any:
    pdf = confirmation_pdf(order, language)
    return store_file(pdf, name=f"{order.number}-{language}.pdf", media_type="application/pdf")
