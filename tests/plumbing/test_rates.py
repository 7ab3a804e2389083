from __future__ import annotations

from datetime import timedelta

import pytest

from twiza.plumbing.api import within_rate

pytestmark = pytest.mark.django_db


def test_the_sixth_of_five_is_one_too_many_until_the_window_ends(now):
    assert [within_rate("code/1", most=5, seconds=300, now=now) for _ in range(6)] == [True] * 5 + [False]
    assert not within_rate("code/1", most=5, seconds=300, now=now + timedelta(seconds=299))
    assert within_rate("code/1", most=5, seconds=300, now=now + timedelta(seconds=300))


def test_keys_and_windows_count_apart(now):
    assert within_rate("code/1", most=1, seconds=60, now=now)
    assert within_rate("code/2", most=1, seconds=60, now=now)
    assert within_rate("code/1", most=1, seconds=3600, now=now)
    assert not within_rate("code/1", most=1, seconds=60, now=now)


def test_a_key_of_any_length_is_counted(now):
    long = "x" * 5_000
    assert within_rate(long, most=1, seconds=60, now=now)
    assert not within_rate(long, most=1, seconds=60, now=now)
    assert within_rate(long + "y", most=1, seconds=60, now=now)


def test_a_count_is_one_query(now, django_assert_num_queries):
    with django_assert_num_queries(1):
        within_rate("code/1", most=1, seconds=60, now=now)
