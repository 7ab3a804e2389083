from __future__ import annotations

from datetime import datetime

from django.db import transaction

from twiza.invoicing.models import Invoice
from twiza.invoicing.terms import InvoiceDraft


@transaction.atomic
def issue_invoice(*, draft: InvoiceDraft, now: datetime) -> Invoice:
    """Give the draft the next number of its series and keep it for good; the worker sets its papers.

    The same reference gives the same paper. Call it as the last thing of a transaction: it holds the series.
    """
    raise NotImplementedError
