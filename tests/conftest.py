"""What every test stands on: the reference data, a fixed moment, the cast."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation
from hypothesis import settings as hypothesis_settings

# Hypothesis and Playwright drive Django's ORM from threads with event loops.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
# How long an example takes says something of the machine, nothing of the code; CI's own profile stays as it is else.
hypothesis_settings.register_profile("house", parent=hypothesis_settings(), deadline=None)
hypothesis_settings.load_profile("house")
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("Africa/Casablanca"))

pytest_plugins = ["tests.cast", "tests.own"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what asks for the database: `-m database` is what a second database has to be tried with."""
    for item in items:
        asks = {"db", "transactional_db"} & set(getattr(item, "fixturenames", ()))
        if asks or item.get_closest_marker("django_db"):
            item.add_marker(pytest.mark.database)


@pytest.fixture
def now() -> datetime:
    """Monday 23 November 2026, ten in the morning in Marrakech."""
    return NOW


@pytest.fixture(scope="session", autouse=True)
def _translations() -> None:
    from tools.messages import compile_all

    compile_all()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker) -> Iterator[None]:
    """The 1,503 communes, the categories and designations are there before the first test."""
    with django_db_blocker.unblock():
        from tests.make.reference import load_reference
        from tests.own import drop_original, keep_original

        load_reference()
        keep_original()
        let_tests_flush()
    yield
    drop_original()


def let_tests_flush() -> None:
    """A transactional test ends by deleting every row, which on SQLite the triggers of append-only tables refuse.

    PostgreSQL truncates, so there they stay; the tests of the books put them back for themselves.
    """
    from django.db import connection

    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%BEFORE DELETE%'")
            for (name,) in cursor.fetchall():
                cursor.execute(f"DROP TRIGGER {name}")


@pytest.fixture(autouse=True)
def _on_that_day(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock that reactions and pages read begins at NOW too, so that no test depends on the day it is run.

    Not where other processes take part: theirs is the machine's clock.
    """
    if "transactional_db" not in request.fixturenames and not request.node.get_closest_marker("journey"):
        behind = datetime.now(UTC) - NOW
        monkeypatch.setattr(timezone, "now", lambda: datetime.now(UTC) - behind)


@pytest.fixture(autouse=True)
def _in_arabic() -> None:
    """A page of the test before leaves its language behind: each test begins in the default one."""
    translation.deactivate()


@pytest.fixture(autouse=True)
def _own_places(settings, tmp_path) -> None:
    """Files and letters of a test go to its own folder; static files need no manifest; no count is left of another."""
    from twiza.search.api import stop_counts

    stop_counts()
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STATIC_ROOT = tmp_path
    settings.PRIVATE_ROOT = tmp_path / "private"
    settings.SEARCH_ROOT = tmp_path / "index"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
