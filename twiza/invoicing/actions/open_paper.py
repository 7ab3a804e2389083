from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from twiza.invoicing.actions.keep_papers import keep_papers
from twiza.invoicing.models import Invoice, Paper
from twiza.invoicing.queries.papers import MEDIA_TYPES, wanted_papers
from twiza.invoicing.terms.refusals import PaperLost
from twiza.kernel.refusals import NotFound
from twiza.plumbing.api import open_file


@dataclass(frozen=True)
class PaperFile:
    data: bytes
    name: str
    media_type: str


def open_paper(*, invoice: Invoice, form: str, language: str = "", now: datetime) -> PaperFile:
    """A paper as it was archived. One that was never set (the worker is late, a sample) is set now, for good.

    NotFound for a form or language that this invoice is not set in; PaperLost where the file is gone or was changed.
    """
    if (form, language) not in wanted_papers(invoice):
        raise NotFound(form)
    paper = _paper(invoice, form, language)
    if paper is None:
        keep_papers(invoice_id=invoice.pk, now=now)
        paper = _paper(invoice, form, language)
        assert paper is not None
    try:
        data = open_file(paper.file_id)
    except NotFound:
        raise PaperLost() from None
    if hashlib.sha256(data).hexdigest() != paper.sha256:
        raise PaperLost()
    return PaperFile(data, paper.file.name, MEDIA_TYPES[form])


def _paper(invoice: Invoice, form: str, language: str) -> Paper | None:
    return Paper.objects.select_related("file").filter(invoice=invoice, form=form, language=language).first()
