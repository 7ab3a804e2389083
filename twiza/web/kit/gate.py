"""Who may open a page. What a person may not see does not exist: the answer is 404, from one place."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from twiza.cooperatives import api as cooperatives
from twiza.kernel.refusals import NotFound, Refusal
from twiza.people import api as people

View = Callable[..., HttpResponse]
signed_in = login_required


def with_role(role: str) -> Callable[[View], View]:
    """People with a role of the platform only (`desk`), with their second factor where it is required."""

    def decorate(view: View) -> View:
        @wraps(view)
        @login_required
        def gated(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            person = request.user
            if not isinstance(person, people.Person) or not people.has_role(person, role):
                raise NotFound(request.path)
            if people.needs_second_factor(person, request.session):
                return redirect("mfa_index")
            return view(request, *args, **kwargs)

        return gated

    return decorate


desk_only = with_role("desk")


def workshop(*roles: str) -> Callable[[View], View]:
    """The team of the cooperative named by `slug` in the address; the view gets the cooperative instead of the slug.

    With `roles`, only these roles of the team; a stranger, and a member in another role, get 404.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        @login_required
        def gated(request: HttpRequest, slug: str, *args: Any, **kwargs: Any) -> HttpResponse:
            cooperative = cooperatives.cooperative_of_team(request.user, slug, roles=roles or None)
            request.cooperative = cooperative  # type: ignore[attr-defined]
            return view(request, cooperative, *args, **kwargs)

        return gated

    return decorate


def same_origin(view: View) -> View:
    """For POSTs from pages that caches keep whole, hence without a CSRF token: the browser's own word must be ours.

    `Sec-Fetch-Site` where sent, else `Origin` or `Referer`; session and basket cookies are SameSite=Lax as well.
    """

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        site = request.headers.get("Sec-Fetch-Site")
        sender = request.headers.get("Origin") or request.headers.get("Referer") or ""
        hosts = {request.get_host(), urlsplit(settings.SITE_URL).netloc}
        if site not in (None, "same-origin", "none") or (sender and _host_of(sender) not in hosts):
            raise ForeignForm()
        return view(request, *args, **kwargs)

    checked.csrf_exempt = True  # type: ignore[attr-defined]
    return checked


def _host_of(address: str) -> str:
    try:
        return urlsplit(address).netloc
    except ValueError:  # half an IPv6 address
        return ""


class ForeignForm(Refusal):
    """A form sent from another site."""


def now() -> Any:
    """The moment of this request: only web, rest and the worker read a clock."""
    return timezone.now()
