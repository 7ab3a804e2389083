"""One drawn page as it is kept: its bytes in the encodings that browsers take, and what it was drawn from."""

from __future__ import annotations

import gzip
import hashlib
import json
import struct
import time
from dataclasses import astuple, dataclass, field
from datetime import datetime, timedelta
from typing import Any

import brotli
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from twiza.kernel.periods import day_of
from twiza.web.kit.pages.cached import NOTHING, VARY, Counts

LIFE = timedelta(minutes=30)  # less than drops are kept
WORTH_PACKING = 400  # bytes
BROTLI, GZIP = 5, 6  # made once and served often, yet a page may be dropped a second later
DROPPED = {"content-length", "vary", "set-cookie", "etag", "x-page"}
LENGTH = struct.Struct(">III")


@dataclass(slots=True)
class Entry:
    """`as_of` is the revision known when its drawing began, `index` that of the search index where it hangs on it,
    else None. `until` is the second when it ends by itself: the day is over, or it is half an hour old.

    `checked` is the revision under which it was last found good, `good_at` when that was (by the clock nobody sets).
    """

    headers: list[tuple[str, str]]
    vary: str
    etag: str
    plain: bytes
    gzip: bytes
    brotli: bytes
    tags: tuple[str, ...]
    as_of: int
    index: int | None
    until: float
    counts: Counts = NOTHING
    checked: int = -1
    good_at: float = field(default_factory=time.monotonic)

    @property
    def size(self) -> int:
        return len(self.plain) + len(self.gzip) + len(self.brotli) + 40 * len(self.tags) + 2000

    def packed(self) -> bytes:
        """For the shared tier; never pickled, so that whoever writes there can't make us run anything."""
        head = json.dumps(
            [self.headers, self.vary, self.etag, self.tags, self.as_of, self.index, self.until, astuple(self.counts)]
        ).encode()
        plain = b"" if self.gzip else self.plain
        lengths = LENGTH.pack(len(head), len(plain), len(self.gzip))
        return b"".join((lengths, head, plain, self.gzip, self.brotli))

    @classmethod
    def unpacked(cls, packed: bytes) -> Entry:
        """Raises ValueError, struct.error or OSError where the bytes are not a whole entry."""
        head_size, plain_size, gzip_size = LENGTH.unpack_from(packed)
        at = LENGTH.size + head_size
        headers, vary, etag, tags, as_of, index, until, (sellers, missed) = json.loads(packed[LENGTH.size : at])
        plain, squeezed = packed[at : at + plain_size], packed[at + plain_size : at + plain_size + gzip_size]
        if squeezed:
            plain = gzip.decompress(squeezed)
        if etag != etag_of(plain):
            raise ValueError("a kept page is not what it says")
        rest = packed[at + plain_size + gzip_size :]
        return cls(
            [(n, v) for n, v in headers],
            vary,
            etag,
            plain,
            squeezed,
            rest,
            tuple(tags),
            as_of,
            index,
            until,
            Counts(tuple(sellers), tuple(missed) if missed else None),
        )


def etag_of(content: bytes) -> str:
    return hashlib.blake2b(content, digest_size=12).hexdigest()


def end_of(moment: datetime) -> float:
    """When a page drawn now ends by itself: what is true today may not be tomorrow."""
    tomorrow = day_of(moment) + timedelta(days=1)
    midnight = datetime.combine(tomorrow, datetime.min.time(), timezone.get_default_timezone())
    return min(midnight, moment + LIFE).timestamp()


def entry_of(
    response: HttpResponse, *, tags: Any, as_of: int, index: int | None, moment: datetime, counts: Counts = NOTHING
) -> Entry:
    content = bytes(response.content)
    large = len(content) >= WORTH_PACKING
    headers = [(name, value) for name, value in response.items() if name.lower() not in DROPPED]
    return Entry(
        headers=headers,
        vary=", ".join(VARY),
        etag=etag_of(content),
        plain=content,
        gzip=gzip.compress(content, GZIP, mtime=0) if large else b"",
        brotli=brotli.compress(content, quality=BROTLI) if large else b"",
        tags=tuple(sorted(tags)),
        as_of=as_of,
        index=index,
        until=end_of(moment),
        counts=counts,
    )


def answer(request: HttpRequest, entry: Entry, how: str) -> HttpResponse:
    """The page, or 304 for whoever has it: in the best encoding that the browser takes."""
    if how != "drawn":
        entry.counts.note()
    taken = request.META.get("HTTP_ACCEPT_ENCODING", "")
    body, encoding = entry.plain, ""
    if taken and entry.gzip:
        if takes(taken, "br"):
            body, encoding = entry.brotli, "br"
        elif takes(taken, "gzip"):
            body, encoding = entry.gzip, "gzip"
    etag = f'"{entry.etag}-{encoding}"' if encoding else f'"{entry.etag}"'
    asked = request.META.get("HTTP_IF_NONE_MATCH", "")
    if asked and (asked == "*" or etag in (one.strip().removeprefix("W/") for one in asked.split(","))):
        response = HttpResponse(status=304)
        del response.headers["Content-Type"]
        for name, value in entry.headers:
            if name != "Content-Type":
                response.headers[name] = value
    else:
        response = HttpResponse(b"" if request.method == "HEAD" else body)
        for name, value in entry.headers:
            response.headers[name] = value
        response.headers["Content-Length"] = str(len(body))
        if encoding:
            response.headers["Content-Encoding"] = encoding
    response.headers["Vary"] = entry.vary
    response.headers["ETag"] = etag
    response.headers["X-Page"] = how
    return response


def takes(accepted: str, encoding: str) -> bool:
    """Whether `Accept-Encoding` names it without refusing it."""
    if encoding not in accepted:
        return False
    for one in accepted.split(","):
        name, _, weight = one.partition(";")
        if name.strip() == encoding:
            return weight.strip().replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False
