"""The durable confirmation: what law 31-08 arts. 3, 5, 29 and 32 want in the buyer's hands with the parcel."""

from __future__ import annotations

import re
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from twiza.kernel.periods import day_of
from twiza.kernel.say import content, dirhams, in_day, in_moment, isolated, listed, percent, phone
from twiza.kernel.text import pick
from twiza.law.api import rule
from twiza.ordering.adapters import SHEETS
from twiza.ordering.models import CooperativeOrder, Order, OrderLine
from twiza.ordering.queries.orders import vat_inside
from twiza.ordering.states import CASH, LineStatus
from twiza.ordering.terms.words import METHOD_WORDS, way_words
from twiza.plumbing.typesetter import typeset

Row = tuple[str, str]


def confirmation_pdf(order: Order, language: str | None = None) -> bytes:
    """The confirmation in the order's language (or another one), A4. Lines declined since are left out."""
    language = language or order.language
    with override(language):
        return typeset(SHEETS / "confirmation.typ", _data(order, language))


def _data(order: Order, language: str) -> dict[str, Any]:
    parts = [part for part in order.parts.prefetch_related("lines") if _kept(part)]
    address = order.address
    place = listed([address["quarter"], pick(order.commune.names, language)], language)
    total = sum(part.total_centimes for part in parts)
    delivery = sum(part.delivery_centimes for part in parts)
    cash_fee = sum(part.cash_fee_centimes for part in parts)
    totals = [(pgettext("paper", "Goods"), dirhams(sum(part.goods_centimes for part in parts), language))]
    totals += [
        (_("of which VAT at %(rate)s") % {"rate": percent(rate, language)}, dirhams(vat, language))
        for rate, vat in _vat(parts)
    ]
    totals.append((pgettext("paper", "Delivery"), dirhams(delivery, language)))
    if cash_fee:
        totals.append((_("Cash collection fee"), dirhams(cash_fee, language)))
    return {
        "language": language,
        "is_sample": order.is_sample,
        "number": order.number,
        "words": {
            "title": _("Order confirmation"),
            "number": pgettext("paper", "Order"),
            "sample": _("Sample: invented cooperatives and goods. Nothing is sold."),
        },
        "footer": _("Order %(number)s · kept at %(link)s")
        % {"number": isolated(order.number), "link": isolated(settings.SITE_URL)},
        "order_facts": [
            (pgettext("paper", "Ordered on"), in_moment(order.placed_at, language)),
            (pgettext("paper", "Buyer"), order.name),
            (pgettext("paper", "Phone"), isolated(phone(order.phone))),
            *([(pgettext("paper", "E-mail"), isolated(order.email))] if order.email else []),
            (
                _("Terms of sale"),
                _("version %(version)s, accepted when ordering") % {"version": isolated(order.terms_version)},
            ),
        ],
        "address_facts": [
            (pgettext("paper", "Delivered to"), address["recipient"]),
            (pgettext("paper", "Phone"), isolated(phone(address["phone"]))),
            (pgettext("paper", "Place"), place),
            *([(pgettext("paper", "Landmark"), address["landmark"])] if address.get("landmark") else []),
        ],
        "platform": _(
            "Twiza keeps the market. Each cooperative named below sells its own goods to you and answers for them."
        ),
        "parts": [_part(part, language) for part in parts],
        "totals": totals,
        "total": (_total_words(parts), dirhams(total, language)),
        "payment": _payment(parts, language),
        "rights": _rights(order, parts, language),
    }


def _total_words(parts: list[CooperativeOrder]) -> str:
    if all(part.payment == CASH for part in parts):
        return _("To pay at the door, everything included")
    return _("To pay in all, everything included")


def _payment(parts: list[CooperativeOrder], language: str) -> str:
    """How the whole is paid (31-08 art. 29): at the door, beforehand, or some of it each way."""
    if all(part.payment == CASH for part in parts):
        return _(
            "Payment in cash at the door, to whoever brings each parcel: the amount of that parcel. "
            "Nothing is due before."
        )
    said = []
    for way in dict.fromkeys(part.payment for part in parts if part.payment != CASH):
        here = [part for part in parts if part.payment == way]
        blanks = {
            "total": dirhams(sum(part.ordered_centimes for part in here), language),
            "way": str(way_words(way)),
            "names": listed([pick(part.seller["names"], language) for part in here], language),
            "until": in_moment(min(part.pay_by for part in here if part.pay_by), language),
        }
        if all(part.paid_at for part in here):
            said.append(_("Paid beforehand, %(way)s: %(total)s, for %(names)s.") % blanks)
        else:
            said.append(_("To pay beforehand, %(way)s, until %(until)s: %(total)s, for %(names)s.") % blanks)
    if door := [part for part in parts if part.payment == CASH]:
        blanks = {
            "total": dirhams(sum(part.total_centimes for part in door), language),
            "names": listed([pick(part.seller["names"], language) for part in door], language),
        }
        said.append(_("In cash at the door, to whoever brings each parcel: %(total)s, for %(names)s.") % blanks)
    return " ".join(said)


def _kept(part: CooperativeOrder) -> list[OrderLine]:
    return [line for line in part.lines.all() if line.status != LineStatus.DECLINED]


def _vat(parts: list[CooperativeOrder]) -> list[tuple[int, int]]:
    sums: dict[int, int] = {}
    for part in parts:
        for line in _kept(part):
            vat = vat_inside(line.total_centimes, line.vat_basis_points)
            sums[line.vat_basis_points] = sums.get(line.vat_basis_points, 0) + vat
    return [(rate, sums[rate]) for rate in sorted(sums, reverse=True) if rate]


def _part(part: CooperativeOrder, language: str) -> dict[str, Any]:
    seller, quote = part.seller, part.quote
    way = str(METHOD_WORDS.get(quote["method"], ""))
    where = pick(quote["pickup_names"], language) or pick(quote["carrier_names"], language)
    way += f" ({where})" if where and quote["method"] != "hand" else ""
    sums = [
        (pgettext("paper", "Goods"), dirhams(part.goods_centimes, language)),
        (pgettext("paper", "Delivery"), dirhams(part.delivery_centimes, language)),
    ]
    if part.cash_fee_centimes:
        sums.append((_("Cash collection fee"), dirhams(part.cash_fee_centimes, language)))
    return {
        "title": pick(seller["names"], language),
        "seller": seller_facts(seller),
        "head": [
            pgettext("paper", "Goods"),
            pgettext("paper", "Quantity"),
            _("Price, VAT included"),
            pgettext("paper", "VAT"),
            pgettext("paper", "Total"),
        ],
        "lines": [_line(line, language) for line in _kept(part)],
        "sums": sums,
        "total": (_("Total of this parcel"), dirhams(part.total_centimes, language)),
        "delivery": [
            (pgettext("paper", "Parcel"), isolated(part.number)),
            (pgettext("paper", "Delivery"), way),
            (_("At the latest on"), in_day(part.promised_on, language)),
            (pgettext("paper", "Payment"), str(way_words(part.payment))),
        ],
    }


def seller_facts(seller: dict[str, Any]) -> list[Row]:
    """What law 112-12 art. 12 and law 31-08 art. 29 want known of a seller."""
    rows = [
        (pgettext("paper", "Seat"), seller.get("seat", "")),
        (_("Registered at"), seller.get("court", "")),
        (_("Register number"), isolated(seller["registration_number"]) if seller.get("registration_number") else ""),
        (pgettext("paper", "ICE"), isolated(seller["ice"]) if seller.get("ice") else ""),
        (pgettext("paper", "Phone"), isolated(phone(seller["phone"])) if seller.get("phone") else ""),
        (pgettext("paper", "E-mail"), isolated(seller["email"]) if seller.get("email") else ""),
        (pgettext("paper", "ONSSA"), isolated(seller["onssa_number"]) if seller.get("onssa_number") else ""),
    ]
    return [row for row in rows if row[1]]


def _line(line: OrderLine, language: str) -> dict[str, str]:
    holds = content(line.content_amount, line.content_unit, language)
    marks = [pick(line.labels, language), holds, isolated(line.sku)]
    if line.personalised:
        marks.append(pgettext("paper", "made for you alone"))
    elif line.made_to_order:
        marks.append(pgettext("paper", "made to order"))
    vat = pgettext("paper", "exempt") if not line.vat_basis_points else percent(line.vat_basis_points, language)
    return {
        "name": pick(line.names, language),
        "detail": " · ".join(mark for mark in marks if mark),
        "quantity": str(line.quantity),
        "price": dirhams(line.price_centimes, language),
        "vat": vat,
        "total": dirhams(line.total_centimes, language),
    }


def _rights(order: Order, parts: list[CooperativeOrder], language: str) -> list[dict[str, Any]]:
    on = day_of(order.placed_at)

    def law(name: str) -> dict[str, str]:
        found = rule(name, on=on)
        number = re.search(r"n° (\d[\d-]*)", found.source)
        if not (found.is_law and number):
            return own(found.sentence[language])
        blanks = {"number": isolated(number[1]), "article": found.article}
        # No line may break inside the reference.
        source = (_("law %(number)s, art. %(article)s") % blanks).replace(" ", "\u00a0")
        return {"text": found.sentence[language], "source": source}

    def own(text: str) -> dict[str, str]:
        return {"text": text, "source": ""}

    kept = [line for part in parts for line in _kept(part) if line.personalised or line.perishable]
    excepted = [
        own(_("In this order: %(names)s.") % {"names": listed([pick(line.names, language) for line in kept], language)})
    ]
    complaints = [
        f"{pick(part.seller['names'], language)}: "
        + " · ".join(
            filter(
                None,
                [
                    isolated(phone(part.seller["phone"])) if part.seller.get("phone") else "",
                    isolated(part.seller["email"]) if part.seller.get("email") else "",
                    part.seller.get("seat", ""),
                ],
            )
        )
        for part in parts
    ]
    how = _(
        "To withdraw, say so before the last day on the page of your order, or in writing or by phone to the "
        "cooperative; then send the goods back. The last day stands on that page once you have the parcel."
    )
    withdrawal = ["consumer.withdrawal_days", "consumer.refund_days", "consumer.withdrawal_exceptions"]
    return [
        {
            "title": pgettext("paper", "Delivery"),
            "paragraphs": [
                law("consumer.execution_days"),
                law("consumer.unavailable_refund_days"),
                law("house.cancel_before_handover"),
            ],
        },
        {
            "title": _("Right of withdrawal"),
            "paragraphs": [own(how), *map(law, withdrawal), *(excepted if kept else [])],
        },
        {
            "title": _("Guarantees"),
            "paragraphs": [law("consumer.defect_action_days"), law("consumer.full_responsibility")],
        },
        {
            "title": _("Questions and complaints"),
            "paragraphs": [
                own(_("To the cooperative that sold the goods, without surcharge:")),
                *map(own, complaints),
            ],
        },
    ]
