"""The second tier of several machines: Redis or Valkey, at `CACHE_URL`."""

from __future__ import annotations

from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as HungUp
from redis.retry import Retry

TIMEOUT = 0.25  # seconds; a slower server is worth no page
PREFIX = "twiza-pages:"
DRAWN_IN = 10  # seconds after which a drawing of another process is given up


class RedisTier:
    """`redis://[[user]:password@]host[:port][/number]`, or `rediss://` with TLS; ValueError for another address.

    Bytes in, bytes out: nothing is pickled, so that whoever writes there can't make us run anything.
    """

    def __init__(self, url: str) -> None:
        if not url.startswith(("redis://", "rediss://")):
            raise ValueError("CACHE_URL is redis://host:port/number or rediss://…")
        once_more = Retry(NoBackoff(), 1, (HungUp,))  # where the connection was closed while nobody spoke
        self.client = Redis.from_url(url, socket_timeout=TIMEOUT, socket_connect_timeout=TIMEOUT, retry=once_more)

    def get(self, key: str) -> bytes | None:
        found = self.client.get(PREFIX + key)
        return found if isinstance(found, bytes) else None

    def put(self, key: str, packed: bytes, seconds: int) -> None:
        self.client.set(PREFIX + key, packed, ex=seconds)

    def take(self, key: str) -> bool:
        return bool(self.client.set(f"{PREFIX}drawing:{key}", "1", nx=True, ex=DRAWN_IN))

    def give_back(self, key: str) -> None:
        self.client.delete(f"{PREFIX}drawing:{key}")

    def clear(self) -> None:
        """Only what is ours goes: others may live in the same database."""
        for key in self.client.scan_iter(f"{PREFIX}*", count=1000):
            self.client.delete(key)
