"""How often one address may ask."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone
from ninja.throttling import BaseThrottle

from twiza.people.api import client_address
from twiza.plumbing.api import may_ask, within_rate

MOST_PER_MINUTE = 240


class PerMinute(BaseThrottle):
    """At most `MOST_PER_MINUTE` answers a minute to one network address; then 429. All processes share the count."""

    def allow_request(self, request: HttpRequest) -> bool:
        return within_rate(f"rest/{client_address(request)}", most=MOST_PER_MINUTE, seconds=60, now=timezone.now())

    def wait(self) -> float:
        return 60


class InTenSeconds(BaseThrottle):
    """At most `most` answers in ten seconds to one network address, by each process; counted without a write.

    Generous: a whole telephone network, or a shop's server, may stand behind one address.
    """

    def __init__(self, what: str, most: int) -> None:
        self.what, self.most = f"rest {what}", most

    def allow_request(self, request: HttpRequest) -> bool:
        return may_ask(self.what, client_address(request), most=self.most, seconds=10, now=timezone.now())

    def wait(self) -> float:
        return 10
