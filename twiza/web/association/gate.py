"""Who may open a page of an association's desk: its own team, with the second factor; nobody of the platform.

| room | head | adviser | reader |
|---|---|---|---|
| start, queue, cases, files, alerts, recalls, publications, statistics, team (read) | yes | yes | yes |
| taking, proposing, notes, messages, closing, new cases, recalls, publications | yes | yes | no |
| team, the association's own words | yes | no | no |

Somebody of the desk, of another association, in another role: 404, as for a stranger.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from twiza.kernel.refusals import NotFound
from twiza.mediation import api as mediation
from twiza.people import api as people

View = Callable[..., HttpResponse]


class AdviserRequest(HttpRequest):
    """A request that the gate let in: somebody of the association's team, in a language of ours."""

    user: people.Person
    LANGUAGE_CODE: str


def _association(*roles: str) -> Callable[[View], View]:
    """The view gets the association instead of the slug of its address."""

    def decorate(view: View) -> View:
        @wraps(view)
        @login_required
        def gated(request: HttpRequest, slug: str, *args: Any, **kwargs: Any) -> HttpResponse:
            person = request.user
            if not isinstance(person, people.Person):
                raise NotFound(slug)
            found = mediation.association_of_adviser(person, slug, roles=roles or None)
            if people.needs_second_factor(person, request.session, holds_role=True):
                return redirect("mfa_index")
            return view(request, found, *args, **kwargs)

        return gated

    return decorate


reads = _association()
works = _association(*mediation.WORKING)
heads = _association(mediation.HEAD)
