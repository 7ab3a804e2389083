"""What members read by text message: one function each, in the member's language."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from twiza.kernel.say import dirhams
from twiza.members.models import Distribution, Member, Part
from twiza.members.terms.say import in_month
from twiza.members.terms.words import WORK_PATH, SourceKind
from twiza.plumbing.api import queue_letter


def work_brought(reference: str, part: Part, distribution: Distribution, token: str) -> None:
    """What her work brought, and where to see how it was computed."""
    member = part.member
    with override(member.language):
        blanks = {
            "month": in_month(part.statement.month, member.language),
            "amount": dirhams(abs(part.centimes), member.language),
            "link": _link(member, token),
        }
        if distribution.kind in (SourceKind.PAYOUT, SourceKind.OWN):
            text = _("Twiza: your work of %(month)s brought you %(amount)s. See how, and say if it is right: %(link)s")
        elif part.centimes > 0:
            text = _("Twiza: your statement of %(month)s was corrected: %(amount)s more for you. See: %(link)s")
        else:
            text = _("Twiza: your statement of %(month)s was corrected: %(amount)s less for you. See: %(link)s")
        _send(reference, "work_brought", member, text % blanks)


def your_statements(reference: str, member: Member, token: str) -> None:
    """The link alone, because it was asked for."""
    with override(member.language):
        text = _("Twiza: what your work in the cooperative brought you: %(link)s") % {"link": _link(member, token)}
        _send(reference, "work_link", member, text)


def _send(reference: str, kind: str, member: Member, text: str) -> None:
    queue_letter(reference=reference, kind=kind, channel="sms", to=member.phone, language=member.language, text=text)


def _link(member: Member, token: str) -> str:
    return f"{settings.SITE_URL}/{member.language}" + WORK_PATH.format(token=token)
