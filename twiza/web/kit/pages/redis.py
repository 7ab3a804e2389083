"""The few sentences that we say to Redis or Valkey, over a socket of our own: no library, and no pickle."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from typing import Any, BinaryIO
from urllib.parse import unquote, urlsplit

TIMEOUT = 0.25  # seconds; a slower server is worth no page
PREFIX = "twiza-pages:"
DRAWN_IN = 10  # seconds after which a drawing of another process is given up


class Refused(Exception):
    """The server answered with an error, or not in its own language."""


class RedisTier:
    """`redis://[[user]:password@]host[:port][/number]`, or `rediss://` with TLS. Each thread has its own connection."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("redis", "rediss") or not parts.hostname:
            raise ValueError("CACHE_URL is redis://host:port/number or rediss://…")
        self.address, self.tls = (parts.hostname, parts.port or 6379), parts.scheme == "rediss"
        self.greetings: list[tuple[str, ...]] = []
        if parts.password:
            names = (unquote(parts.username),) if parts.username else ()
            self.greetings.append(("AUTH", *names, unquote(parts.password)))
        if number := parts.path.strip("/"):
            self.greetings.append(("SELECT", number))
        self.local = threading.local()

    def get(self, key: str) -> bytes | None:
        found = self._ask("GET", PREFIX + key)
        return found if isinstance(found, bytes) else None

    def put(self, key: str, packed: bytes, seconds: int) -> None:
        self._ask("SET", PREFIX + key, packed, "EX", str(seconds))

    def take(self, key: str) -> bool:
        return self._ask("SET", f"{PREFIX}drawing:{key}", "1", "NX", "EX", str(DRAWN_IN)) is not None

    def give_back(self, key: str) -> None:
        self._ask("DEL", f"{PREFIX}drawing:{key}")

    def clear(self) -> None:
        """Only what is ours goes: others may live in the same database."""
        cursor = "0"
        while True:
            answer = self._ask("SCAN", cursor, "MATCH", f"{PREFIX}*", "COUNT", "1000")
            cursor = answer[0].decode()
            if answer[1]:
                self._ask("DEL", *answer[1])
            if cursor == "0":
                return

    def _ask(self, *words: str | bytes) -> Any:
        """One command; once more over a new connection where the old one was closed while nobody spoke."""
        kept = getattr(self.local, "stream", None)
        if kept is not None:
            with contextlib.suppress(ConnectionError):
                return self._say(kept, words)
        return self._say(self._open(), words)

    def _open(self) -> BinaryIO:
        plain = socket.create_connection(self.address, timeout=TIMEOUT)
        plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        talk = ssl.create_default_context().wrap_socket(plain, server_hostname=self.address[0]) if self.tls else plain
        stream: Any = talk.makefile("rwb")
        talk.close()  # the stream holds it from here on
        self.local.stream = stream
        for words in self.greetings:
            self._say(stream, words)
        return stream

    def _say(self, stream: BinaryIO, words: tuple[str | bytes, ...]) -> Any:
        """After anything but a whole answer the connection is thrown away: the next answer would be another's."""
        try:
            said = [word.encode() if isinstance(word, str) else word for word in words]
            lines = [b"*%d\r\n" % len(said), *(b"$%d\r\n%b\r\n" % (len(word), word) for word in said)]
            stream.write(b"".join(lines))
            stream.flush()
            return heard(stream)
        except BaseException:
            self.local.stream = None
            with contextlib.suppress(OSError):  # what was not sent is not missed
                stream.close()
            raise


def heard(stream: BinaryIO) -> Any:
    """One answer: None, a number, bytes, or a list of such."""
    line = stream.readline()
    if not line.endswith(b"\r\n"):
        raise ConnectionResetError("the server hung up")
    kind, rest = line[:1], line[1:-2]
    if kind == b"+":
        return rest
    if kind == b":":
        return int(rest)
    if kind == b"$":
        size = int(rest)
        if size < 0:
            return None
        found = stream.read(size + 2)
        if len(found) != size + 2:
            raise ConnectionResetError("the server hung up")
        return found[:-2]
    if kind == b"*":
        return [heard(stream) for _ in range(int(rest))]
    raise Refused(rest.decode(errors="replace"))
