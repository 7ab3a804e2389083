"""The receipt of a withdrawal: the day the right was used, what of, what goes back and by when."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from twiza.kernel.periods import day_of
from twiza.kernel.say import dirhams, in_day, in_moment, isolated
from twiza.kernel.text import pick
from twiza.law.api import rule
from twiza.plumbing.typesetter import typeset
from twiza.protection.adapters import SHEETS
from twiza.protection.models import Withdrawal
from twiza.protection.terms.words import ReturnedBy
from twiza.settlement.api import Way

LAWS = ("consumer.refund_days", "house.withdrawal_delivery_share")


def receipt_pdf(withdrawal: Withdrawal, language: str | None = None) -> bytes:
    """In the order's language, or another; A4, one page."""
    language = language or withdrawal.part.order.language
    with override(language):
        return typeset(SHEETS / "receipt.typ", _data(withdrawal, language))


def _data(withdrawal: Withdrawal, language: str) -> dict[str, Any]:
    part, order = withdrawal.part, withdrawal.part.order
    rows = withdrawal.lines.select_related("line")
    return {
        "language": language,
        "is_sample": withdrawal.is_sample,
        "words": {
            "title": _("Receipt of a withdrawal"),
            "sample": _("Sample: invented cooperatives and goods. Nothing is sold."),
        },
        "number": withdrawal.number,
        "facts": [
            (pgettext("paper", "Withdrawn on"), in_moment(withdrawal.asked_at, language)),
            (pgettext("paper", "Last day of the right"), in_day(withdrawal.until, language)),
            (pgettext("paper", "Order"), isolated(order.number)),
            (pgettext("paper", "Parcel"), isolated(part.number)),
            (pgettext("paper", "Buyer"), order.name),
            (pgettext("paper", "Seller"), pick(part.seller["names"], language)),
            (_("The goods go back"), str(ReturnedBy(withdrawal.returned_by).label)),
            (_("The money goes back"), str(Way(withdrawal.way).label)),
        ],
        "head": [pgettext("paper", "Goods"), pgettext("paper", "Quantity"), pgettext("paper", "Goes back")],
        "lines": [(pick(row.line.names, language), str(row.quantity), dirhams(row.centimes, language)) for row in rows],
        "sums": [
            (pgettext("paper", "Goods"), dirhams(withdrawal.goods_centimes, language)),
            (pgettext("paper", "Delivery"), dirhams(withdrawal.delivery_centimes, language)),
        ],
        "total": (_("Goes back to the buyer"), dirhams(withdrawal.total_centimes, language)),
        "due": _("At the latest on %(day)s.") % {"day": in_day(withdrawal.refund_due_on, language)},
        "laws": [rule(name, on=day_of(withdrawal.asked_at)).sentence[language] for name in (withdrawal.rule_id, *LAWS)],
        "footer": _("Withdrawal %(number)s · kept at %(link)s")
        % {"number": isolated(withdrawal.number), "link": isolated(settings.SITE_URL)},
    }
