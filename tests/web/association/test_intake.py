"""A case by phone: the code is read out, the mandate written down, the case opened; nothing typed is lost."""

from __future__ import annotations

import re
from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from tests.make.ordering import a_carrier
from tests.make.plumbing import picture
from tests.make.settlement import a_received_part, a_settled_seller, hear_all, line_ids
from tests.web.everything import everything
from tests.web.rooms import Row, walk_association_room
from twiza.kernel.periods import day_of
from twiza.mediation.models import Case, FileOpening, Mandate
from twiza.plumbing.models import Letter
from twiza.web.association.intake.urls import patterns

WHO = {
    "key": "k1",
    "origin": "phone",
    "name": "سلمى بناني",
    "phone": "0661234567",
    "language": "ar",
    "way": "spoken",
    "witness": "Conseiller a",
}


def days() -> dict[str, str]:
    today = day_of(timezone.now())
    return {"given_on": today.isoformat(), "expires_on": (today + timedelta(days=20)).isoformat()}


def code_sent() -> str:
    found = re.search(r"\d{6}", Letter.objects.filter(channel="sms").latest("pk").text)
    assert found
    return found[0]


def test_a_case_of_an_order_on_the_phone(desk, fatima, salma):
    a_carrier()
    moment = timezone.now()
    seller = a_settled_seller(fatima, now=moment)
    part = a_received_part(seller, now=moment)
    client = desk.client()
    address = reverse("association:intake", args=(desk.slug,))
    assert "origin=counter" in client.get(address).content.decode()
    said = WHO | days() | {"order_number": part.order.number}
    typed = client.post(address, said | {"code": "000000"})
    assert typed.status_code == 422
    assert "سلمى بناني" in typed.content.decode()
    assert client.post(address, {"send": "1", "phone": "nonsense"}).status_code == 422
    sent = client.post(address, said | {"send": "1", "witness": ""})
    assert sent.status_code == 200
    assert "سلمى بناني" in sent.content.decode()
    assert not Mandate.objects.exists()
    answer = client.post(address, said | {"code": code_sent()})
    assert answer.status_code == 302, answer.content.decode()
    mandate = Mandate.objects.get()
    opened = reverse("association:intake-order", args=(desk.slug, mandate.number))
    assert answer["Location"] == f"{opened}?origin=phone"

    rows = {
        "intake": Row(queries=9, size=30_000, post=said),
        "intake-order": Row((mandate.number,), queries=30, size=40_000, post={"text": "x"}),
        "intake-elsewhere": Row((mandate.number,), queries=12, size=40_000, post={"facts": "x"}),
        "mandates": Row(queries=9, size=20_000),
        "mandate-revoke": Row((mandate.number,), button=True),
    }
    shown = [p for p in patterns if p.name != "mandate-scan"]
    walk_association_room(shown, rows, slug=desk.slug, insider=desk.adviser, others=[*desk.others, desk.reader])

    assert FileOpening.objects.filter(mandate=mandate).exists()
    happened = {
        "key": "k2",
        "origin": "phone",
        "part": part.number,
        "things": [str(line_ids(part)[0])],
        "problem": "broken",
        "wish": "refund",
        "text": "وصل مكسورا.",
    }
    for name, value in (("problem", "nonsense"), ("part", "TW-X"), ("things", ["99"]), ("text", "")):
        assert client.post(opened, happened | {name: value}).status_code == 422, name
    assert not Case.objects.exists()
    first = client.post(opened, happened)
    assert first.status_code == 302, first.content.decode()[:2000]
    assert client.post(opened, happened)["Location"] == first["Location"]
    assert client.get(first["Location"]).status_code == 200
    hear_all(timezone.now())
    scan = reverse("association:mandate-scan", args=(desk.slug, mandate.number))
    assert client.get(scan).status_code == 404  # there is none
    assert client.post(reverse("association:mandate-revoke", args=(desk.slug, mandate.number))).status_code == 302
    assert client.get(opened).status_code == 404
    assert client.get(first["Location"]).status_code == 404  # its file is closed


def test_a_case_elsewhere_on_paper_at_the_counter(desk):
    client = desk.client()
    address = reverse("association:intake", args=(desk.slug,))
    said = WHO | days() | {"way": "paper", "origin": "counter", "scope": ["authority"]}
    assert client.post(address, said).status_code == 422  # no scan
    bad = SimpleUploadedFile("x.html", b"<script>alert(1)</script>", "text/html")
    assert client.post(address, said | {"scan": bad}).status_code == 422
    paper = SimpleUploadedFile("mandat.jpg", picture(300, 400), "image/jpeg")
    answer = client.post(address, said | {"scan": paper})
    assert answer.status_code == 302, answer.content.decode()
    mandate = Mandate.objects.get()
    scan = reverse("association:mandate-scan", args=(desk.slug, mandate.number))
    assert client.get(scan)["X-Content-Type-Options"] == "nosniff"
    stranger = desk.client(desk.others[-1])
    before = everything()
    assert stranger.get(scan).status_code == 404
    assert everything() == before
    elsewhere = answer["Location"].partition("?")[0]
    page = client.get(answer["Location"]).content.decode()
    problem = re.findall(r'<option value="([a-z_]+)"', page[page.index('name="problem"') :])[0]
    facts = {
        "origin": "counter",
        "seller_name": "متجر في السوق",
        "problem": problem,
        "paid_centimes": "120,50",
        "facts": "باعني زيتا مغشوشا.",
    }
    for name, value in (("seller_name", ""), ("bought_on", "2099-01-01"), ("paid_centimes", "x"), ("facts", "")):
        assert client.post(elsewhere, facts | {name: value}).status_code == 422, name
    done = client.post(elsewhere, facts)
    assert done.status_code == 302, done.content.decode()[:3000]
    assert client.get(done["Location"]).status_code == 200
    assert Case.objects.get().paid_centimes == 120_50
