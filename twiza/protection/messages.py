"""The letters of rights: one function each, in the reader's language, queued once whatever is run again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from django.conf import settings
from django.utils.html import format_html, format_html_join, urlize
from django.utils.translation import gettext as _
from django.utils.translation import override

from twiza.cooperatives.api import slug_of, team_contacts
from twiza.kernel.periods import day_of
from twiza.kernel.say import dirhams, in_day, isolated, listed
from twiza.kernel.text import pick
from twiza.ordering.api import WORKSHOP_PART_PATH, CooperativeOrder, order_path
from twiza.plumbing.api import queue_letter
from twiza.protection.models import GuaranteeClaim, RefundDuty, Replacement, Withdrawal
from twiza.protection.queries.views import Lateness
from twiza.protection.terms.words import Remedy, ReturnedBy

TEAM = ("manager", "preparer")
Write = Callable[[str], tuple[str, str]]  # language → subject, text


def withdrawal_receipt(withdrawal: Withdrawal, attachments: Sequence[int]) -> None:
    """To the buyer: the day she used her right, what goes back and by when; the receipt is attached."""
    said = _withdrawal_blanks(withdrawal)

    def write(language: str) -> tuple[str, str]:
        blanks = said(language)
        return (
            _("Your withdrawal %(number)s is recorded") % blanks,
            _(
                "On %(day)s you withdrew from: %(goods)s. %(total)s goes back to you on %(due)s at the latest. "
                "Send the goods back %(how)s; you pay that way alone. The receipt is kept on the page of your order."
            )
            % blanks,
        )

    _to_buyer(withdrawal.part, f"withdrawal-receipt:{withdrawal.number}", "withdrawal_receipt", write, attachments)


def withdrawal_to_team(withdrawal: Withdrawal) -> None:
    """To the cooperative: what comes back, and that the refund makes itself."""
    said = _withdrawal_blanks(withdrawal)

    def write(language: str) -> tuple[str, str]:
        blanks = said(language)
        return (
            _("A buyer changed her mind: %(number)s") % blanks,
            _(
                "The buyer of parcel %(parcel)s withdrew from: %(goods)s. The goods come back %(how)s. Say when you "
                "have them: the refund of %(total)s is then made by itself, and on %(due)s at the latest."
            )
            % blanks,
        )

    _to_team(withdrawal.part, f"withdrawal:{withdrawal.number}", "withdrawal_to_team", write)


def withdrawal_taken_back(withdrawal: Withdrawal) -> None:
    """To the cooperative: the buyer keeps the goods."""
    said = _withdrawal_blanks(withdrawal)

    def write(language: str) -> tuple[str, str]:
        blanks = said(language)
        return (
            _("The buyer keeps the goods: %(number)s") % blanks,
            _("The buyer of parcel %(parcel)s took her withdrawal %(number)s back: she keeps the goods.") % blanks,
        )

    _to_team(withdrawal.part, f"withdrawal-taken-back:{withdrawal.number}", "withdrawal_taken_back", write)


def withdrawal_refunded(withdrawal: Withdrawal) -> None:
    """To the buyer: her money was ordered back."""
    said = _withdrawal_blanks(withdrawal)

    def write(language: str) -> tuple[str, str]:
        blanks = said(language)
        return (
            _("Your refund for %(number)s was ordered") % blanks,
            _("The refund of your withdrawal %(number)s was ordered: %(total)s, on %(due)s at the latest.") % blanks,
        )

    _to_buyer(withdrawal.part, f"withdrawal-refunded:{withdrawal.number}", "withdrawal_refunded", write)


def refund_overdue(duty: RefundDuty) -> None:
    """To the buyer: her money is late, which the market follows up, and what she may do."""

    def write(language: str) -> tuple[str, str]:
        blanks = _blanks(duty.part) | {"due": in_day(duty.due_on, language)}
        return (
            _("The refund for your order %(number)s is late") % blanks,
            _(
                "Your money was to be back on %(due)s, and it is not. The market was told and follows it up; the days "
                "of delay are counted for the legal interest. You may also open a complaint on the page of your order."
            )
            % blanks,
        )

    _to_buyer(duty.part, f"refund-overdue:{duty.reference}:{duty.times}", "refund_overdue", write)


def delivery_late(part: CooperativeOrder, late: Lateness) -> None:
    """To the buyer: the parcel is late, and what the law gives her."""

    def write(language: str) -> tuple[str, str]:
        blanks = _late_blanks(part, late, language)
        first = _("The parcel from %(cooperative)s was promised for %(promised)s and is late.")
        right = _("From %(opens)s on you may give it up and get your money back, by law until %(until)s.")
        return _("Your order %(number)s is late") % blanks, f"{first} {right}" % blanks

    _to_buyer(part, f"delivery-late:{part.number}", "delivery_late", write)


def rescission_open(part: CooperativeOrder, late: Lateness) -> None:
    """To the buyer: from today she may give it up."""

    def write(language: str) -> tuple[str, str]:
        blanks = _late_blanks(part, late, language)
        return (
            _("You may give up the late parcel of your order %(number)s") % blanks,
            _(
                "The parcel from %(cooperative)s is still not there. You may now give it up on the page of your order, "
                "by law until %(until)s; what you paid for it then goes back to you."
            )
            % blanks,
        )

    _to_buyer(part, f"rescission-open:{part.number}", "rescission_open", write)


def claim_to_team(claim: GuaranteeClaim) -> None:
    """To the cooperative: what is wrong, and until when it answers."""

    def write(language: str) -> tuple[str, str]:
        blanks = _claim_blanks(claim, language)
        return (
            _("A claim under the guarantee: %(number)s") % blanks,
            _("The buyer of parcel %(parcel)s says that something is wrong with: %(goods)s. Please answer by %(due)s.")
            % blanks,
        )

    _to_team(claim.part, f"claim:{claim.number}", "claim_to_team", write)


def claim_answered(claim: GuaranteeClaim) -> None:
    """To the buyer: what the cooperative says to her claim."""

    def write(language: str) -> tuple[str, str]:
        blanks = _claim_blanks(claim, language)
        accepted = _("The cooperative accepts your claim %(number)s for %(goods)s: %(remedy)s.")
        said = {
            "denied": _(
                "The cooperative does not accept your claim %(number)s for %(goods)s. Its reason is on the page of "
                "your order, and what you can do now."
            ),
            "offered": _(
                "To your claim %(number)s for %(goods)s the cooperative offers: %(remedy)s. Say on the page of your "
                "order if you agree."
            ),
        }.get(claim.status, accepted)
        return _("An answer to your claim %(number)s") % blanks, said % blanks

    answer = claim.answered_at.isoformat() if claim.answered_at else ""
    _to_buyer(claim.part, f"claim-answered:{claim.number}:{answer}"[:100], "claim_answered", write)


def claim_silent(claim: GuaranteeClaim) -> None:
    """To both: the time to answer is over, and the buyer may take her money back."""

    def write(language: str) -> tuple[str, str]:
        blanks = _claim_blanks(claim, language)
        return (
            _("No answer to your claim %(number)s") % blanks,
            _(
                "The cooperative did not answer your claim %(number)s for %(goods)s by %(due)s. You may now take your "
                "money back on the page of your order, or open a complaint."
            )
            % blanks,
        )

    def write_to_team(language: str) -> tuple[str, str]:
        blanks = _claim_blanks(claim, language)
        return (
            _("Claim %(number)s was not answered") % blanks,
            _("You did not answer claim %(number)s by %(due)s. The buyer may now take her money back.") % blanks,
        )

    _to_buyer(claim.part, f"claim-silent:{claim.number}", "claim_silent", write)
    _to_team(claim.part, f"claim-silent-team:{claim.number}", "claim_silent_team", write_to_team)


def repair_late(claim: GuaranteeClaim) -> None:
    """To the buyer: the promised day of the repair is over."""

    def write(language: str) -> tuple[str, str]:
        blanks = _claim_blanks(claim, language)
        return (
            _("The repair of your claim %(number)s is late") % blanks,
            _(
                "The promised day of the repair of %(goods)s is over. "
                "You may open a complaint on the page of your order."
            )
            % blanks,
        )

    _to_buyer(claim.part, f"repair-late:{claim.number}", "repair_late", write)


def replacement_ordered(replacement: Replacement) -> None:
    """To both: what is sent instead, and by when."""

    def write(language: str) -> tuple[str, str]:
        blanks = _replacement_blanks(replacement, language)
        return (
            _("A replacement for your order: %(number)s") % blanks,
            _("You get instead: %(goods)s, on %(due)s at the latest.") % blanks,
        )

    def write_to_team(language: str) -> tuple[str, str]:
        blanks = _replacement_blanks(replacement, language)
        return (
            _("To send as a replacement: %(number)s") % blanks,
            _("Please send to the buyer of parcel %(parcel)s: %(goods)s. It is promised for %(due)s.") % blanks,
        )

    _to_buyer(replacement.part, f"replacement:{replacement.number}", "replacement_ordered", write)
    _to_team(replacement.part, f"replacement-team:{replacement.number}", "replacement_to_team", write_to_team)


def replacement_sent(replacement: Replacement) -> None:
    """To the buyer: it is on its way."""

    def write(language: str) -> tuple[str, str]:
        blanks = _replacement_blanks(replacement, language)
        return (
            _("Your replacement %(number)s is on its way") % blanks,
            _("On its way to you: %(goods)s. Say on the page of your order when you have it.") % blanks,
        )

    _to_buyer(replacement.part, f"replacement-sent:{replacement.number}", "replacement_sent", write)


def replacement_late(replacement: Replacement) -> None:
    """To the buyer: the promised day is over, and what she may do."""

    def write(language: str) -> tuple[str, str]:
        blanks = _replacement_blanks(replacement, language)
        return (
            _("Your replacement %(number)s is late") % blanks,
            _("%(goods)s was promised for %(due)s. You may open a complaint on the page of your order.") % blanks,
        )

    _to_buyer(replacement.part, f"replacement-late:{replacement.number}", "replacement_late", write)


def reminder_to_team(part: CooperativeOrder, reference: str, what: object, due_on: date) -> None:
    """To the cooperative: something that it owes a buyer is due soon; `what` is the clock's own words."""

    def write(language: str) -> tuple[str, str]:
        blanks = _blanks(part) | {"what": str(what), "due": in_day(due_on, language)}
        return (
            _("Due soon for parcel %(parcel)s") % blanks,
            _("Parcel %(parcel)s, until %(due)s: %(what)s.") % blanks,
        )

    _to_team(part, f"reminder:{reference}", "reminder_to_team", write)


def _blanks(part: CooperativeOrder) -> dict[str, str]:
    return {"number": isolated(part.order.number), "parcel": isolated(part.number)}


def _withdrawal_blanks(withdrawal: Withdrawal) -> Callable[[str], dict[str, str]]:
    rows = list(withdrawal.lines.select_related("line"))

    def blanks(language: str) -> dict[str, str]:
        return _blanks(withdrawal.part) | {
            "number": isolated(withdrawal.number),
            "day": in_day(day_of(withdrawal.asked_at), language),
            "goods": listed([f"{row.quantity} × {pick(row.line.names, language)}" for row in rows], language),
            "total": dirhams(withdrawal.total_centimes, language),
            "due": in_day(withdrawal.refund_due_on, language),
            "how": str(ReturnedBy(withdrawal.returned_by).label),
        }

    return blanks


def _late_blanks(part: CooperativeOrder, late: Lateness, language: str) -> dict[str, str]:
    return _blanks(part) | {
        "cooperative": pick(part.seller["names"], language),
        "promised": in_day(late.promised_on, language),
        "opens": in_day(late.opens_on, language),
        "until": in_day(late.until, language),
    }


def _claim_blanks(claim: GuaranteeClaim, language: str) -> dict[str, str]:
    return _blanks(claim.part) | {
        "number": isolated(claim.number),
        "goods": pick(claim.line.names, language),
        "due": in_day(claim.answer_by, language),
        "remedy": str(Remedy(claim.settled_by).label) if claim.settled_by else "",
    }


def _replacement_blanks(replacement: Replacement, language: str) -> dict[str, str]:
    rows = replacement.items.select_related("line")
    return _blanks(replacement.part) | {
        "number": isolated(replacement.number),
        "goods": listed([f"{row.quantity} × {pick(row.line.names, language)}" for row in rows], language),
        "due": in_day(replacement.promised_on, language),
    }


def _to_buyer(part: CooperativeOrder, reference: str, kind: str, write: Write, attachments: Sequence[int] = ()) -> None:
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


def _to_team(part: CooperativeOrder, reference: str, kind: str, write: Write) -> None:
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
