"""An invoice's file as an answer: `F12-2026-00001-ar.pdf`, `F12-2026-00001.xml`."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.http import HttpResponse

from twiza.invoicing import api as invoicing
from twiza.kernel.refusals import NotFound
from twiza.web.kit.gate import now

NAME = re.compile(r"(?P<number>[FRA][A-Z0-9]+-\d{4}-\d{5,})(?:-(?P<language>[a-z]{2,3})\.pdf|\.xml)")


def paper(name: str, find: Callable[[str], invoicing.Invoice]) -> HttpResponse:
    """The archived file of that name, of the invoice that `find` lets the reader in to by its number.

    NotFound for a name of another shape; PaperLost is the caller's to say.
    """
    wanted = NAME.fullmatch(name)
    if wanted is None:
        raise NotFound(name)
    language = wanted["language"] or ""
    file = invoicing.open_paper(
        invoice=find(wanted["number"]), form="pdf" if language else "xml", language=language, now=now()
    )
    headers = {"Content-Disposition": f'attachment; filename="{file.name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(file.data, content_type=file.media_type, headers=headers)
