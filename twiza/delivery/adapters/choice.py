"""Which code answers for which carrier."""

from __future__ import annotations

from twiza.delivery.adapters.by_hand import ByHand
from twiza.delivery.adapters.fake import Fake
from twiza.delivery.adapters.own import Own
from twiza.delivery.adapters.protocol import CarrierAdapter
from twiza.delivery.models import Carrier

ADAPTERS: dict[str, CarrierAdapter] = {"own": Own(), "by_hand": ByHand(), "fake": Fake()}


def adapter_of(carrier: Carrier) -> CarrierAdapter:
    return ADAPTERS[carrier.adapter]
