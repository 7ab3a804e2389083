"""What is kept of a writer's device and network: short keyed hashes, from which neither can be read back."""

from __future__ import annotations

import ipaddress

from django.utils.crypto import salted_hmac

LENGTH = 16


def traces_of(*, client: str, agent: str) -> tuple[str, str]:
    """(network, device) of a visitor: `client` is her address, `agent` what her browser says of itself.

    The network is the address's /24 or /48; the device is the network and the browser's words together.
    """
    try:
        address = ipaddress.ip_address(client)
    except ValueError:
        return "", ""
    network = str(ipaddress.ip_network(f"{address}/{24 if address.version == 4 else 48}", strict=False))
    return _hash("network", network), _hash("device", f"{network}\0{agent}")


def _hash(kind: str, value: str) -> str:
    return salted_hmac(f"twiza.reviews.{kind}", value, algorithm="sha256").hexdigest()[:LENGTH]
