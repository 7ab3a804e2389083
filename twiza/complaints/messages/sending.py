"""To whom the letters of complaints go, and how."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.html import format_html, format_html_join, urlize
from django.utils.translation import gettext as _
from django.utils.translation import override

from twiza.complaints.models import Complaint
from twiza.complaints.queries.links import buyer_link, desk_link, team_link
from twiza.complaints.terms.tree import problems
from twiza.complaints.terms.words import Because
from twiza.cooperatives.api import slug_of, team_contacts
from twiza.kernel.periods import day_of
from twiza.kernel.say import in_day, isolated
from twiza.kernel.text import pick
from twiza.people.api import Role, contact_of, people_with_role
from twiza.plumbing.api import queue_letter

TEAM = ("manager",)
Write = Callable[[str], tuple[str, list[str]]]  # a language → subject and paragraphs


def blanks_of(complaint: Complaint, language: str) -> dict[str, str]:
    return {
        "number": isolated(complaint.number),
        "part": isolated(complaint.part.number),
        "problem": pick(problems().problem(complaint.problem).names, language),
        "cooperative": pick(complaint.part.seller["names"], language),
        "day": in_day(day_of(complaint.due_at), language),
    }


def write_to_buyer(complaint: Complaint, what: str, write: Write) -> None:
    """By e-mail where there is one, else by text message. A sample order writes to nobody."""
    order = complaint.part.order
    if order.is_sample or not (order.email or order.phone):
        return
    with override(order.language):
        subject, paragraphs = write(order.language)
        send(
            reference=f"complaint-{what}:{complaint.number}",
            kind="complaint_" + what.partition(":")[0],
            channel="email" if order.email else "sms",
            to=order.email or order.phone,
            language=order.language,
            subject=subject,
            paragraphs=paragraphs,
            link=buyer_link(complaint),
        )


def write_to_team(complaint: Complaint, what: str, write: Write) -> None:
    if complaint.is_sample:
        return
    slug = slug_of(complaint.cooperative_id)
    for member in team_contacts(complaint.cooperative_id, roles=TEAM):
        with override(member.language):
            subject, paragraphs = write(member.language)
            by_email = bool(member.email) and (member.contact_by == "email" or not member.phone)
            send(
                reference=f"complaint-{what}:{complaint.number}:{member.member_id}",
                kind="complaint_team_" + what.partition(":")[0],
                channel="email" if by_email else "sms",
                to=(member.email if by_email else member.phone) or "",
                language=member.language,
                subject=subject,
                paragraphs=paragraphs,
                link=team_link(complaint, slug, member.language),
            )


def write_to_desk(complaint: Complaint, what: str, sentence: Callable[[], str]) -> None:
    if complaint.is_sample:
        return
    for person in people_with_role(Role.DESK):
        channel, to = contact_of(person)
        with override(person.language):
            because = str(Because(complaint.escalated_for).label) if complaint.escalated_for else ""
            blanks = blanks_of(complaint, person.language) | {"because": because}
            send(
                reference=f"complaint-{what}:{complaint.number}:desk:{person.pk}",
                kind="complaint_desk",
                channel=channel,
                to=to,
                language=person.language,
                subject=_("Complaint %(number)s") % blanks,
                paragraphs=[sentence() % blanks],
                link=desk_link(complaint, person.language),
            )


def send(
    *,
    reference: str,
    kind: str,
    channel: str,
    to: str,
    language: str,
    subject: str,
    paragraphs: list[str],
    link: str,
) -> None:
    if channel == "email":
        written = [*paragraphs, link]
        queue_letter(
            reference=reference,
            kind=kind,
            channel="email",
            to=to,
            language=language,
            subject=subject,
            text="\n\n".join(written),
            html=_html(written, language),
        )
    else:
        text = _("Twiza: ") + " ".join([*paragraphs, link])
        queue_letter(reference=reference, kind=kind, channel="sms", to=to, language=language, text=text)


def _html(paragraphs: list[str], language: str) -> str:
    inside = format_html_join("", "<p>{}</p>", ((urlize(p, autoescape=True),) for p in paragraphs))
    return format_html('<div lang="{}" dir="{}">{}</div>', language, "rtl" if language == "ar" else "ltr", inside)
