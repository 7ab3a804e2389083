"""How often one address may ask."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone
from ninja.throttling import BaseThrottle

from twiza.people.api import client_address
from twiza.plumbing.api import within_rate

MOST_PER_MINUTE = 240


class PerMinute(BaseThrottle):
    """At most `MOST_PER_MINUTE` answers a minute to one network address; then 429. All processes share the count."""

    def allow_request(self, request: HttpRequest) -> bool:
        return within_rate(f"rest/{client_address(request)}", most=MOST_PER_MINUTE, seconds=60, now=timezone.now())

    def wait(self) -> float:
        return 60
