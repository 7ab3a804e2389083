"""Closed for a season: on which days, and what the pages say."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from twiza.cooperatives.api import (
    ClosureBackwards,
    ClosureBegun,
    ClosureInPast,
    ClosureOverlaps,
    NotClosed,
    cancel_closure,
    close_for_season,
    is_open,
    open_now,
    public_cooperative,
    reopen,
    workshop_cooperative,
)
from twiza.cooperatives.models import Closure
from twiza.kernel.refusals import NotFound
from twiza.plumbing.models import FactRow

TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)


def close(cooperative, by, now, starts_on, ends_on, **more):
    return close_for_season(cooperative=cooperative, starts_on=starts_on, ends_on=ends_on, by=by, now=now, **more)


def test_closed_from_the_first_to_the_last_day(tifawin, atlas, fatima, now):
    close(tifawin, fatima, now, TODAY + DAY, TODAY + 3 * DAY, note={"ar": "موسم الجني"})
    assert [is_open(tifawin.pk, TODAY + n * DAY) for n in range(6)] == [True, False, False, False, True, True]
    assert open_now([tifawin.pk, atlas.pk, 10**9], TODAY + DAY) == {atlas.pk}
    page = public_cooperative(tifawin.slug, on=TODAY)
    assert (page.closed, page.next_closure.starts_on, page.card.is_open) == (None, TODAY + DAY, True)
    page = public_cooperative(tifawin.slug, on=TODAY + DAY)
    assert (page.closed.note, page.card.is_open) == ({"ar": "موسم الجني"}, False)
    assert FactRow.objects.filter(kind="CooperativeChanged", fields={"cooperative_id": tifawin.pk}).count() == 1


def test_seasons_share_no_day(tifawin, atlas, fatima, hassan, now):
    close(tifawin, fatima, now, TODAY + 10 * DAY, TODAY + 20 * DAY)
    for first, last in ((5, 10), (20, 25), (12, 13), (1, 99), (20, None), (1, None)):
        with pytest.raises(ClosureOverlaps):
            close(tifawin, fatima, now, TODAY + first * DAY, last and TODAY + last * DAY)
    close(tifawin, fatima, now, TODAY, TODAY + 9 * DAY)
    close(tifawin, fatima, now, TODAY + 21 * DAY, None)
    with pytest.raises(ClosureOverlaps):
        close(tifawin, fatima, now, TODAY + 300 * DAY, TODAY + 301 * DAY)
    close(atlas, hassan, now, TODAY + 10 * DAY, TODAY + 20 * DAY)
    assert Closure.objects.count() == 4


def test_days_in_their_order_and_not_in_the_past(tifawin, fatima, now):
    with pytest.raises(ClosureInPast):
        close(tifawin, fatima, now, TODAY - DAY, TODAY)
    with pytest.raises(ClosureBackwards):
        close(tifawin, fatima, now, TODAY + DAY, TODAY)
    assert not Closure.objects.exists()
    close(tifawin, fatima, now, TODAY, TODAY)
    assert not is_open(tifawin.pk, TODAY)


def test_reopened_early(tifawin, fatima, now):
    close(tifawin, fatima, now, TODAY, None)
    later = now + 5 * DAY
    assert not is_open(tifawin.pk, TODAY + 5 * DAY)
    reopen(cooperative=tifawin, by=fatima, now=later)
    assert is_open(tifawin.pk, TODAY + 5 * DAY)
    assert not is_open(tifawin.pk, TODAY + 4 * DAY)
    with pytest.raises(NotClosed):
        reopen(cooperative=tifawin, by=fatima, now=later)


def test_reopened_on_the_first_day(tifawin, fatima, now):
    close(tifawin, fatima, now, TODAY, TODAY + 9 * DAY)
    reopen(cooperative=tifawin, by=fatima, now=now)
    assert is_open(tifawin.pk, TODAY)
    assert not Closure.objects.exists()


def test_a_season_to_come_is_dropped_one_begun_is_not(tifawin, atlas, fatima, hassan, now):
    begun = close(tifawin, fatima, now, TODAY, TODAY + DAY)
    coming = close(tifawin, fatima, now, TODAY + 5 * DAY, None)
    with pytest.raises(NotFound):
        cancel_closure(cooperative=atlas, closure_id=coming.pk, by=hassan, now=now)
    with pytest.raises(ClosureBegun):
        cancel_closure(cooperative=tifawin, closure_id=begun.pk, by=fatima, now=now)
    cancel_closure(cooperative=tifawin, closure_id=coming.pk, by=fatima, now=now)
    assert [s.id for s in workshop_cooperative(tifawin, on=TODAY).closures] == [begun.pk]
