"""The letters of the catalogue."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from twiza.cooperatives.api import TeamContact
from twiza.kernel.text import pick
from twiza.plumbing.api import queue_letter


def statement_differs(
    *, reference: str, contact: TeamContact, names: Mapping[str, str], slug: str, product_id: int
) -> None:
    """To who manages the cooperative: what its page says of a price is not what the books say."""
    with override(contact.language):
        blanks = {
            "product": pick(names, contact.language),
            "link": f"{settings.SITE_URL}/{contact.language}/workshop/{slug}/products/{product_id}/",
        }
        queue_letter(
            reference=reference,
            kind="statement_differs",
            channel=contact.contact_by,
            to=contact.to,
            language=contact.language,
            subject=_("%(product)s: what you state and the books differ") % blanks,
            text=_(
                "What you state of the price of %(product)s is not what the books say, and its page says so.\n"
                "Look at it, and state it again: %(link)s"
            )
            % blanks,
        )
