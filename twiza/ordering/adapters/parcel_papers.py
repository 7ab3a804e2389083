"""The papers that go with a parcel: the packing list, and the label with its QR."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override, pgettext

from twiza.delivery.api import ShipmentCard, shipment_card
from twiza.geography.api import commune_cards
from twiza.kernel.say import content, dirhams, in_day, isolated, listed, phone
from twiza.kernel.text import pick
from twiza.ordering.adapters import SHEETS
from twiza.ordering.models import CooperativeOrder
from twiza.ordering.queries.links import order_link, parcel_link
from twiza.ordering.states import CASH, LineStatus
from twiza.ordering.terms.refusals import NotPrepared
from twiza.ordering.terms.words import METHOD_WORDS
from twiza.plumbing.typesetter import qr_svg, typeset


def packing_list_pdf(part: CooperativeOrder, *, language: str) -> bytes:
    """What to put into the parcel, on A5, in the packer's language; its QR opens the buyer's order page."""
    with override(language):
        return typeset(SHEETS / "packing.typ", _packing(part, language))


def label_pdf(part: CooperativeOrder, *, language: str) -> bytes:
    """The label to stick on the parcel, 100 × 150 mm. Refused before the part is prepared."""
    parcel = shipment_card(part.number)
    if parcel is None:
        raise NotPrepared()
    with override(language):
        return typeset(SHEETS / "label.typ", _label(part, parcel, language))


def _packing(part: CooperativeOrder, language: str) -> dict[str, Any]:
    order, lines = part.order, list(part.lines.all())
    kept = [line for line in lines if line.status != LineStatus.DECLINED]
    pieces = sum(line.quantity for line in kept)
    address, commune = order.address, commune_cards([order.commune_id])[order.commune_id]
    return {
        "language": language,
        "is_sample": order.is_sample,
        "number": part.number,
        "qr": qr_svg(order_link(order)),
        "words": {
            "title": _("Packing list"),
            "sample": _("Sample: invented cooperatives and goods. Nothing is sold."),
            "declined": _("Not sent:"),
            "cash": _("Cash to collect at the door"),
        },
        "footer": pick(part.seller["names"], language),
        "facts": [
            (pgettext("paper", "Order"), isolated(order.number)),
            (pgettext("paper", "For"), address["recipient"]),
            (pgettext("paper", "Phone"), isolated(phone(address["phone"]))),
            (pgettext("paper", "Place"), listed([address["quarter"], pick(commune.names, language)], language)),
            (pgettext("paper", "Delivery"), str(METHOD_WORDS.get(part.quote["method"], ""))),
            (_("At the latest on"), in_day(part.promised_on, language)),
            (pgettext("paper", "Contents"), ngettext("%(n)s piece", "%(n)s pieces", pieces) % {"n": pieces}),
        ],
        "head": ["", pgettext("paper", "Quantity"), pgettext("paper", "Goods"), pgettext("paper", "SKU")],
        "lines": [
            {
                "quantity": isolated(f"{line.quantity} ×"),
                "name": pick(line.names, language),
                "detail": " · ".join(
                    filter(
                        None, [pick(line.labels, language), content(line.content_amount, line.content_unit, language)]
                    )
                ),
                "sku": line.sku,
            }
            for line in kept
        ],
        "declined": [pick(line.names, language) for line in lines if line.status == LineStatus.DECLINED],
        "cash": _cash(part.total_centimes if part.payment == CASH else 0, language),
    }


def _cash(centimes: int, language: str) -> str:
    """The cash due at the door, in words where there is none: whoever carries it must not guess."""
    return dirhams(centimes, language) if centimes else _("nothing: it is paid")


def _label(part: CooperativeOrder, parcel: ShipmentCard, language: str) -> dict[str, Any]:
    address, seller = part.order.address, part.seller
    communes = commune_cards({parcel.commune_code, part.quote["sender_commune"]})
    there, here = communes[parcel.commune_code], communes[part.quote["sender_commune"]]
    due = parcel.cash.due_centimes if parcel.cash else 0
    facts = [
        (pgettext("paper", "Carrier"), pick(parcel.carrier_names, language)),
        *([(pgettext("paper", "Tracking"), isolated(parcel.tracking))] if parcel.tracking else []),
        (pgettext("paper", "Weight"), content(parcel.grams, "g", language)),
        (pgettext("paper", "Parcel"), isolated(part.number)),
    ]
    return {
        "language": language,
        "is_sample": part.order.is_sample,
        "number": parcel.number,
        "qr": qr_svg(parcel_link(parcel.number, language)),
        "words": {
            "from": pgettext("paper", "From"),
            "to": pgettext("paper", "To"),
            "landmark": pgettext("paper", "Landmark:"),
            "pickup": pgettext("paper", "Pick-up point:"),
            "cash": _("Cash to collect at the door"),
            "sample": _("Sample: invented cooperatives and goods. Nothing is sold."),
        },
        "sender": pick(seller["names"], language),
        "sender_place": pick(here.names, language),
        "sender_phone": isolated(phone(seller.get("phone", ""))),
        "recipient": address["recipient"],
        "phone": isolated(phone(address["phone"])),
        "commune": f"{pick(there.names, language)} — {pick(there.province_names, language)}",
        "quarter": address["quarter"],
        "landmark": address.get("landmark", ""),
        "pickup": pick(parcel.pickup_names, language),
        "cash": _cash(due, language),
        "facts": facts,
    }
