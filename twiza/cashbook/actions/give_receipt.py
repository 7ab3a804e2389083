from __future__ import annotations

from datetime import datetime

from django.db import transaction

from twiza.cashbook.actions.papers import issue_receipt
from twiza.cashbook.models import Sale
from twiza.cashbook.states import Status
from twiza.cashbook.terms import BuyerMissing, NotPaid
from twiza.invoicing.api import Invoice


@transaction.atomic
def give_receipt(*, sale: Sale, buyer: str, language: str, now: datetime) -> Invoice:
    """A numbered receipt in the buyer's name (31-08 art. 4); asked again, the same one.

    Refuses a sale that is not paid (or was taken back), and a receipt for nobody.
    """
    if sale.status != Status.PAID:
        raise NotPaid()
    name = buyer.strip()[:80] or sale.buyer
    if not name:
        raise BuyerMissing()
    return issue_receipt(sale, buyer=name, language=language, now=now)
