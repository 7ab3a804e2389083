"""The first of all middleware: answers what is kept, and keeps what is drawn. A hit runs nothing behind it."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.translation import get_language_from_path, override

from twiza.search.api import index_revision
from twiza.web.kit.pages.cached import LONGEST_QUERY, Drawn, Policy, Unfit, why_unfit
from twiza.web.kit.pages.edition import edition
from twiza.web.kit.pages.entry import Entry, answer, entry_of
from twiza.web.kit.pages.follow import follower
from twiza.web.kit.pages.memory import Drawings, Memory
from twiza.web.kit.pages.redis import RedisTier
from twiza.web.kit.pages.shared import Careful, FileTier, name_of

log = logging.getLogger(__name__)
CURRENCY = "MAD"
# Seconds. What was found good 8 s ago may have been dropped for 10: the follower hears of it within two.
JUST_NOW, PATIENCE, OLDEST = 1.0, 1.0, 8.0
LOOK_AGAIN = 0.02
MOST_ROUTES = 20_000
Key = tuple[str, str, str, str]


class KeptPages:
    """Pages of views that are `cached`, from memory or the shared tier, as long as nothing they show has changed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.memory = Memory(settings.PAGE_MEMORY)
        url = settings.CACHE_URL
        self.shared = Careful(RedisTier(url) if url else FileTier(settings.DATA / "pages.sqlite3"))
        self.drawings = Drawings()
        self.routes: dict[str, Policy] = {}
        follower.forget_pages = self.forget

    def forget(self) -> None:
        self.memory.clear()
        self.shared.clear()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD") or not follower.is_current():
            return self.get_response(request)
        path, query = request.path_info, request.META.get("QUERY_STRING", "")
        policy = self.routes.get(path) or self._policy(path)
        if policy is None or len(query) > LONGEST_QUERY:
            return self.get_response(request)
        # The language stands in the path.
        key = (path, policy.canonical(query), part_of(request), CURRENCY)
        entry = self.memory.get(key)
        if entry is not None and self.is_good(entry):
            return answer(request, entry, "memory")
        return self._draw_once(request, key, policy, entry)

    def _policy(self, path: str) -> Policy | None:
        with override(get_language_from_path(path) or settings.LANGUAGE_CODE):
            try:
                view = resolve(path).func
            except Resolver404:
                return None
        policy: Policy | None = getattr(view, "policy", None)
        if policy is not None:
            if len(self.routes) >= MOST_ROUTES:
                self.routes.clear()
            self.routes[path] = policy
        return policy

    def is_good(self, entry: Entry) -> bool:
        """It is of today, nothing it shows was dropped, and it saw as much of the index as this process does."""
        revision = follower.revision
        if timezone.now().timestamp() >= entry.until:
            return False
        if entry.index is not None and ((seen := index_revision()) is None or entry.index < seen):
            return False
        if entry.checked != revision:
            if not follower.still_good(entry.tags, entry.as_of):
                return False
            entry.checked = revision
        entry.good_at = time.monotonic()
        return True

    def _draw_once(self, request: HttpRequest, key: Key, policy: Policy, last: Entry | None) -> HttpResponse:
        other = self.drawings.begin(key)
        if other is None:
            try:
                return self._draw(request, key, policy)
            finally:
                self.drawings.end(key)
        if last is not None and time.monotonic() - last.good_at <= JUST_NOW:
            return answer(request, last, "last")
        other.wait(PATIENCE)
        fresh = self.memory.get(key)
        if fresh is not None and self.is_good(fresh):
            return answer(request, fresh, "memory")
        if last is not None and time.monotonic() - last.good_at <= OLDEST:
            return answer(request, last, "last")
        return self.get_response(request)

    def _draw(self, request: HttpRequest, key: Key, policy: Policy) -> HttpResponse:
        name = name_of(edition(), key)
        entry = self._from_others(name)
        ours = entry is None and self.shared.take(name)
        if entry is None and not ours:
            entry, ours = self._wait_for_others(name)
        if entry is not None:
            self.memory.put(key, entry)
            return answer(request, entry, "shared")
        try:
            as_of, index = follower.revision, index_revision() if policy.index else None
            response = self.get_response(request)
            drawn: Drawn | None = getattr(response, "drawn", None)
            # Without a replica nothing says when the entries changed.
            if drawn is None or (policy.index and index is None):
                return response
            entry = self._keep(request, response, drawn, key, as_of, index)
            if entry is None:
                return response
            self.shared.put(name, entry.packed(), max(1, int(entry.until - timezone.now().timestamp())))
            return answer(request, entry, "drawn")
        finally:
            if ours:
                self.shared.give_back(name)

    def _keep(
        self, request: HttpRequest, response: HttpResponse, drawn: Drawn, key: Key, as_of: int, index: int | None
    ) -> Entry | None:
        """Whatever the view said, what other middleware added may be one person's: looked at once more, here."""
        if response.status_code != 200 or (reason := why_unfit(request, response)):
            if response.status_code == 200:
                if settings.LOUD:
                    raise Unfit(f"{request.path}: {reason}")
                log.error("pages: %s is not kept: %s", request.path, reason)
            return None
        entry = entry_of(
            response, tags=drawn.tags, as_of=as_of, index=index, moment=timezone.now(), counts=drawn.counts
        )
        self.memory.put(key, entry)
        return entry

    def _from_others(self, name: str) -> Entry | None:
        packed = self.shared.get(name)
        if not packed:
            return None
        try:
            entry = Entry.unpacked(packed)
        # Torn or strange bytes are no page.
        except Exception:  # noqa: BLE001
            return None
        return entry if self.is_good(entry) else None

    def _wait_for_others(self, name: str) -> tuple[Entry | None, bool]:
        """Another process draws it: (its page, False) once it is there; (None, whether it is ours now) if it is not."""
        last_moment = time.monotonic() + PATIENCE
        while time.monotonic() < last_moment:
            time.sleep(LOOK_AGAIN)
            if entry := self._from_others(name):
                return entry, False
            if self.shared.take(name):
                return None, True
        return None, False


def part_of(request: HttpRequest) -> str:
    """What HTMX asks for may be a part of the page."""
    if request.META.get("HTTP_HX_REQUEST") != "true":
        return ""
    return "boosted" if request.META.get("HTTP_HX_BOOSTED") == "true" else "part"
