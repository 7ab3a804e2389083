"""The letters of delivery: one function each, whose parameters are exactly its blanks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from twiza.kernel.text import pick
from twiza.plumbing.api import queue_letter


def overdue_cash(
    *,
    reference: str,
    channel: Literal["sms", "email"],
    to: str,
    language: str,
    carriers: Sequence[tuple[Mapping[str, str], int, int]],
    days: int,
) -> None:
    """To the desk: which carriers keep cash longer than `days`. Carriers: names, centimes, parcels."""
    with override(language):
        lines = [
            ngettext(
                "%(carrier)s: %(amount)s DH of %(parcels)s parcel",
                "%(carrier)s: %(amount)s DH of %(parcels)s parcels",
                parcels,
            )
            % {
                "carrier": pick(names, language),
                "amount": f"\u2068{centimes // 100},{centimes % 100:02d}\u2069",
                "parcels": parcels,
            }
            for names, centimes, parcels in carriers
        ]
        late = _("Carriers keep cash longer than %(days)s days:") % {"days": days}
        link = f"{settings.SITE_URL}/{language}/desk/cash/"
        queue_letter(
            reference=reference,
            kind="overdue_cash",
            channel=channel,
            to=to,
            language=language,
            subject=_("Cash that carriers should have handed over"),
            text="\n".join([late, *lines, link]),
        )
