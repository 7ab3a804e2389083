"""Letters of a parcel: until when she may change her mind, and that a message waits; each once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.conftest import NOW
from tests.make.conversations import say
from tests.make.protection import confirm, hear, letters
from tests.make.settlement import a_received_part, an_order, parts_of, receive
from twiza.conversations.api import mark_read
from twiza.plumbing.models import Letter
from twiza.protection import api as protection

pytestmark = pytest.mark.django_db


def test_the_day_in_the_letter_is_the_day_on_the_page(tifawin, dairy, monkeypatch):
    """Confirmed in writing seven full days, else thirty; what spoils is not offered back."""
    order = an_order({tifawin.variants[0].pk: 1})
    (confirmed,) = parts_of(order)
    confirm(confirmed)
    receive(confirmed, tifawin)
    hear(NOW, monkeypatch)
    confirmed.refresh_from_db()
    assert protection.rights_of_part(confirmed, now=NOW).until.isoformat() == "2026-12-01"
    assert "الثلاثاء 1 دجنبر 2026" in letters("part_received")[-1]
    later = NOW + timedelta(minutes=5)
    without = a_received_part(tifawin, now=later)
    hear(later, monkeypatch)
    assert protection.rights_of_part(without, now=later).until.isoformat() == "2026-12-24"
    assert "الخميس 24 دجنبر 2026" in letters("part_received")[-1]
    a_received_part(dairy, now=later)
    hear(later, monkeypatch)
    assert "ضمان العيوب" in letters("part_received")[-1]
    assert len(letters("part_received")) == 3


def test_a_message_on_a_parcel_is_told_to_the_other_side_once_an_hour(tifawin, monkeypatch):
    part = a_received_part(tifawin)
    subject = f"part:{part.number}"
    say("Is the oil of this year?", subject=subject, now=NOW)
    hear(NOW, monkeypatch)
    hear(NOW, monkeypatch)
    (told,) = Letter.objects.filter(kind="part_message")
    assert told.to == tifawin.manager.phone
    assert part.number in told.text
    assert "oil" not in told.text + told.subject
    say("And the amlou?", subject=subject, now=NOW + timedelta(minutes=5))
    hear(NOW + timedelta(minutes=5), monkeypatch)
    assert len(letters("part_message")) == 1
    say("Yes, both.", subject=subject, role="cooperative", author=tifawin.manager, now=NOW + timedelta(minutes=6))
    hear(NOW + timedelta(minutes=6), monkeypatch)
    to_buyer = Letter.objects.filter(kind="part_message").latest("pk")
    assert to_buyer.to in (part.order.phone, part.order.email)
    assert len(letters("part_message")) == 2
    mark_read(subject=subject, role="cooperative", now=NOW + timedelta(minutes=7))
    mark_read(subject=subject, role="buyer", now=NOW + timedelta(minutes=7))
    say("A message in another thread.", subject="part:TW-nobody", now=NOW + timedelta(hours=2))
    hear(NOW + timedelta(hours=2), monkeypatch)
    assert len(letters("part_message")) == 2
