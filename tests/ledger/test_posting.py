"""What the books take, and what the database itself refuses."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from tests.conftest import NOW
from twiza.ledger.api import OutOfBalance, ReferenceReused, UnknownAccount, balance, balances, post
from twiza.ledger.models import Line, Posting

DAY = date(2026, 11, 23)


def book(reference="sale:1", lines=None, **fields):
    lines = {"bank:main": 120_00, "cooperative:12:payable": -120_00} if lines is None else lines
    return post(reference=reference, lines=lines, **({"day": DAY, "cause": "test:1", "now": NOW} | fields))


@pytest.mark.django_db
def test_a_posting_moves_two_balances():
    assert book() is True
    assert balance("bank:main") == 120_00
    assert balances(["cooperative:12:payable", "member:88:payable"]) == {
        "cooperative:12:payable": -120_00,
        "member:88:payable": 0,
    }


@pytest.mark.django_db
def test_the_same_reference_again_changes_nothing():
    book()
    assert book() is False
    assert balance("bank:main") == 120_00
    with pytest.raises(ReferenceReused):
        book(lines={"bank:main": 5_00, "cooperative:12:payable": -5_00})


@pytest.mark.django_db
def test_it_sums_to_zero_over_known_accounts():
    with pytest.raises(OutOfBalance):
        book(lines={"bank:main": 120_00, "cooperative:12:payable": -119_99})
    with pytest.raises(UnknownAccount):
        book(lines={"bank:main": 120_00, "pocket:mine": -120_00})
    assert book(lines={"bank:main": 0}) is False
    assert not Posting.objects.exists()


@pytest.mark.django_db
def test_a_balance_on_a_day_knows_nothing_of_the_morrow():
    book()
    book("sale:2", day=date(2026, 11, 24))
    assert balance("bank:main", on=DAY) == 120_00
    assert balance("bank:main") == 240_00


@pytest.mark.django_db
@pytest.mark.parametrize(
    "crime",
    [
        "UPDATE ledger_line SET centimes = centimes * 2",
        "DELETE FROM ledger_line",
        "UPDATE ledger_posting SET memo = 'other'",
        "DELETE FROM ledger_posting",
        "INSERT INTO ledger_line (posting_id, account_id, day, centimes) "
        "SELECT posting_id, account_id, day, 1 FROM ledger_line",
    ],
)
def test_the_database_refuses_what_would_change_the_books(kept, crime):
    book()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(crime)
    assert balance("bank:main") == 120_00


def add_line_and_seal(posting, account_id):
    Line.objects.create(posting=posting, account_id=account_id, day=DAY, centimes=1)
    posting.save(force_insert=True)


@pytest.mark.django_db
def test_the_database_refuses_a_posting_out_of_balance():
    book()
    account = Line.objects.first().account_id
    unsound = Posting(reference="bad", day=DAY, happened_on=DAY, cause="test:2", posted_at=NOW)
    with pytest.raises(DatabaseError), transaction.atomic():
        unsound.save(force_insert=True)  # no line at all
    with pytest.raises(DatabaseError), transaction.atomic():
        add_line_and_seal(unsound, account)
    assert Posting.objects.count() == 1
