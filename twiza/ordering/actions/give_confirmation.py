from twiza.ordering.adapters import confirmation
from twiza.ordering.models import Order
from twiza.plumbing.api import open_file


def confirmation_pdf(order: Order, language: str | None = None) -> bytes:
    """The confirmation as it was kept when the order was placed; set anew where another language is asked for."""
    if order.confirmation_id is not None and language in (None, order.language):
        return open_file(order.confirmation_id)
    return confirmation.confirmation_pdf(order, language)
