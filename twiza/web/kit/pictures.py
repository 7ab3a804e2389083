"""Pictures drawn by the server."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control

from twiza.web.kit.zellige import PALETTES, tile


@cache_control(public=True, max_age=31_536_000, immutable=True)
def zellige(request: HttpRequest, seed: str) -> HttpResponse:
    kind = request.GET.get("kind", "craft")
    return HttpResponse(tile(seed[:80], kind if kind in PALETTES else "craft"), content_type="image/svg+xml")
