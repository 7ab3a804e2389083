"""The acquirers that have their settings, by the code of their callback's address and by the way they serve."""

from __future__ import annotations

from twiza.kernel.refusals import NotFound
from twiza.payments.adapters.hosted_page import HostedPage
from twiza.payments.adapters.protocol import Acquirer
from twiza.payments.adapters.stripe_checkout import StripeCheckout
from twiza.payments.queries.ways import is_set
from twiza.payments.terms import STRIPE, Way

_BY_CODE: dict[str, tuple[Way, type[HostedPage] | type[StripeCheckout]]] = {
    "card": (Way.CARD, HostedPage),
    STRIPE: (Way.CARD_ABROAD, StripeCheckout),
}


def acquirer(code: str) -> Acquirer:
    """The acquirer of this code; NotFound where there is none, or where it lacks its settings."""
    way, made = _BY_CODE.get(code, (None, None))
    if way is None or made is None or not is_set(way):
        raise NotFound()
    return made()


def acquirer_of_way(way: str) -> Acquirer:
    return acquirer({Way.CARD: "card", Way.CARD_ABROAD: STRIPE}.get(Way(way), ""))
