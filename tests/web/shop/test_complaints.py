"""Complaints in the shop: told in a few taps without JavaScript, followed, judged; reports; sellers elsewhere."""

from __future__ import annotations

import gzip
import io
import re
import tomllib
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image

from tests.make.complaints import a_complaint, an_answer
from tests.make.ordering import a_carrier
from tests.make.payments import ALL_WAYS
from tests.make.settlement import a_received_part, a_settled_seller, an_order, line_ids, parts_of
from tests.web.everything import everything
from twiza.complaints import api as complaints
from twiza.ordering import api as ordering
from twiza.plumbing.models import StoredFile
from twiza.settlement.api import refunds_of_part
from twiza.web.shop.complaints.urls import patterns

pytestmark = pytest.mark.django_db
BUDGET = tomllib.loads((Path(__file__).parents[1] / "budget.toml").read_text("utf-8"))["shop-complaints"]
FIRST_VISIT = 60_000


@pytest.fixture
def part(settings, fatima, salma) -> Any:
    """Salma's: delivered today, two goods, paid by card."""
    settings.TWIZA_PAYMENTS = ALL_WAYS
    a_carrier()
    seller = a_settled_seller(fatima, {}, {})
    part = a_received_part(seller, {v.pk: 1 for v in seller.variants}, way="card", now=timezone.now())
    ordering.Order.objects.filter(pk=part.order_id).update(person=salma)
    part.refresh_from_db()
    return part


def link(part: Any, language: str = "fr") -> str:
    return ordering.order_path(part.order, language)


def hrefs(response: Any) -> list[str]:
    return [unescape(href) for href in re.findall(r'class="card tap" href="([^"]+)"', response.content.decode())]


def hidden(response: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in re.findall(
        r'<input type="hidden" name="(\w+)"(?: value="([^"]*)")?', response.content.decode().split("<main", 1)[1]
    ):
        found.setdefault(name, []).append(unescape(value))
    return found


def a_photo(name: str = "casse.jpg") -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(out, "JPEG")
    return SimpleUploadedFile(name, out.getvalue(), content_type="image/jpeg")


def test_five_taps_lead_to_a_complaint_and_its_page(part, fatima):
    guest, here = Client(), link(part)
    page = guest.get(here)
    start = f"{here}complaints/new/?part={part.number}"
    assert start in page.content.decode()
    page = guest.get(start)
    assert not any("at=" not in href and "problem=" not in href and "/return/" not in href for href in hrefs(page))
    goods = next(href for href in hrefs(page) if "at=goods" in href)
    page = guest.get(goods)
    broken = next(href for href in hrefs(page) if "problem=broken" in href)
    assert not any("problem=late" in href for href in hrefs(page))
    page = guest.get(broken)  # two goods: which?
    _first, second = line_ids(part)
    page = guest.get(f"{broken}&line={second}")
    wish = next(href for href in hrefs(page) if "wish=refund" in href)
    page = guest.get(wish)
    sent = hidden(page)
    assert (sent["problem"], sent["line"], sent["wish"]) == (["broken"], [str(second)], ["refund"])
    new = f"{here}complaints/new/"
    script = "<script>alert('وا')</script> cassé"
    heavy = SimpleUploadedFile("film.mp4", b"\0\0\0\x18ftypisom" + b"0" * (12 * 2**20), content_type="video/mp4")
    answer = guest.post(new, {**sent, "text": script, "files": [a_photo(), heavy]})
    assert answer.status_code == 422
    said = answer.content.decode()
    assert "12 Mo" in said or "12 MB" in said
    assert "&lt;script&gt;" in said
    assert "<script>alert" not in said
    kept = hidden(answer)
    assert kept["kept"][0]
    answer = guest.post(new, {**kept, "text": script})
    complaint = complaints.Complaint.objects.get()
    assert answer["Location"] == f"{here}complaints/{complaint.number}/"
    assert guest.post(new, {**kept, "text": script})["Location"] == answer["Location"]  # pressed twice
    again = guest.post(new, {**kept, "key": ["another"], "kept": [""], "text": ""})
    assert again["Location"] == answer["Location"]  # the same line and problem: led to the open one
    assert complaints.Complaint.objects.count() == 1
    page = guest.get(answer["Location"])
    assert "&lt;script&gt;" in page.content.decode()
    (evidence,) = complaint.evidence.all()
    picture = guest.get(f"{answer['Location']}files/{evidence.pk}/")
    assert (picture["Content-Type"], picture["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
    an_answer(complaint, kind="refund", text="", by=fatima, now=timezone.now())
    here = answer["Location"]
    assert guest.post(f"{here}grade/", {"grade": "perhaps"}).status_code == 422
    assert guest.post(f"{here}messages/", {"thread": "1", "key": "k", "text": "شكرا"}).status_code == 302
    assert guest.post(f"{here}grade/", {"grade": "solved"}).status_code == 302
    assert guest.post(f"{here}desk/").status_code == 422
    assert guest.post(f"{here}reopen/").status_code == 302
    assert guest.post(f"{here}desk/").status_code == 302
    assert guest.post(f"{here}evidence/", {"files": [a_photo()]}).status_code == 302
    assert guest.post(f"{here}take-back/").status_code == 302
    assert guest.post(f"{here}nonsense/").status_code == 404
    complaint.refresh_from_db()
    assert (complaint.status, complaint.outcome, len(refunds_of_part(part.pk))) == ("closed", "taken_back", 1)


def test_rights_that_act_come_first_and_what_does_not_fit_is_not_offered(part):
    here, guest = link(part), Client()
    page = guest.get(f"{here}complaints/new/")
    assert f"{here}return/{part.number}/" in hrefs(page)
    defect = guest.get(f"{here}complaints/new/?problem=defect_later")
    said = unescape(defect.content.decode())
    assert f"{here}guarantee/{part.number}/" in said
    assert "anyway=1" in said
    assert 'name="line"' in guest.get(f"{here}complaints/new/?problem=defect_later&anyway=1").content.decode()
    for odd in ("?problem=nonsense", "?part=TW-NOTHING"):
        assert guest.get(f"{here}complaints/new/{odd}").status_code == 404
    for odd in ("?at=nonsense", "?problem=broken&line=abc&line=99999999999999999999", "?problem=broken&wish=x&line=7"):
        assert guest.get(f"{here}complaints/new/{odd}").status_code == 200
    first = line_ids(part)[0]
    late = {"problem": "late", "wish": "deliver", "line": first, "key": "k1", "text": "x"}
    assert guest.post(f"{here}complaints/new/", late).status_code == 422
    assert complaints.Complaint.objects.count() == 0


def test_strangers_find_nothing_and_change_nothing(part, brahim, fatima, salma):
    complaint = a_complaint(part, now=timezone.now())
    other = parts_of(an_order({a_settled_seller(brahim).variants[0].pk: 1}, now=timezone.now()))[0]
    under = f"complaints/{complaint.number}/"
    buyer = Client()
    buyer.force_login(salma)
    assert buyer.get(f"/fr/orders/{part.order.number}/{under}").status_code == 200
    strangers = [Client(), Client(), Client()]
    strangers[1].force_login(brahim)
    strangers[2].force_login(fatima)
    before = everything()
    places = [f"/fr/orders/{part.order.number}/", f"/fr/orders/{part.order.number}/wrong/", link(other)]
    for client in strangers:
        for place in places:
            for address in (under, f"{under}files/1/", f"{under}messages/1/0/"):
                assert client.get(place + address).status_code == 404, (place, address)
            for deed in ("grade", "account", "evidence", "desk", "take-back", "reopen", "messages"):
                sent = {"grade": "solved", "thread": "1", "text": "x", "payee_name": "x", "rib": "0" * 24}
                assert client.post(f"{place}{under}{deed}/", sent).status_code == 404, deed
    assert everything() == before
    assert Client().get("/fr/complaints/").status_code == 302
    strange = Client()
    strange.force_login(brahim)
    assert complaint.number not in strange.get("/fr/complaints/").content.decode()
    assert complaint.number in buyer.get("/fr/complaints/").content.decode()


def test_a_report_is_filed_without_a_name_and_looked_up(nadia):
    guest = Client()
    page = guest.get("/ar/report/?about=product&subject=miel-de-thym&problem=misleading")
    assert "«miel-de-thym»" in page.content.decode()
    sent = hidden(page) | {"about": "product", "problem": "misleading", "words": "عسل"}
    assert guest.post("/ar/report/", sent | {"text": ""}).status_code == 422
    assert guest.post("/ar/report/", sent | {"text": "x", "phone": "12"}).status_code == 422
    done = guest.post("/ar/report/", sent | {"text": "<b>يشفي كل شيء</b>"})
    report = complaints.Report.objects.get()
    assert done.status_code == 200
    assert report.number in done.content.decode()
    assert (report.person, report.contact, report.subject, report.words) == (None, "", "", "عسل")
    assert "miel-de-thym" in done.content.decode()  # there is no such page: said, and kept as text
    guest.post("/ar/report/", sent | {"text": "<b>يشفي كل شيء</b>"})
    assert complaints.Report.objects.count() == 1
    complaints.settle_report(report=report, outcome="corrected", note="صُححت الصفحة.", by=nadia, now=timezone.now())
    found = guest.post("/ar/report/receipt/", {"number": report.number.lower()}).content.decode()
    assert "صُححت الصفحة." in found
    assert "يشفي" not in found
    assert guest.post("/ar/report/receipt/", {"number": "SG-AAAAAAAAAA"}).status_code == 404


def test_nobody_fills_the_disk_with_reports():
    guest = Client()
    sent = hidden(guest.get("/fr/report/")) | {"about": "product", "problem": "misleading"}
    for n in range(22):
        upload = SimpleUploadedFile("x.png", b"\x89PNG" + bytes([n]), "image/png")
        answer = guest.post("/fr/report/", sent | {"text": "x", "email": "no address", "files": upload})
        assert answer.status_code == 422
    assert StoredFile.objects.count() == 0
    for n in range(22):
        upload = SimpleUploadedFile("x.pdf", b"%PDF-1.7" + bytes([n]), "application/pdf")
        answer = guest.post("/fr/report/", sent | {"text": "x", "key": f"k{n}", "files": upload})
    assert (answer.status_code, StoredFile.objects.count()) == (422, 20)


def test_a_report_knows_the_page_it_is_about(fatima):
    product = a_settled_seller(fatima).variants[0].product
    guest, seller = Client(), product.cooperative
    page = guest.get(f"/fr/report/?about=product&subject={product.slug}&problem=misleading")
    assert str(product.names["fr"]) in unescape(page.content.decode())
    sent = hidden(page) | {"about": "product", "problem": "misleading", "text": "x", "words": ""}
    assert guest.post("/fr/report/", sent).status_code == 200
    typed = {"about": "cooperative", "problem": "rude", "text": "x", "key": "k2"}
    typed["words"] = f"https://twiza.example/fr/cooperatives/{seller.slug}/?from=1"
    guest.post("/fr/report/", typed | {"problem": "other"})
    found = complaints.Report.objects.order_by("pk").values_list("subject", "product_id", "cooperative_id")
    assert list(found) == [(product.slug, product.pk, seller.pk), (seller.slug, None, seller.pk)]


def test_the_file_about_a_seller_elsewhere_is_made_and_nothing_is_kept():
    guest = Client()
    said = {
        "problem": "withdrawal_refused",
        "wish": "refund",
        "seller": "صفحة «زيت وعسل»",
        "seller_where": "instagram.com/zit",
        "bought_on": "2026-11-02",
        "paid_centimes": "350,50",
        "facts": "طلبت قنينتين.\nوصلت واحدة #emph[x] $1$",
        "evidence": "صورة\nوصل",
        "name": "سلمى",
        "phone": "0661234567",
        "language": "ar",
    }
    guest.get("/ar/elsewhere/")
    before = everything()
    for language in ("ar", "fr"):
        answer = guest.post("/fr/elsewhere/", said | {"language": language})
        assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
        assert answer.content.startswith(b"%PDF-")
    assert guest.post("/fr/elsewhere/", said | {"facts": " "}).status_code == 422
    assert guest.post("/fr/elsewhere/", said | {"bought_on": "2031-01-01"}).status_code == 422
    after = everything()
    assert [name for name in after if after[name] != before.get(name)] == ["RateCount"]


def test_each_address_has_its_row_and_costs_no_more(part, salma, fatima):
    now = timezone.now()
    first, second = line_ids(part)
    complaint = a_complaint(part, now=now)
    an_answer(complaint, kind="refund", text="", by=fatima, now=now)
    a_complaint(part, line_ids=[second], now=now)
    buyer = Client()
    buyer.force_login(salma)
    own = f"/fr/orders/{part.order.number}/"
    pages = {
        "complaint_new": f"complaints/new/?problem=spoiled&line={first}&wish=refund",
        "complaints_of_order": "complaints/",
        "complaint": f"complaints/{complaint.number}/",
        "complaint_messages": f"complaints/{complaint.number}/messages/",
    }
    addresses = {name: own + under for name, under in pages.items()}
    addresses |= {f"{name}_by_link": link(part) + under for name, under in pages.items()}
    addresses |= {"complaints": "/fr/complaints/", "report": "/fr/report/", "report_receipt": "/fr/report/receipt/"}
    addresses["elsewhere"] = "/fr/elsewhere/"
    quiet = {f"{n}{s}" for n in ("complaint_do", "complaint_file", "complaint_message_file") for s in ("", "_by_link")}
    assert {str(p.name) for p in patterns} == set(addresses) | quiet
    assert set(BUDGET) == set(addresses)
    over = {}
    for name, address in addresses.items():
        buyer.get(address)
        with CaptureQueriesContext(connection) as spent:
            answer = buyer.get(address)
        allowed = BUDGET[name]
        if answer.status_code != 200 or len(spent) > allowed["queries"] or len(answer.content) > allowed["bytes"]:
            over[name] = (answer.status_code, len(spent), len(answer.content))
    assert over == {}


def test_the_complaint_page_is_light_on_a_first_visit(part):
    """What a browser that accepts gzip receives: the page as this server answers it (whole: only the proxy in front
    compresses pages), and each sheet, script and picture that it names in gzip, as the server keeps and sends them.
    """
    complaint = a_complaint(part, now=timezone.now())
    an_answer(complaint, kind="refund", text="", by=None, now=timezone.now())
    answer = Client(headers={"accept-encoding": "gzip"}).get(f"{link(part, 'ar')}complaints/{complaint.number}/")
    sent = answer.content
    html = (gzip.decompress(sent) if answer.get("Content-Encoding") == "gzip" else sent).decode()
    files = set(re.findall(rf'(?:src|href)="/{settings.STATIC_URL.strip("/")}/([^"#]+)', html))
    sizes = {name: len(gzip.compress(Path(finders.find(name)).read_bytes())) for name in files}
    assert len(sent) + sum(sizes.values()) <= FIRST_VISIT, (len(sent), sizes)
