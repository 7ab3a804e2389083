"""What a view says of its page: it is the same for everybody, and these parameters of its address make it another."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from operator import itemgetter
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.cache import patch_vary_headers

from twiza.freshness.api import noting
from twiza.search.api import note_search, note_shown

View = Callable[..., HttpResponse]
LONGEST_QUERY = 1000  # what is longer is drawn each time
VARY = ("Accept-Encoding", "HX-Request")
STYLES = re.compile(rb'<link rel="stylesheet" href="([^"<>]+)">')


class Unfit(Exception):
    """A page that says it is the same for everybody is not: it asked who is there, or gives a cookie."""


@dataclass(frozen=True, slots=True)
class Policy:
    """How a view's pages are kept. `index`: what it shows hangs on the search index of this machine."""

    parameters: frozenset[str]
    index: bool

    def canonical(self, query: str) -> str:
        """The parameters that count, in one order, without the empty ones: the same page has one address."""
        if not query or not self.parameters:
            return ""
        # A browser escapes what is not ASCII; others send it as it is, which WSGI hands over as Latin-1.
        with contextlib.suppress(UnicodeError):
            query = query.encode("latin-1").decode()
        try:
            pairs = parse_qsl(query, max_num_fields=100, errors="strict")
        except ValueError:  # too many, or broken UTF-8: the view says what it thinks of that
            return query
        known = (pair for pair in pairs if pair[0] in self.parameters)
        return urlencode(sorted(known, key=itemgetter(0)))


@dataclass(frozen=True, slots=True)
class Counts:
    """What is counted each time that a page is given out: whose products it shows (once a product), and the (words,
    language) that it found nothing for."""

    sellers: tuple[str, ...] = ()
    missed: tuple[str, str] | None = None

    def note(self) -> None:
        if self.sellers:
            note_shown(self.sellers)
        if self.missed:
            note_search(*self.missed, 0)


NOTHING = Counts()


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a response brings along for whoever keeps it."""

    policy: Policy
    tags: frozenset[str]
    counts: Counts


def cached(
    *, tags: Iterable[str] = (), parameters: Iterable[str] = (), index: bool = False, seconds: int = 5
) -> Callable[[View], View]:
    """A page that is the same for everybody, kept until one of its tags is dropped.

    `parameters` are those of the address that the view reads; it never sees others. What contexts `note` while it is
    drawn comes to `tags` by itself; `page_tags(request).add(…)` names what a view knows better. `seconds` is how long
    browsers and caches of others may show it without asking, and as long again while they ask.

    It must not touch session, user or CSRF, and not set a cookie: Unfit, in tests; else it is drawn for each.
    """
    policy, always = Policy(frozenset(parameters), index), tuple(tags)
    control = f"public, max-age={seconds}, s-maxage={seconds}, stale-while-revalidate={seconds}"

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            narrow(request, policy)
            with noting(*always) as noted:
                request.page_tags = noted  # type: ignore[attr-defined]
                response = view(request, *args, **kwargs)
            if response.status_code != 200 or request.method not in ("GET", "HEAD"):
                return response
            if reason := why_unfit(request, response):
                if settings.LOUD:
                    raise Unfit(f"{request.path}: {reason}")
                return response
            patch_vary_headers(response, VARY)
            response["Cache-Control"] = control
            if styles := STYLES.findall(response.content[:4000]):
                # A proxy may send these ahead of the page, as 103 Early Hints.
                response["Link"] = ", ".join(f"<{name.decode()}>; rel=preload; as=style" for name in styles)
            counts = getattr(request, "counts", NOTHING)
            response.drawn = Drawn(policy, frozenset(noted), counts)  # type: ignore[attr-defined]
            return response

        wrapped.policy = policy  # type: ignore[attr-defined]
        return wrapped

    return decorate


def page_tags(request: HttpRequest) -> set[str]:
    """The tags of the page being drawn; a set of nobody's where it is not a kept one."""
    found: set[str] = getattr(request, "page_tags", set())
    return found


def count(request: HttpRequest, *, sellers: Iterable[str] = (), missed: tuple[str, str] | None = None) -> None:
    """Count this for the page being drawn: now, and each time that it is given out as it was kept."""
    counts = Counts(tuple(sellers), missed)
    counts.note()
    request.counts = counts  # type: ignore[attr-defined]


def narrow(request: HttpRequest, policy: Policy) -> None:
    """The view sees only what the address of the kept page says, so that a page never shows another one's query."""
    request.META["QUERY_STRING"] = query = policy.canonical(request.META.get("QUERY_STRING", ""))
    asked = Asked(query) if settings.LOUD else QueryDict(query)
    if isinstance(asked, Asked):
        asked.known = policy.parameters
    request.GET = asked


class Asked(QueryDict):
    """Says aloud, in tests, that a view reads a parameter which its page is not kept by."""

    known: frozenset[str] | None = None

    def _check(self, name: Any) -> None:
        if self.known is not None and name not in self.known:
            raise Unfit(f"The view reads ?{name}=, which is not among the parameters of its page: {sorted(self.known)}")

    def __getitem__(self, name: Any) -> Any:
        self._check(name)
        return super().__getitem__(name)

    def __contains__(self, name: Any) -> bool:
        self._check(name)
        return super().__contains__(name)

    def getlist(self, name: Any, default: Any = None) -> Any:
        self._check(name)
        return super().getlist(name, default)

    def copy(self) -> QueryDict:  # type: ignore[override]
        """Addresses of other pages are made from it."""
        return QueryDict(self.urlencode(), mutable=True)


def why_unfit(request: HttpRequest, response: HttpResponse) -> str:
    """Why this answer may be one person's, or ""."""
    if response.cookies:
        return f"it sets the cookie {next(iter(response.cookies))}"
    session: Any = getattr(request, "session", None)
    if session is not None and (session.accessed or session.modified):
        return "it asked the session, so it may know who reads"
    if request.META.get("CSRF_COOKIE_NEEDS_UPDATE"):
        return "it has a CSRF token, which is one browser's"
    if getattr(getattr(request, "_messages", None), "used", False):
        return "it shows a message to one person"
    if response.streaming:
        return "it is a stream"
    if "cookie" in response.get("Vary", "").lower():
        return "it varies by cookie"
    if "private" in (control := response.get("Cache-Control", "")) or "no-store" in control:
        return "it says that it is private"
    return ""
