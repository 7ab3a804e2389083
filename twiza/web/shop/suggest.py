"""What fields suggest while somebody types."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_GET

from twiza.geography import api as geography
from twiza.web.kit.forms import name_of
from twiza.web.kit.page import public


@require_GET
@public(3600)
def communes(request: HttpRequest) -> HttpResponse:
    """`?q=` in either script: {"items": [{"name", "code"}]}."""
    typed = request.GET.get("q", "").strip()[:80]
    found = geography.find_communes(typed, limit=8) if typed else []
    return JsonResponse({"items": [{"name": name_of(c), "code": c.code} for c in found]})
