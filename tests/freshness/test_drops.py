"""Drops: seen with the change or not at all, numbered in their order, swept once every page has outlived them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import NOW
from twiza.freshness.api import drop, drops_after, known, note, note_each, noting, number_drops, sweep_drops
from twiza.freshness.models import Drop
from twiza.web.kit.pages.follow import Follower

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def test_a_drop_has_no_number_until_somebody_who_follows_gives_it_one():
    assert (known(), drops_after(0).tags, drops_after(0).waiting) == (0, {}, False)
    drop(["product:1", "market", "product:1"], now=NOW)
    assert (known(), drops_after(0).tags, drops_after(0).waiting) == (0, {}, True)
    assert number_drops() == 1
    assert number_drops() == 0
    found = drops_after(0)
    assert (found.revision, found.tags, found.waiting) == (1, {"market": 1, "product:1": 1}, False)
    drop(["market"])
    assert number_drops() == 2
    assert drops_after(1).tags == {"market": 2}
    assert drops_after(2).tags == {}


def test_a_change_taken_back_drops_nothing():
    with transaction.atomic():
        drop(["market"], now=NOW)
        transaction.set_rollback(True)
    assert not Drop.objects.exists()


@pytest.mark.parametrize("tag", ["", "x" * 101])
def test_a_tag_that_nobody_can_keep_is_refused(tag):
    with pytest.raises(ValueError, match="a tag has"):
        drop([tag], now=NOW)


def test_what_every_page_has_outlived_is_swept_and_counts_for_all(django_assert_num_queries):
    drop(["old"], now=NOW - 2 * HOUR)
    number_drops()
    drop(["new"], now=NOW)
    number_drops()
    drop(["waits"], now=NOW - 2 * HOUR)
    assert sweep_drops(now=NOW) == 1
    assert sweep_drops(now=NOW) == 0
    found = drops_after(0)
    assert (found.floor, found.tags, found.waiting) == (1, {"new": 2}, True)
    follower = Follower()
    follower.look()
    assert not follower.still_good(["untouched"], 0)
    assert follower.still_good(["untouched"], 1)
    assert not follower.still_good(["new"], 1)
    with django_assert_num_queries(1):
        follower.look()


def test_an_older_database_put_back_forgets_all_pages():
    drop(["a"], now=NOW)
    number_drops()
    follower, forgotten = Follower(), []
    follower.forget_pages = lambda: forgotten.append(True)
    follower.revision = 99
    follower.look()
    assert (forgotten, follower.revision, follower.tags) == ([True], 1, {"a": 1})


def test_tags_are_noted_only_where_somebody_listens():
    note("nobody")
    with noting("always") as outer:
        note("a")
        with noting() as inner:
            note_each("product", [1, 2])
        note("b")
    assert outer == {"always", "a", "b"}
    assert inner == {"product:1", "product:2"}


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["a", "b", "c", "number", "look", "sweep", "draw"]), max_size=25))
def test_a_page_is_never_good_after_one_of_its_tags_was_dropped(steps):
    """Whatever happens in whatever order: once the follower has looked, no page drawn before a drop is good."""
    with transaction.atomic():
        follower, drawn = Follower(), []  # (tag, as of, dropped since)
        follower.look()
        for step in steps:
            if step in "abc":
                drop([step], now=NOW - 2 * HOUR)
                drawn = [(tag, as_of, gone or tag == step) for tag, as_of, gone in drawn]
            elif step == "number":
                number_drops()
            elif step == "sweep":
                sweep_drops(now=NOW)
            elif step == "look":
                follower.look()
            else:
                drawn += [(tag, follower.revision, False) for tag in "abc"]
        follower.look()
        assert not any(gone and follower.still_good([tag], as_of) for tag, as_of, gone in drawn)
        transaction.set_rollback(True)
