"""The letters of orders: one function each, in the reader's language, queued once whatever is run again."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.utils.html import format_html, format_html_join, urlize
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from twiza.cooperatives.api import TeamContact, slug_of, team_contacts
from twiza.delivery.api import delivery_code, shipment_by_reference
from twiza.kernel.say import dirhams, in_day, in_moment, isolated, listed
from twiza.kernel.text import pick
from twiza.ordering.models import CooperativeOrder, Order
from twiza.ordering.queries.links import order_link, part_link
from twiza.ordering.states import CASH, LineStatus
from twiza.ordering.terms.words import CancelReason, reason_words, way_words
from twiza.plumbing.api import queue_letter

TEAM = ("manager", "preparer")


def order_confirmation(order: Order, attachments: Sequence[int]) -> None:
    """To the buyer at once: what was ordered, how it is paid, where to follow it; the confirmation is attached."""
    if any(part.payment != CASH for part in order.parts.all()):
        _confirmation_to_pay(order, attachments)
        return
    with override(order.language):
        blanks = _blanks(order) | {"total": dirhams(order.total_centimes, order.language)}
        _to_buyer(
            order,
            f"order-confirmation:{order.number}",
            "order_confirmation",
            subject=_("Your order %(number)s"),
            paragraphs=[
                _("Hello %(name)s,"),
                _("Your order %(number)s has been received. In all you will pay %(total)s in cash, at the door."),
                _("Each cooperative now confirms its part. Follow it here: %(link)s"),
                _("The attached confirmation carries the terms of your purchase: keep it."),
            ],
            sms=_(
                "Twiza: order %(number)s received, %(total)s to pay at the door. "
                "Follow it and keep your confirmation: %(link)s"
            ),
            blanks=blanks,
            attachments=attachments,
            both=True,
        )


def _confirmation_to_pay(order: Order, attachments: Sequence[int]) -> None:
    """The same where something is paid beforehand: how much in which way, and until when."""
    parts, language = list(order.parts.all()), order.language
    first = [part for part in parts if part.payment != CASH]
    door = sum(part.total_centimes for part in parts if part.payment == CASH)
    with override(language):
        ways = dict.fromkeys(part.payment for part in first)
        sums = {way: sum(part.ordered_centimes for part in first if part.payment == way) for way in ways}
        until = min(part.pay_by for part in first if part.pay_by)
        blanks = _blanks(order) | {
            "total": dirhams(order.total_centimes, language),
            "first": listed([f"{dirhams(sums[way], language)} {way_words(way)}" for way in ways], language),
            "until": in_moment(until, language),
            "door": dirhams(door, language),
        }
        at_the_door = [_("In cash, at the door: %(door)s.")] if door else []
        _to_buyer(
            order,
            f"order-confirmation:{order.number}",
            "order_confirmation",
            subject=_("Your order %(number)s"),
            paragraphs=[
                _("Hello %(name)s,"),
                _("Your order %(number)s has been received. In all you pay %(total)s."),
                " ".join([_("Beforehand: %(first)s."), *at_the_door]),
                _(
                    "Pay beforehand on the page of your order, until %(until)s: the goods are kept for you until then. "
                    "The cooperatives concerned hear of it once it is paid."
                ),
                _("Your order: %(link)s"),
                _("The attached confirmation carries the terms of your purchase: keep it."),
            ],
            sms=_("Twiza: order %(number)s received. To pay until %(until)s: %(first)s. Your order: %(link)s"),
            blanks=blanks,
            attachments=attachments,
            both=True,
        )


def payment_received(order: Order, reference: str, parts: Sequence[CooperativeOrder]) -> None:
    """To the buyer: the money is there, and the cooperatives have her order."""
    _of_payment(
        order,
        f"payment-received:{reference}",
        "payment_received",
        parts,
        lambda: _("Payment received: order %(number)s"),
        lambda: _("Your payment of %(total)s for order %(number)s has come. Now it is up to: %(names)s."),
    )


def not_paid(order: Order, reference: str, parts: Sequence[CooperativeOrder]) -> None:
    """To the buyer: the time to pay is over, and these parts are cancelled."""
    _of_payment(
        order,
        f"not-paid:{reference}",
        "not_paid",
        parts,
        lambda: _("Cancelled: order %(number)s was not paid"),
        lambda: _(
            "The payment of %(total)s for order %(number)s did not come in time. What it was for is cancelled, and "
            "nothing is due: %(names)s. If you sent the money meanwhile, it goes back to you."
        ),
    )


def _of_payment(
    order: Order,
    reference: str,
    kind: str,
    parts: Sequence[CooperativeOrder],
    subject: Callable[[], str],
    said: Callable[[], str],
) -> None:
    language = order.language
    with override(language):
        blanks = _blanks(order) | {
            "total": dirhams(sum(part.ordered_centimes for part in parts), language),
            "names": listed([pick(part.seller["names"], language) for part in parts], language),
        }
        _to_buyer(
            order,
            reference,
            kind,
            subject=subject(),
            paragraphs=[said(), _("Your order: %(link)s")],
            sms=_("Twiza: ") + said(),
            blanks=blanks,
        )


def new_order(part: CooperativeOrder) -> None:
    """To the cooperative's managers and preparers: an order waits for their answer."""
    _to_team(part, "new-order", "new_order", _new_order)


def order_link_again(order: Order, *, slot: int) -> None:
    """To the e-mail of a guest whose phone reads no messages: the link to her order, once in a `slot` of time."""
    with override(order.language):
        _to_buyer(
            order,
            f"order-link:{order.number}:{slot}",
            "order_link",
            subject=_("Your order %(number)s"),
            paragraphs=[
                _("Hello %(name)s,"),
                _("Somebody, perhaps you, asked for the page of your order %(number)s. This link opens it: %(link)s"),
                _("If it was not you, you need not do anything: nobody else has received this link."),
            ],
            sms="",
            blanks=_blanks(order),
        )


def _new_order(part: CooperativeOrder, language: str) -> tuple[str, str]:
    pieces = sum(line.quantity for line in part.lines.all())
    blanks = {
        "number": isolated(part.number),
        "pieces": ngettext("%(n)s piece", "%(n)s pieces", pieces) % {"n": pieces},
        "total": dirhams(part.goods_centimes, language),
        "until": in_moment(part.confirm_by, language),
    }
    return (
        _("New order %(number)s") % blanks,
        _("New order %(number)s: %(pieces)s, %(total)s. Please confirm it before %(until)s.") % blanks,
    )


def remind_team(part: CooperativeOrder) -> None:
    """To the team, once half the time to confirm has gone."""
    _to_team(part, "reminder", "order_reminder", _reminder)


def _reminder(part: CooperativeOrder, language: str) -> tuple[str, str]:
    blanks = {"number": isolated(part.number), "until": in_moment(part.confirm_by, language)}
    return (
        _("Order %(number)s still waits for you") % blanks,
        _("Order %(number)s still waits for your answer. After %(until)s it is declined by itself.") % blanks,
    )


def part_confirmed(part: CooperativeOrder) -> None:
    """To the buyer: the cooperative will send it, and what of it it can't send."""
    order = part.order
    with override(order.language):
        gone = [line for line in part.lines.all() if line.status == LineStatus.DECLINED]
        blanks = _blanks(order) | {
            "cooperative": pick(part.seller["names"], order.language),
            "total": dirhams(part.total_centimes, order.language),
            "day": in_day(part.promised_on, order.language),
            "gone": listed(
                [f"{pick(line.names, order.language)} ({reason_words(line.reason)})" for line in gone], order.language
            ),
        }
        missing, paid = [], part.paid_at is not None
        if gone:
            missing = [
                _("It can't send: %(gone)s. What you paid for that goes back to you.")
                if paid
                else _("It can't send: %(gone)s. You don't pay for that.")
            ]
        _to_buyer(
            order,
            f"part-confirmed:{part.number}",
            "part_confirmed",
            subject=_("%(cooperative)s has confirmed your order"),
            paragraphs=[
                _("%(cooperative)s has confirmed its part of your order %(number)s."),
                *missing,
                _("This parcel is paid. It arrives at the latest on %(day)s.")
                if paid
                else _("To pay at the door for this parcel: %(total)s. It arrives at the latest on %(day)s."),
                _("Your order: %(link)s"),
            ],
            sms=(
                _("Twiza: %(cooperative)s has confirmed. It is paid, and arrives at the latest on %(day)s.")
                if paid
                else _("Twiza: %(cooperative)s has confirmed. At the door: %(total)s, at the latest on %(day)s.")
            )
            + (" " + missing[0] if missing else ""),
            blanks=blanks,
        )


def part_declined(part: CooperativeOrder) -> None:
    """To the buyer: this cooperative sends nothing, and nothing is due for it."""
    order = part.order
    with override(order.language):
        blanks = _blanks(order) | {
            "cooperative": pick(part.seller["names"], order.language),
            "reason": str(reason_words(part.reason)),
        }
        said = _("%(cooperative)s can't send its part of your order %(number)s: %(reason)s. You don't pay for it.")
        if part.paid_at is not None:
            said = _(
                "%(cooperative)s can't send its part of your order %(number)s: %(reason)s. "
                "What you paid for it goes back to you."
            )
        _to_buyer(
            order,
            f"part-declined:{part.number}",
            "part_declined",
            subject=_("A part of your order %(number)s can't be sent"),
            paragraphs=[said, *([part.note.replace("%", "%%")] if part.note else []), _("Your order: %(link)s")],
            sms=_("Twiza: ") + said,
            blanks=blanks,
        )


def part_handed_over(part: CooperativeOrder) -> None:
    """To the buyer: the parcel is on its way; the code that she gives against it, and what she pays."""
    order, paid = part.order, part.paid_at is not None
    with override(order.language):
        blanks = _blanks(order) | {
            "cooperative": pick(part.seller["names"], order.language),
            "code": isolated(delivery_code(shipment_by_reference(part.number))),
            "total": dirhams(part.total_centimes, order.language),
            "day": in_day(part.promised_on, order.language),
        }
        _to_buyer(
            order,
            f"part-handed-over:{part.number}",
            "part_handed_over",
            subject=_("Your parcel from %(cooperative)s is on its way"),
            paragraphs=[
                _("The parcel from %(cooperative)s is on its way. It arrives at the latest on %(day)s."),
                _("Your delivery code is %(code)s. Give it only once you hold the parcel. It is paid.")
                if paid
                else _(
                    "Your delivery code is %(code)s. Give it only once you hold the parcel, and pay %(total)s then."
                ),
                _("Your order: %(link)s"),
            ],
            sms=_(
                "Twiza: parcel from %(cooperative)s on its way. Code %(code)s, to give only against the parcel. "
                "It is paid."
            )
            if paid
            else _(
                "Twiza: parcel from %(cooperative)s on its way. Code %(code)s, to give only against the parcel. "
                "To pay: %(total)s."
            ),
            blanks=blanks,
            both=True,
        )


def part_cancelled(part: CooperativeOrder) -> None:
    """To the buyer, as a receipt, and to the team, so that nobody packs it.

    Nobody is told here of what was not paid in time (`not_paid` says it), nor a team of what it never heard of.
    """
    if part.reason == CancelReason.NOT_PAID:
        return
    order, paid = part.order, part.paid_at is not None
    with override(order.language):
        blanks = _blanks(order) | {"cooperative": pick(part.seller["names"], order.language)}
        said = _("The part of your order %(number)s from %(cooperative)s has been cancelled. You don't pay for it.")
        if paid:
            said = _(
                "The part of your order %(number)s from %(cooperative)s has been cancelled. "
                "What you paid for it goes back to you."
            )
        _to_buyer(
            order,
            f"part-cancelled:{part.number}",
            "part_cancelled",
            subject=_("Cancelled: a part of your order %(number)s"),
            paragraphs=[said, _("Your order: %(link)s")],
            sms=_("Twiza: ") + said,
            blanks=blanks,
        )
    if paid or part.payment == CASH:
        _to_team(part, "order-cancelled", "order_cancelled", _cancelled)


def _cancelled(part: CooperativeOrder, language: str) -> tuple[str, str]:
    blanks = {"number": isolated(part.number)}
    return (
        _("Order %(number)s is cancelled") % blanks,
        (
            _("Order %(number)s was given up by the buyer because it is late: its parcel comes back to you.")
            if part.handed_over_at
            else _("Order %(number)s has been cancelled: don't pack or send it. Its goods are back in your stock.")
        )
        % blanks,
    )


def part_returned(part: CooperativeOrder) -> None:
    """To the team: the parcel came back, and what of it is counted in stock again."""
    _to_team(part, "parcel-returned", "parcel_returned", _returned)


def _returned(part: CooperativeOrder, language: str) -> tuple[str, str]:
    blanks = {"number": isolated(part.number)}
    return (
        _("Parcel %(number)s came back") % blanks,
        _("Parcel %(number)s came back. Goods that keep are back in your stock; please check them.") % blanks,
    )


def _blanks(order: Order) -> dict[str, str]:
    return {"number": isolated(order.number), "name": order.name, "link": order_link(order)}


def _to_buyer(
    order: Order,
    reference: str,
    kind: str,
    *,
    subject: str,
    paragraphs: list[str],
    sms: str,
    blanks: dict[str, str],
    attachments: Sequence[int] = (),
    both: bool = False,
) -> None:
    """By e-mail where there is one, else by text message; `both` for what must not be missed.

    A sample order writes to nobody: its numbers are invented, and might be somebody's.
    """
    if order.is_sample:
        return
    if order.email:
        written = [paragraph % blanks for paragraph in paragraphs]
        queue_letter(
            reference=f"{reference}:email",
            kind=kind,
            channel="email",
            to=order.email,
            language=order.language,
            subject=subject % blanks,
            text="\n\n".join(written),
            html=_html(written, order.language),
            attachments=list(attachments),
        )
    if both or not order.email:
        queue_letter(
            reference=f"{reference}:sms",
            kind=kind,
            channel="sms",
            to=order.phone,
            language=order.language,
            text=sms % blanks,
        )


def _to_team(
    part: CooperativeOrder, reference: str, kind: str, write: Callable[[CooperativeOrder, str], tuple[str, str]]
) -> None:
    if part.order.is_sample:
        return
    slug = slug_of(part.cooperative_id)
    for member in team_contacts(part.cooperative_id, roles=TEAM):
        with override(member.language):
            subject, text = write(part, member.language)
            link = part_link(part, slug, member.language)
            _to_member(member, f"{reference}:{part.number}:{member.member_id}", kind, subject, text, link)


def _to_member(member: TeamContact, reference: str, kind: str, subject: str, text: str, link: str) -> None:
    by_email = bool(member.email) and (member.contact_by == "email" or not member.phone)
    queue_letter(
        reference=reference,
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
