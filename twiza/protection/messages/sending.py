"""How a letter of protection reaches its reader: by e-mail or text message, in her language, once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.conf import settings
from django.utils.html import format_html, format_html_join, urlize
from django.utils.translation import gettext as _
from django.utils.translation import override

from twiza.cooperatives.api import slug_of, team_contacts
from twiza.kernel.say import isolated
from twiza.ordering.api import WORKSHOP_PART_PATH, CooperativeOrder, order_path
from twiza.plumbing.api import queue_letter

TEAM = ("manager", "preparer")
Write = Callable[[str], tuple[str, str]]  # language → subject, text


def blanks_of(part: CooperativeOrder) -> dict[str, str]:
    return {"number": isolated(part.order.number), "parcel": isolated(part.number)}


def to_buyer(part: CooperativeOrder, reference: str, kind: str, write: Write, attachments: Sequence[int] = ()) -> None:
    """By e-mail where there is one, else by text message. A sample order writes to nobody: its numbers are invented."""
    order = part.order
    if order.is_sample:
        return
    link = settings.SITE_URL + order_path(order)
    with override(order.language):
        subject, text = write(order.language)
        if order.email:
            queue_letter(
                reference=f"{reference}:email",
                kind=kind,
                channel="email",
                to=order.email,
                language=order.language,
                subject=subject,
                text=f"{text}\n\n{link}",
                html=_html([text, link], order.language),
                attachments=list(attachments),
            )
        else:
            queue_letter(
                reference=f"{reference}:sms",
                kind=kind,
                channel="sms",
                to=order.phone,
                language=order.language,
                text=_("Twiza: %(text)s %(link)s") % {"text": text, "link": link},
            )


def to_team(part: CooperativeOrder, reference: str, kind: str, write: Write) -> None:
    if part.order.is_sample:
        return
    slug = slug_of(part.cooperative_id)
    for member in team_contacts(part.cooperative_id, roles=TEAM):
        link = f"{settings.SITE_URL}/{member.language}" + WORKSHOP_PART_PATH.format(slug=slug, number=part.number)
        by_email = bool(member.email) and (member.contact_by == "email" or not member.phone)
        with override(member.language):
            subject, text = write(member.language)
        queue_letter(
            reference=f"{reference}:{member.member_id}",
            kind=kind,
            channel="email" if by_email else "sms",
            to=(member.email if by_email else member.phone) or "",
            language=member.language,
            subject=subject if by_email else "",
            text=f"{text}\n\n{link}" if by_email else f"{text} {link}",
            html=_html([text, link], member.language) if by_email else "",
        )


def _html(paragraphs: list[str], language: str) -> str:
    inside = format_html_join("", "<p>{}</p>", ((urlize(p, autoescape=True),) for p in paragraphs))
    return format_html('<div lang="{}" dir="{}">{}</div>', language, "rtl" if language == "ar" else "ltr", inside)
