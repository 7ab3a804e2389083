from __future__ import annotations

from datetime import datetime

from django.db import transaction

from twiza.invoicing.adapters.printed import invoice_pdf
from twiza.invoicing.adapters.ubl import invoice_xml
from twiza.invoicing.models import Invoice, Paper
from twiza.invoicing.queries.papers import MEDIA_TYPES, wanted_papers
from twiza.plumbing.api import job, store_file


@job(atomic=False)
def keep_papers(invoice_id: int, now: datetime) -> int:
    """Set and archive the papers of an invoice that it has not yet: PDF in its language, Arabic and French, and UBL.

    A paper that was set is never set again, even if its file is lost. Set before the transaction opens: SQLite has
    one writer. Two at once set it twice and keep one.
    """
    invoice = Invoice.objects.select_related("credits").get(pk=invoice_id)
    have = set(invoice.papers.values_list("form", "language"))
    made = 0
    for form, language in wanted_papers(invoice):
        if (form, language) in have:
            continue
        data = invoice_pdf(invoice, language) if form == Paper.Form.PDF else invoice_xml(invoice)
        name = f"{invoice.number}-{language}.pdf" if language else f"{invoice.number}.xml"
        with transaction.atomic():
            file = store_file(data, name=name, media_type=MEDIA_TYPES[form])
            _paper, fresh = Paper.objects.get_or_create(
                invoice=invoice,
                form=form,
                language=language,
                defaults={"file": file, "sha256": file.sha256, "set_at": now},
            )
        made += fresh
    return made
