from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import transaction

from twiza.people import api as people
from twiza.people.models import PhoneCode
from twiza.plumbing.models import Letter

pytestmark = pytest.mark.django_db
PHONE = "+212612345678"


def send(now, purpose: str = "order TW-1", phone: str = PHONE) -> str:
    people.send_phone_code(phone=phone, purpose=purpose, language="ar", now=now)
    letter = Letter.objects.order_by("-id").first()
    assert (letter.channel, letter.to, letter.language) == ("sms", PHONE, "ar")
    return re.search(r"\d{6}", letter.text)[0]


def check(code: str, now, purpose: str = "order TW-1", phone: str = PHONE) -> None:
    people.check_phone_code(phone=phone, purpose=purpose, code=code, now=now)


def other(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


def test_the_code_opens_once(now) -> None:
    code = send(now, phone="06 12 34 56 78")
    check(code, now, phone="0612345678")
    with pytest.raises(people.WrongCode):
        check(code, now)


def test_it_may_be_typed_in_arabic_digits_and_in_groups(now) -> None:
    code = send(now)
    arabic = code.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    check(f" {arabic[:3]} {arabic[3:]}", now)


def test_it_lasts_ten_minutes(now) -> None:
    code = send(now)
    with pytest.raises(people.WrongCode):
        check(code, now + timedelta(minutes=10))
    check(code, now + timedelta(minutes=9, seconds=59))


def test_it_opens_only_what_it_was_sent_for(now) -> None:
    code = send(now, "order TW-1")
    with pytest.raises(people.WrongCode):
        check(code, now, "order TW-2")
    with pytest.raises(people.WrongCode):
        check(code, now, phone="+212699999999")
    check(code, now, "order TW-1")


def test_five_tries_then_even_the_right_one_is_refused(now) -> None:
    code = send(now)
    for _ in range(5):
        with pytest.raises(people.WrongCode):
            check(other(code), now)
    with pytest.raises(people.WrongCode):
        check(code, now)


def test_a_newer_code_takes_the_place_of_the_older(now) -> None:
    first = send(now)
    second = send(now)
    if first != second:
        with pytest.raises(people.WrongCode):
            check(first, now)
    check(second, now)


def test_three_codes_in_a_quarter_of_an_hour_whatever_they_are_for(now) -> None:
    for purpose in "abc":
        send(now, purpose)
    with pytest.raises(people.TooManyCodes):
        send(now, "d")
    assert Letter.objects.count() == 3
    send(now + timedelta(minutes=15), "d")


@pytest.mark.parametrize(("phone", "refusal"), [("12", people.NotAPhone), ("0522301010", people.NotAMobile)])
def test_no_code_is_sent_to_what_takes_none(now, phone, refusal) -> None:
    with pytest.raises(refusal):
        people.send_phone_code(phone=phone, purpose="x", language="ar", now=now)
    assert not Letter.objects.exists()


def test_the_code_itself_is_not_kept(now) -> None:
    code = send(now)
    kept = PhoneCode.objects.get().hash
    assert len(kept) == 64
    assert code not in kept


def test_checking_inside_a_transaction_is_a_defect(now) -> None:
    with transaction.atomic(), pytest.raises(RuntimeError):
        check("123456", now)
