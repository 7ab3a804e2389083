"""Changing one's mind on a phone: three taps; twice pressed is once withdrawn; a stranger finds nothing."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.utils import timezone

from tests.make.ordering import a_carrier
from tests.make.protection import a_confirmed_part
from tests.make.settlement import a_settled_seller, hear_all
from tests.web.everything import everything
from tests.web.shop.conftest import text_of
from twiza.ordering import api as ordering
from twiza.protection.api import Withdrawal
from twiza.web.shop.guarantees import urls as guarantees
from twiza.web.shop.talk import urls as talk
from twiza.web.shop.withdrawals import urls as withdrawals


@pytest.fixture
def part(db, fatima, salma):
    """Salma's two pieces, received and confirmed just now."""
    a_carrier()
    seller = a_settled_seller(fatima)
    made = a_confirmed_part(seller, {seller.variants[0].pk: 2}, way="cash", now=timezone.now())
    ordering.Order.objects.filter(pk=made.order_id).update(person=salma)
    made.order.refresh_from_db()
    return made


def typed(page) -> dict[str, str]:
    """What the form of the page carries as it stands."""
    html = page.content.decode()
    values = dict(re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', html))
    values |= dict(re.findall(r'<input type="radio" name="(\w+)" value="(\w+)"[^>]*checked', html))
    for name, body in re.findall(r'<select name="([\w-]+)".*?>(.*?)</select>', html, re.S):
        values[name] = re.findall(r'value="(\w+)" selected', body)[0]
    return values


def test_three_taps_and_twice_pressed_is_once_withdrawn(part):
    guest, link = Client(), ordering.order_path(part.order, "fr")
    page = guest.get(link)
    assert f"{link}return/{part.number}/" in page.content.decode()
    assert "Vous pouvez le retourner jusqu’au" in text_of(page)
    first = guest.get(f"{link}return/{part.number}/")
    recap = guest.post(f"{link}return/{part.number}/", typed(first) | {"refund_way": "cash", "step": "check"})
    assert recap.status_code == 200
    assert "Vous récupérez" in text_of(recap)
    sent = typed(recap) | {"step": "confirm"}
    answers = [guest.post(f"{link}return/{part.number}/", sent) for _press in range(2)]
    row = Withdrawal.objects.get()
    assert {answer["Location"] for answer in answers} == {f"{link}withdrawals/{row.number}/"}
    done = guest.get(f"{link}withdrawals/{row.number}/")
    assert row.number in text_of(done)
    hear_all(timezone.now())
    receipt = guest.get(f"{link}withdrawals/{row.number}/receipt.pdf")
    assert receipt.content.startswith(b"%PDF")
    back = guest.post(f"{link}withdrawals/{row.number}/sent/", {"tracking": "AB 12"}, follow=True)
    assert "AB 12" in text_of(back)
    row.refresh_from_db()
    assert row.status == "on_its_way"


def test_what_is_refused_is_said_and_what_was_typed_stays(part):
    guest, link = Client(), ordering.order_path(part.order, "fr")
    address = f"{link}return/{part.number}/"
    first = typed(guest.get(address))
    (line,) = [name for name in first if name.startswith("line-")]
    nothing = guest.post(address, first | {line: "0", "note": "merci", "step": "check"})
    assert nothing.status_code == 422
    assert "merci" in nothing.content.decode()
    wrong = guest.post(address, first | {"refund_way": "transfer", "payee_name": "Salma", "rib": "12", "step": "check"})
    assert wrong.status_code == 422
    assert 'value="Salma"' in wrong.content.decode()
    assert Withdrawal.objects.count() == 0


def test_a_stranger_finds_nothing_and_changes_nothing(part, brahim, salma):
    guest, link = Client(), ordering.order_path(part.order, "fr")
    guest.post(
        f"{link}return/{part.number}/",
        typed(guest.get(f"{link}return/{part.number}/")) | {"refund_way": "cash", "step": "confirm"},
    )
    row = Withdrawal.objects.get()
    own, stranger, buyer = f"/fr/orders/{part.order.number}/", Client(), Client()
    stranger.force_login(brahim)
    buyer.force_login(salma)
    for under in (f"withdrawals/{row.number}/", f"return/{part.number}/", f"talk/{part.number}/"):
        assert buyer.get(own + under).status_code == 200, under
    places = {"part": part.number, "withdrawal": row.number, "claim": "GA-2222222", "deed": "take"}
    numbers = {"n": 1, "message_id": 1}
    before = everything()
    for rows in (withdrawals.ROWS, guarantees.ROWS, talk.ROWS):
        for under, _view, name in rows:
            address = re.sub(r"<(?:\w+:)(\w+)>", lambda m: str((places | numbers)[m[1]]), under)
            for client, folder in ((Client(), own), (stranger, own), (stranger, f"{own}wrong-secret/")):
                assert client.get(folder + address).status_code in (404, 405), (name, folder)
                assert client.post(folder + address, {"step": "confirm"}).status_code in (404, 405), (name, folder)
    assert everything() == before
