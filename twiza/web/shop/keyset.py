"""Where a list goes on: the cursor of the address, and nothing else that somebody may write there."""

from __future__ import annotations

from django.http import HttpRequest


def after_text(request: HttpRequest) -> str | None:
    return request.GET.get("after", "")[:120] or None


def after_number(request: HttpRequest) -> int | None:
    typed = request.GET.get("after", "")
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 16 else None
