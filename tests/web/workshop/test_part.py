"""A part of an order, from the bell to the buyer's door, by the buttons of its page."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from tests.web.workshop.conftest import a_picture, an_order, carried
from twiza.delivery import api as delivery


@pytest.fixture
def work(client, fatima, tifawin):
    """`work(part, deed, **typed)`: the button pressed by Fatima."""
    client.force_login(fatima)

    def press(part, deed, follow=False, **typed):
        address = reverse("workshop:do-part", args=(tifawin.slug, part.number, deed))
        return client.post(address, typed, follow=follow)

    press.client = client
    return press


def status(part) -> str:
    part.refresh_from_db()
    return str(part.status)


def code_of(part) -> str:
    return delivery.delivery_code(delivery.shipment_by_reference(part.number))


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


def errors(page, form: str) -> dict:
    return {name: list(lines) for name, lines in page.context["forms"][form].errors.items()}


def test_from_the_bell_to_the_door(work, sold, fatima, tifawin) -> None:
    part = an_order(sold, timezone.now())
    for deed, after in (("confirm", "confirmed"), ("prepare", "prepared"), ("hand-over", "handed_over")):
        answer = work(part, deed)
        assert (answer.status_code, status(part)) == (302, after), deed
    assert work(part, "set-out").status_code == 302
    refused = work(part, "deliver", code=wrong(code_of(part)))
    assert refused.status_code == 422
    assert status(part) == "handed_over"
    assert list(errors(refused, "deliver")) == ["code"]
    assert wrong(code_of(part)) in refused.content.decode()
    assert work(part, "deliver", code=code_of(part)).status_code == 302
    assert status(part) == "delivered"
    again = work(part, "deliver", code=code_of(part))
    assert again.status_code == 422
    assert again.context["sentences"] == [str(delivery.CodeUsed())]


def test_arabic_digits_are_a_code(work, sold, fatima) -> None:
    part = carried(an_order(sold, timezone.now()), fatima, timezone.now(), as_far_as="handed_over")
    assert (
        work(part, "deliver", code=code_of(part).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))).status_code
        == 302
    )
    assert status(part) == "delivered"


def test_five_wrong_codes_lock_it(work, sold, fatima) -> None:
    part = carried(an_order(sold, timezone.now()), fatima, timezone.now(), as_far_as="handed_over")
    for _try in range(5):
        work(part, "deliver", code=wrong(code_of(part)))
    page = work(part, "deliver", code=code_of(part))
    assert errors(page, "deliver") == {"code": [str(delivery.CodeLocked())]}
    assert page.context["sentences"] == []
    assert page.context["parcel"].code_locked
    assert status(part) == "handed_over"


def test_a_line_is_declined_with_a_reason_and_the_rest_confirmed(work, sold, fatima, tifawin) -> None:
    part = an_order(sold, timezone.now())
    line = part.lines.get()
    missing = work(part, "decline-line", line=line.pk, reason="")
    assert missing.status_code == 422
    assert list(errors(missing, "decline_line")) == ["reason"]
    assert work(part, "decline-line", line=line.pk, reason="out_of_stock").status_code == 302
    line.refresh_from_db()
    assert (line.status, line.reason) == ("declined", "out_of_stock")
    work(part, "confirm")
    assert status(part) == "declined"


def test_declining_needs_a_reason_and_keeps_what_was_typed(work, sold) -> None:
    part = an_order(sold, timezone.now())
    page = work(part, "decline", reason="", note="نعتذر كثيرا")
    assert page.status_code == 422
    assert "نعتذر كثيرا" in page.content.decode()
    assert status(part) == "placed"
    assert work(part, "decline", reason="too_far", note="نعتذر كثيرا").status_code == 302
    part.refresh_from_db()
    assert (part.status, part.reason, part.note) == ("declined", "too_far", "نعتذر كثيرا")


def test_a_step_that_is_no_longer_possible_is_a_sentence(work, sold) -> None:
    part = an_order(sold, timezone.now())
    page = work(part, "prepare")
    assert page.status_code == 422
    assert len(page.context["sentences"]) == 1
    assert status(part) == "placed"
    work(part, "confirm")
    assert work(part, "confirm").status_code == 422
    assert status(part) == "confirmed"


def test_nobody_there_then_refused_then_back(work, sold, fatima) -> None:
    moment = timezone.now()
    part = carried(an_order(sold, moment), fatima, moment, as_far_as="handed_over")
    before = sold.on_hand
    assert work(part, "fail", reason="").status_code == 422
    assert work(part, "fail", reason="absent", note="قرب المدرسة").status_code == 302
    assert delivery.shipment_card(part.number).status == "failed_attempt"
    assert work(part, "refuse", reason="too_late").status_code == 302
    assert status(part) == "refused"
    assert work(part, "bring-back").status_code == 302
    assert status(part) == "returned"
    sold.refresh_from_db()
    assert sold.on_hand == before
    assert delivery.shipment_card(part.number).cash.status == "not_due"


def test_a_picture_proves_delivery_and_another_file_does_not(work, sold, fatima) -> None:
    moment = timezone.now()
    part = carried(an_order(sold, moment), fatima, moment, as_far_as="handed_over")
    svg = SimpleUploadedFile("x.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>")
    page = work(part, "prove", photo=svg, note="الجارة")
    assert page.status_code == 422
    assert list(errors(page, "prove")) == ["photo"]
    assert "الجارة" in page.content.decode()
    assert status(part) == "handed_over"
    good = SimpleUploadedFile("x.jpg", a_picture(), content_type="image/jpeg")
    assert work(part, "prove", photo=good, note="الجارة").status_code == 302
    assert status(part) == "delivered"


def test_papers_are_pdfs_once_it_is_packed(work, house) -> None:
    for name in ("packing-list", "label"):
        answer = work.client.get(reverse(f"workshop:{name}", args=(house.slug, house.parts["prepared"].number)))
        assert answer["Content-Type"] == "application/pdf"
        assert answer.content[:5] == b"%PDF-"
        assert answer["Cache-Control"] == "private, no-store"
    early = work.client.get(reverse("workshop:label", args=(house.slug, house.parts["placed"].number)))
    assert early.status_code == 409


def test_the_buyers_code_stands_nowhere(work, house) -> None:
    part = house.parts["handed_over"]
    page = work.client.get(reverse("workshop:part", args=(house.slug, part.number))).content.decode()
    assert code_of(part) not in re.sub(r"\s", "", page)


def test_an_unknown_deed_does_not_exist(work, house) -> None:
    assert work(house.parts["placed"], "steal").status_code == 404
