"""What leads outside the market is found, and nothing else is: every message of the reviewed sheet is a case."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twiza.conversations.terms.outside import find_outside, sheet

KINDS = ("phone", "email", "link", "payment", "contact")


@pytest.mark.parametrize("kind", KINDS)
def test_what_must_be_flagged_is(kind) -> None:
    missed = [text for text in sheet()[kind]["flagged"] if kind not in {f.kind for f in find_outside(text)}]
    assert missed == []


@pytest.mark.parametrize("kind", KINDS)
def test_what_must_pass_does(kind) -> None:
    wrong = {text: find_outside(text) for text in sheet()[kind]["clear"] if find_outside(text)}
    assert wrong == {}


def test_the_pieces_are_those_of_the_text_as_typed() -> None:
    text = "السلام، رقمي ٠٦ ١٢ ٣٤ ٥٦ ٧٨ أو salma@example.com، شكرا"
    phone, email = find_outside(text)
    assert (phone.kind, text[phone.start : phone.end]) == ("phone", "٠٦ ١٢ ٣٤ ٥٦ ٧٨")
    assert (email.kind, text[email.start : email.end]) == ("email", "salma@example.com")


def test_a_link_to_the_market_itself_is_no_way_out() -> None:
    text = "https://twiza.example/fr/product/12/"
    assert find_outside(text, own_host="twiza.example") == []
    assert [f.kind for f in find_outside(text)] == ["link"]
    assert [f.kind for f in find_outside("https://twiza.example.com/x", own_host="twiza.example")] == ["link"]


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=200), st.text(max_size=60))
def test_any_text_is_read_and_a_number_in_it_is_found(before, after) -> None:
    found = find_outside(before)
    assert all(0 <= f.start < f.end <= len(before) for f in found)
    assert all(one.end <= two.start for one, two in pairwise(found))
    text = f"{before} ; 0661234567 ; {after}"
    at = text.index("0661234567")
    covering = [f for f in find_outside(text) if f.start <= at and f.end >= at + 10]
    assert covering
