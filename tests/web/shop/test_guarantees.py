"""Broken on arrival: a photo, a wish, an answer; late parcels. Its strangers are tried with the withdrawals."""

from __future__ import annotations

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from tests.make.settlement import line_ids
from tests.web.shop.conftest import text_of
from tests.web.shop.test_withdrawals import part, typed
from twiza.conversations.api import Message
from twiza.kernel.periods import day_of
from twiza.ordering import api as ordering
from twiza.protection import api as protection

__all__ = ["part"]


def a_photo() -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "brown").save(out, "JPEG")
    return SimpleUploadedFile("broken.jpg", out.getvalue(), "image/jpeg")


def test_a_claim_keeps_its_photo_is_sent_once_and_the_offer_is_taken(part):
    guest, link, moment = Client(), ordering.order_path(part.order, "fr"), timezone.now()
    address = f"{link}guarantee/{part.number}/"
    form = typed(guest.get(address)) | {"line": str(line_ids(part)[0]), "text": "le pot est fendu"}
    form |= {"found_on": str(day_of(moment)), "defect": "broken"}
    refused = guest.post(address, form | {"photos": [a_photo()]})
    assert refused.status_code == 422
    assert "le pot est fendu" in refused.content.decode()
    kept = typed(refused)
    assert kept["kept"]
    asked = form | {"kept": kept["kept"], "remedy": "replace"}
    answers = [guest.post(address, asked) for _press in range(2)]
    row = protection.GuaranteeClaim.objects.get()
    assert {answer["Location"] for answer in answers} == {f"{link}guarantees/{row.number}/"}
    photo = guest.get(f"{link}guarantees/{row.number}/photos/1/")
    assert (photo.status_code, photo["Content-Type"]) == (200, "image/jpeg")
    assert guest.get(f"{link}guarantees/{row.number}/photos/2/").status_code == 404
    protection.answer_claim(
        claim=row, answer="offer", remedy="reduction", reduction_centimes=10_00, text="gardez-le", by=None, now=moment
    )
    assert "gardez-le" in text_of(guest.get(f"{link}guarantees/{row.number}/"))
    guest.post(f"{link}guarantees/{row.number}/take/")
    row.refresh_from_db()
    assert row.status in ("agreed", "remedied")
    assert row.number in text_of(guest.get(link))


def test_a_parcel_that_is_not_late_can_not_be_given_up(part):
    guest, link = Client(), ordering.order_path(part.order, "fr")
    assert guest.get(f"{link}late/{part.number}/").status_code == 200
    said = guest.post(f"{link}late/{part.number}/", follow=True)
    assert 'role="alert"' in said.content.decode()


def test_she_writes_to_the_cooperative(part):
    guest, link = Client(), ordering.order_path(part.order, "fr")
    address = f"{link}talk/{part.number}/"
    form = typed(guest.get(address)) | {"text": "le couvercle manque"}
    for _press in range(2):
        guest.post(address, form)
    assert Message.objects.count() == 1
    assert "le couvercle manque" in text_of(guest.get(address))
