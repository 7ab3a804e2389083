"""Find the jobs and checks of every app, without plumbing knowing any of them."""

from __future__ import annotations

from functools import cache

from django.utils.module_loading import autodiscover_modules


@cache
def discover() -> None:
    """Import each installed app's `jobs` and `api`, where it has them."""
    autodiscover_modules("jobs", "api")
