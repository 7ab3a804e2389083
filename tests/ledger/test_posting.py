"""What the books take, and what the database itself refuses."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.conftest import NOW
from tests.make.ledger import DAY, a_posting
from twiza.kernel.refusals import NotFound
from twiza.ledger import jobs
from twiza.ledger.api import (
    AlreadyReversed,
    Draft,
    OutOfBalance,
    ReferenceReused,
    UnknownAccount,
    UnknownPosting,
    balance,
    balances,
    balances_like,
    close_period,
    post_many,
    posting,
    postings_of,
    reverse,
)
from twiza.ledger.models import Account, Line, Posting

pytestmark = pytest.mark.django_db


def test_a_posting_moves_two_balances():
    assert a_posting() is True
    assert balance("bank:main") == 120_00
    assert balances(["cooperative:12:payable", "member:88:payable"]) == {
        "cooperative:12:payable": -120_00,
        "member:88:payable": 0,
    }
    assert balances_like("cooperative:1") == {"cooperative:12:payable": -120_00}
    assert balances_like("cooperative:2") == {}


def test_the_same_reference_again_changes_nothing():
    a_posting()
    assert a_posting() is False
    assert balance("bank:main") == 120_00
    with pytest.raises(ReferenceReused):
        a_posting(lines={"bank:main": 5_00, "cooperative:12:payable": -5_00})


def test_it_sums_to_zero_over_known_accounts():
    with pytest.raises(OutOfBalance):
        a_posting(lines={"bank:main": 120_00, "cooperative:12:payable": -119_99})
    with pytest.raises(UnknownAccount):
        a_posting(lines={"bank:main": 120_00, "pocket:mine": -120_00})
    assert a_posting(lines={"bank:main": 0}) is False
    assert not Posting.objects.exists()
    assert not Account.objects.exists()


def test_it_takes_three_statements_once_its_accounts_are_known(django_assert_num_queries):
    a_posting()
    with transaction.atomic(), django_assert_num_queries(3):
        a_posting("sale:2")
    with CaptureQueriesContext(connection) as spent, transaction.atomic():
        a_posting("sale:3", {"bank:main": 1_00, "member:1:payable": -1_00})
    assert len([q for q in spent if "SAVEPOINT" not in q["sql"]]) <= 8  # with a new account


def test_a_run_books_many_at_once_and_can_be_done_again(django_assert_max_num_queries):
    def run(number):
        return [
            Draft(
                reference=f"payout:{n}",
                lines={"transfers:in_transit": -n, "cooperative:12:payable": n, "rounding": 0},
                day=DAY,
                cause=f"settlement.payout:{n}",
            )
            for n in range(1, number + 1)
        ]

    assert post_many(run(3), now=NOW) == {"payout:1", "payout:2", "payout:3"}
    with transaction.atomic(), django_assert_max_num_queries(8):  # two of them a savepoint
        assert len(post_many(run(300), now=NOW)) == 297
    assert post_many(run(300), now=NOW) == set()
    assert balance("cooperative:12:payable") == 300 * 301 // 2
    with pytest.raises(ReferenceReused):
        post_many(
            [*run(1), Draft(reference="payout:2", lines={"rounding": 1, "bank:a": -1}, day=DAY, cause="x")], now=NOW
        )
    with pytest.raises(OutOfBalance):
        post_many([Draft(reference="payout:999", lines={"rounding": 1}, day=DAY, cause="x")], now=NOW)
    assert post_many([], now=NOW) == set()


def test_a_correction_is_a_posting_that_names_the_old():
    a_posting()
    tomorrow = date(2026, 11, 24)
    with pytest.raises(UnknownPosting):
        reverse(reference="back:1", of="sale:9", day=tomorrow, cause="test:1", now=NOW)
    assert reverse(reference="back:1", of="sale:1", day=tomorrow, cause="test:1", now=NOW, memo="a mistake") is True
    assert reverse(reference="back:1", of="sale:1", day=tomorrow, cause="test:1", now=NOW) is False
    with pytest.raises(AlreadyReversed):
        reverse(reference="back:2", of="sale:1", day=tomorrow, cause="test:1", now=NOW)
    assert balance("bank:main") == 0
    assert balance("bank:main", on=DAY) == 120_00
    assert posting("back:1").reverses == "sale:1"
    assert posting("sale:1").reversed_by == "back:1"
    assert [view.reference for view in postings_of("test:1")] == ["sale:1", "back:1"]


def test_a_posting_is_shown_with_its_lines():
    a_posting(memo="at the souk", cause="cashbook.sale:7")
    shown = posting("sale:1")
    assert [(line.account, line.debit, line.credit) for line in shown.lines] == [
        ("bank:main", 120_00, 0),
        ("cooperative:12:payable", 0, 120_00),
    ]
    assert (shown.cause, shown.memo, shown.turnover, shown.reverses, shown.reversed_by) == (
        "cashbook.sale:7", "at the souk", 120_00, "", "",
    )  # fmt: skip
    with pytest.raises(NotFound):
        posting("sale:2")
    assert postings_of("cashbook.sale:8") == []


@pytest.mark.parametrize(
    "crime",
    [
        "UPDATE ledger_line SET centimes = centimes * 2",
        "DELETE FROM ledger_line",
        "UPDATE ledger_posting SET memo = 'other'",
        "DELETE FROM ledger_posting",
        "DELETE FROM ledger_closedbalance",
        "UPDATE ledger_closedbalance SET centimes = 0",
        "UPDATE ledger_closing SET until = '2026-01-01'",
        "INSERT INTO ledger_line (posting_id, account_id, day, centimes) "
        "SELECT posting_id, account_id, day, 1 FROM ledger_line",
    ],
)
def test_the_database_refuses_what_would_change_the_books(kept, crime):
    a_posting("old", day=date(2026, 10, 1))
    close_period(until=date(2026, 10, 31), by="desk", now=NOW)
    a_posting()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(crime)
    assert balance("bank:main") == 240_00


def seal(*lines, day=DAY):
    """Write past the action: lines of (day, centimes), and the posting over them."""
    account = Account.objects.get(name="bank:main")
    made = Posting(reference="bad", day=day, happened_on=day, cause="test:2", posted_at=NOW)
    with transaction.atomic():
        for on, centimes in lines:
            Line.objects.create(posting=made, account=account, day=on, centimes=centimes)
        made.save(force_insert=True)


def test_the_database_refuses_an_unsound_posting():
    a_posting()
    close_period(until=date(2026, 10, 31), by="desk", now=NOW)
    old = date(2026, 10, 31)
    for lines, day in (
        ([], DAY),
        ([(DAY, 1)], DAY),
        ([(DAY, 1), (DAY, 1)], DAY),
        ([(DAY, 1), (old, -1)], DAY),
        ([(old, 1), (old, -1)], old),
    ):
        with pytest.raises(DatabaseError):
            seal(*lines, day=day)
    seal((DAY, 1), (DAY, -1))
    assert set(Posting.objects.values_list("reference", flat=True)) == {"sale:1", "bad"}


def test_the_checks_find_what_was_changed_behind_the_databases_back():
    """As if somebody had switched the triggers off."""
    a_posting("old", day=date(2026, 10, 1))
    close_period(until=date(2026, 10, 31), by="desk", now=NOW)
    checks = (jobs.trial_balance_is_zero, jobs.postings_sum_to_zero, jobs.closed_balances_agree)
    assert [check(NOW) for check in checks] == [[], [], []]
    a_posting()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER ledger_line_kept")
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE ledger_line DISABLE TRIGGER ledger_line_kept")
        cursor.execute("UPDATE ledger_line SET centimes = 11900 WHERE centimes > 0")
    assert jobs.trial_balance_is_zero(NOW) == ["Debits of 23900 centimes stand against credits of 24000."]
    assert jobs.postings_sum_to_zero(NOW) == [
        f"Posting {reference} has 2 lines that sum to -100 centimes, 0 on another day."
        for reference in ("old", "sale:1")
    ]
    assert jobs.closed_balances_agree(NOW) == [
        "Account bank:main was closed on 2026-10-31 with 12000 centimes; its lines sum to 11900."
    ]
