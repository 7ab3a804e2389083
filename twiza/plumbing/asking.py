"""How often one network address may ask what costs work, counted in this process's memory: a GET writes nothing."""

from __future__ import annotations

from datetime import datetime
from ipaddress import ip_address
from threading import Lock

MOST_KEYS = 50_000
_counts: dict[tuple[str, str], int] = {}
_window: dict[str, int] = {}
_lock = Lock()


def may_ask(what: str, address: str, *, most: int, seconds: int, now: datetime) -> bool:
    """Count one question of this kind; True while the address asked at most `most` in this window of `seconds`.

    An address of this machine itself is not counted: behind a proxy that does not say who asks, all visitors come
    from there. Each process counts for itself, so the whole site answers a multiple. A kind is always asked with the
    same `seconds`. Where more than 50,000 addresses ask in one window, the count begins again.
    """
    if _is_here(address):
        return True
    window = int(now.timestamp()) // seconds
    with _lock:
        if _window.get(what) != window or len(_counts) >= MOST_KEYS:
            for key in [key for key in _counts if key[0] == what]:
                del _counts[key]
            _window[what] = window
        _counts[what, address] = count = _counts.get((what, address), 0) + 1
    return count <= most


def _is_here(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False
