"""How often one address may ask."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from twiza.kernel.refusals import Refusal
from twiza.plumbing.api import within_rate

MOST_PER_MINUTE = 240


class TooMany(Refusal):
    sentence = _("Too many questions in one minute. Please wait a little.")


def limited(view: Callable[..., Any]) -> Callable[..., Any]:
    """At most `MOST_PER_MINUTE` answers a minute to one network address; then TooMany (429)."""

    @wraps(view)
    def counted(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        caller = request.META.get("REMOTE_ADDR", "")
        if not within_rate(f"rest/{caller}", most=MOST_PER_MINUTE, seconds=60, now=timezone.now()):
            raise TooMany()
        return view(request, *args, **kwargs)

    return counted
