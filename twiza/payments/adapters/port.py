"""The acquirers that have their settings, by the code of their callback's address and by the way they serve."""

from __future__ import annotations

from collections.abc import Callable

from twiza.kernel.refusals import NotFound
from twiza.payments.adapters.hosted_page import HostedPage
from twiza.payments.adapters.protocol import Acquirer
from twiza.payments.queries.ways import is_set
from twiza.payments.terms import STRIPE, Way


def _stripe() -> Acquirer:
    from twiza.payments.adapters.stripe_checkout import StripeCheckout  # its client is heavy, and few need it

    return StripeCheckout()


_BY_CODE: dict[str, tuple[Way, Callable[[], Acquirer]]] = {
    "card": (Way.CARD, HostedPage),
    STRIPE: (Way.CARD_ABROAD, _stripe),
}


def acquirer(code: str) -> Acquirer:
    """The acquirer of this code; NotFound where there is none, or where it lacks its settings."""
    way, made = _BY_CODE.get(code, (None, None))
    if way is None or made is None or not is_set(way):
        raise NotFound()
    return made()


def acquirer_of_way(way: str) -> Acquirer:
    return acquirer({Way.CARD: "card", Way.CARD_ABROAD: STRIPE}.get(Way(way), ""))
