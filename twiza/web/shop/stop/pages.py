"""The link of a letter. GET changes nothing; one POST stops that kind of letters, without signing in (RFC 8058)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from twiza.kernel.refusals import Refusal
from twiza.people import api as people
from twiza.web.kit.gate import now


@csrf_exempt  # the token is the permission: mail programs send this POST without any cookie
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    link = people.stop_link(token)
    done, trouble = False, ""
    if request.method == "POST":
        try:
            people.stop_by_link(token=token, language=(get_language() or "ar")[:2], now=now())
            done = True
        except Refusal as refusal:
            trouble = str(refusal)
    page = {"purpose": people.purpose(link.purpose), "done": done, "trouble": trouble}
    answer = render(request, "shop/stop/stop.html", page, status=422 if trouble else 200)
    answer["Referrer-Policy"] = "no-referrer"
    return answer
