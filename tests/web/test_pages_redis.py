"""The second tier in Redis or Valkey: what we say to it, and what a page does without it."""

from __future__ import annotations

import socketserver
import threading
from typing import Any

import pytest
from django.http import HttpResponse
from redis.exceptions import RedisError

from twiza.web.kit.pages import cached
from twiza.web.kit.pages.middleware import KeptPages
from twiza.web.kit.pages.redis import RedisTier
from twiza.web.kit.pages.shared import Careful


class Talk(socketserver.StreamRequestHandler):
    """As much of Redis as we use: answers as its protocol (RESP2) says."""

    def handle(self) -> None:
        rows, said = self.server.rows, self.server.said  # type: ignore[attr-defined]
        while head := self.rfile.readline():
            words = []
            for _ in range(int(head[1:])):
                words.append(self.rfile.read(int(self.rfile.readline()[1:]) + 2)[:-2])
            said.append(words)
            self.wfile.write(self.answer(rows, words))
            if words[0] == b"DEL" and words[-1].endswith(b"hang-up"):
                return

    def answer(self, rows: dict[bytes, bytes], words: list[bytes]) -> bytes:
        verb, key = words[0], words[1]
        if verb == b"GET":
            found = rows.get(key)
            return b"$-1\r\n" if found is None else b"$%d\r\n%b\r\n" % (len(found), found)
        if verb == b"SET":
            if b"NX" in words and key in rows:
                return b"$-1\r\n"
            rows[key] = words[2]
        if verb == b"DEL":
            return b":%d\r\n" % sum(rows.pop(one, None) is not None for one in words[1:])
        if verb == b"SCAN":
            ours = [one for one in rows if one.startswith(words[3][:-1])]
            return b"*2\r\n$1\r\n0\r\n*%d\r\n" % len(ours) + b"".join(b"$%d\r\n%b\r\n" % (len(o), o) for o in ours)
        return b"-ERR wrong number\r\n" if (verb, key) == (b"SELECT", b"99") else b"+OK\r\n"


@pytest.fixture
def redis() -> Any:
    socketserver.ThreadingTCPServer.allow_reuse_address = True
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Talk) as server:
        server.daemon_threads = True
        server.rows, server.said = {}, []
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        server.url = f"redis://:se%40cret@127.0.0.1:{server.server_address[1]}"
        yield server
        server.shutdown()


def closed(tier: RedisTier) -> None:
    tier.client.close()


def test_it_keeps_takes_and_forgets_only_its_own(redis):
    tier = RedisTier(redis.url + "/3")
    page = bytes(range(256)) * 40 + b"\r\n"
    tier.put("a", page, 60)
    assert (tier.get("a"), tier.get("b")) == (page, None)
    said = [words for words in redis.said if words[0] not in (b"CLIENT", b"HELLO")]
    assert said[:3] == [
        [b"AUTH", b"se@cret"],
        [b"SELECT", b"3"],
        [b"SET", b"twiza-pages:a", page, b"EX", b"60"],
    ]
    assert (tier.take("a"), tier.take("a")) == (True, False)
    tier.give_back("a")
    assert tier.take("a")
    redis.rows[b"another's"] = b"1"
    tier.clear()
    assert redis.rows == {b"another's": b"1"}
    tier.give_back("hang-up")
    assert tier.get("a") is None  # over a new connection
    closed(tier)
    with pytest.raises(RedisError, match="wrong number"):
        RedisTier(redis.url + "/99").get("a")


def test_a_server_that_is_away_costs_no_page(redis, rf, settings, tmp_path, monkeypatch):
    settings.DATA, settings.CACHE_URL = tmp_path, redis.url
    monkeypatch.setenv("TWIZA_RELEASE", "test")
    monkeypatch.setattr("twiza.web.kit.pages.middleware.follower.is_current", lambda: True)
    view = cached()(lambda request: HttpResponse("page" * 200))
    one, two = KeptPages(view), KeptPages(view)
    assert [store(rf.get("/fr/about/"))["X-Page"] for store in (one, two, two)] == ["drawn", "shared", "memory"]
    closed(one.shared.tier)
    closed(two.shared.tier)
    settings.CACHE_URL = "redis://127.0.0.1:1"
    away = KeptPages(view)
    assert [away(rf.get("/fr/about/"))["X-Page"] for _ in range(2)] == ["drawn", "memory"]
    assert isinstance(away.shared, Careful)
    assert away.shared.until > 0
    with pytest.raises(ValueError, match="CACHE_URL"):
        RedisTier("memcached://localhost")


def test_a_folder_that_cannot_be_written_costs_no_page(rf, settings, tmp_path, monkeypatch):
    settings.DATA, settings.CACHE_URL = tmp_path / "missing", ""
    monkeypatch.setenv("TWIZA_RELEASE", "test")
    monkeypatch.setattr("twiza.web.kit.pages.middleware.follower.is_current", lambda: True)
    store = KeptPages(cached()(lambda request: HttpResponse("page" * 200)))
    assert [store(rf.get("/fr/about/"))["X-Page"] for _ in range(2)] == ["drawn", "memory"]
