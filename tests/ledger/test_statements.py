"""Balances, statements and closings at any day."""

from datetime import date

import pytest

from tests.conftest import NOW
from tests.make.ledger import DAY, a_posting
from twiza.kernel.refusals import NotFound
from twiza.ledger.api import (
    CHART,
    AlreadyClosed,
    FutureClosing,
    Side,
    UnknownAccount,
    accounts,
    balance,
    balances,
    close_period,
    closings,
    last_closed,
    pattern_of,
    posting,
    side_of,
    statement,
    trial_balance,
)
from twiza.plumbing.api import list_audit

pytestmark = pytest.mark.django_db
SEPTEMBER, OCTOBER, NOVEMBER = date(2026, 9, 10), date(2026, 10, 10), date(2026, 11, 10)


@pytest.fixture
def autumn():
    for number, day in enumerate((SEPTEMBER, OCTOBER, NOVEMBER, NOVEMBER), start=1):
        a_posting(f"sale:{number}", {"bank:main": number * 100, "vat:collected": -number * 100}, day=day)


def test_a_balance_on_a_day_knows_nothing_of_the_morrow():
    a_posting()
    a_posting("sale:2", day=date(2026, 11, 24))
    assert balance("bank:main", on=DAY) == 120_00
    assert balance("bank:main") == 240_00


def test_the_trial_balance_of_any_day(autumn, django_assert_num_queries):
    with django_assert_num_queries(3):
        found = trial_balance()
    assert [(row.account, row.side, row.debit, row.credit) for row in found.rows] == [
        ("bank:main", Side.ASSET, 1000, 0),
        ("vat:collected", Side.LIABILITY, 0, 1000),
    ]
    assert (found.debit, found.credit, found.difference, found.closed_until) == (1000, 1000, 0, None)
    assert [(group.pattern, group.accounts, group.debit, group.credit) for group in found.by_pattern()] == [
        ("bank:{code}", 1, 1000, 0),
        ("vat:collected", 1, 0, 1000),
    ]
    assert trial_balance(on=OCTOBER).debit == 300
    assert trial_balance(on=date(2026, 9, 9)).rows == ()
    assert [row.account for row in trial_balance(prefix="vat").rows] == ["vat:collected"]
    a_posting("back", {"bank:main": -1000, "vat:collected": 1000})
    assert trial_balance().rows == ()


def test_a_statement_runs_and_is_paged(autumn, django_assert_max_num_queries):
    a_posting("mixed", {"bank:main": -50, "card:cmi:fees": 20, "rounding": 30}, memo="a fee")
    whole = statement("bank:main")
    assert [(row.reference, row.debit, row.credit, row.balance) for row in whole.rows] == [
        ("sale:1", 100, 0, 100),
        ("sale:2", 200, 0, 300),
        ("sale:3", 300, 0, 600),
        ("sale:4", 400, 0, 1000),
        ("mixed", 0, 50, 950),
    ]
    assert whole.rows[4].against == ("card:cmi:fees", "rounding")
    assert (whole.opening, whole.closing, whole.next) == (0, 950, None)
    pages, after = [], None
    for _ in range(4):
        with django_assert_max_num_queries(6):
            page = statement("bank:main", since=OCTOBER, until=NOVEMBER, after=after, page_size=1)
        pages.append((page.opening, [row.reference for row in page.rows], page.closing))
        after = page.next
        if after is None:
            break
    assert pages == [(100, ["sale:2"], 300), (300, ["sale:3"], 600), (600, ["sale:4"], 1000)]
    empty = statement("member:7:payable")
    assert (empty.rows, empty.closing, empty.side) == ((), 0, Side.LIABILITY)
    with pytest.raises(NotFound):
        statement("pocket:mine")
    with pytest.raises(NotFound):
        statement("member:7:payable", after=whole.rows[0].id)  # a line of another account


def test_accounts_by_name(autumn, django_assert_num_queries):
    with django_assert_num_queries(3):
        page = accounts(page_size=1)
    assert [(row.name, row.balance) for row in page.rows] == [("bank:main", 1000)]
    assert [(row.name, row.balance) for row in accounts(after=page.next).rows] == [("vat:collected", -1000)]
    assert accounts("vat").next is None
    assert [row.name for row in accounts("v", suffix=":collected").rows] == ["vat:collected"]
    assert accounts("nothing").rows == ()


def test_a_closed_period_takes_nothing_more(autumn, django_assert_num_queries):
    close_period(until=date(2026, 9, 30), by="nadia", now=NOW)
    a_posting("late", {"bank:main": 7, "vat:collected": -7}, day=SEPTEMBER)
    late = posting("late")
    assert (late.happened_on, late.day) == (SEPTEMBER, date(2026, 10, 1))
    assert balance("bank:main", on=date(2026, 9, 30)) == 100
    assert balance("bank:main", on=date(2026, 10, 1)) == 107
    assert balance("bank:main") == 1007
    assert balances(["bank:main", "rounding"], on=OCTOBER) == {"bank:main": 307, "rounding": 0}
    with django_assert_num_queries(4):
        trial_balance()
    assert trial_balance(on=OCTOBER).closed_until == last_closed() == date(2026, 9, 30)
    assert statement("bank:main", since=OCTOBER).opening == 107


def test_closing_goes_forward_and_never_beyond_today(autumn):
    with pytest.raises(FutureClosing):
        close_period(until=DAY, by="nadia", now=NOW)
    close_period(until=date(2026, 9, 30), by="nadia", now=NOW)
    for until in (date(2026, 9, 30), date(2026, 8, 31)):
        with pytest.raises(AlreadyClosed):
            close_period(until=until, by="nadia", now=NOW)
    close_period(until=date(2026, 10, 31), by="nadia", now=NOW)
    assert [(card.until, card.by) for card in closings()] == [
        (date(2026, 10, 31), "nadia"),
        (date(2026, 9, 30), "nadia"),
    ]
    assert balance("bank:main") == 1000
    # What was asked of a day within a closed period is answered as before.
    assert balance("bank:main", on=OCTOBER) == 300
    assert [row.verb for row in list_audit().items][:2] == ["close_period", "close_period"]


def test_every_line_of_the_chart_finds_its_own_accounts():
    for pattern, side in CHART.items():
        account = pattern.replace("{id}", "12").replace("{code}", "cmi-2")
        assert (pattern_of(account), side_of(account)) == (pattern, side)
    for name in (
        "bank:",
        "bank:Main",
        "cooperative:x:held",
        "cooperative:12",
        "member:12:payable:x",
        "courier:a b:cash",
    ):
        with pytest.raises(UnknownAccount):
            pattern_of(name)
