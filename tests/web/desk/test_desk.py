"""The desk at work: verifying, publishing, helping an order along, and the machinery."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.make.catalog import a_draft, a_variant
from tests.make.cooperatives import a_draft_cooperative
from tests.web.workshop.conftest import an_order, carried
from twiza.catalog import api as catalog
from twiza.cooperatives import api as cooperatives
from twiza.delivery import api as delivery
from twiza.plumbing.api import list_letters, queue_letter
from twiza.plumbing.models import JobRun, Letter
from twiza.search.models import Counter, Replica


@pytest.fixture
def desk(client, nadia):
    client.force_login(nadia)

    def send(name, *rest, get=False, **typed):
        address = reverse(f"desk:{name}", args=rest)
        return client.get(address, typed) if get else client.post(address, typed)

    return send


@pytest.fixture
def waiting(hassan):
    made = a_draft_cooperative(manager=hassan, now=timezone.now())
    cooperatives.submit_cooperative(cooperative=made, by=hassan, now=timezone.now())
    return made


def status(row) -> str:
    row.refresh_from_db()
    return str(row.status)


def test_a_cooperative_is_verified_point_by_point(desk, waiting) -> None:
    assert [c.slug for c in desk("cooperatives", get=True).context["rows"]] == [waiting.slug]
    desk("verify", waiting.slug)
    assert status(waiting) == "submitted"
    for line in desk("cooperative", waiting.slug, get=True).context["shown"].checks:
        desk("check", waiting.slug, line.item, ok="yes", note="رأيناه")
    desk("verify", waiting.slug)
    assert status(waiting) == "verified"
    desk("suspend", waiting.slug, note="شكايات")
    assert status(waiting) == "suspended"
    desk("reinstate", waiting.slug)
    assert status(waiting) == "verified"


def test_a_refusal_names_its_reason_and_keeps_what_was_typed(desk, waiting) -> None:
    page = desk("refuse", waiting.slug, reason="", note="صححوا الرقم")
    assert page.status_code == 422
    assert list(page.context["forms"]["refuse"].errors) == ["reason"]
    assert "صححوا الرقم" in page.content.decode()
    assert status(waiting) == "submitted"
    desk("refuse", waiting.slug, reason="number_mismatch", note="صححوا الرقم")
    assert (status(waiting), waiting.refusal_reason, waiting.refusal_note) == (
        "refused",
        "number_mismatch",
        "صححوا الرقم",
    )
    late = desk("refuse", waiting.slug, reason="other", note="ثانية")
    assert late.status_code == 422
    assert status(waiting) == "refused"


def test_an_unknown_point_of_the_checklist_is_a_sentence(desk, waiting) -> None:
    assert desk("check", waiting.slug, "nonsense", ok="yes").status_code == 302
    assert not waiting.checks.exists()


def test_a_product_is_published_or_sent_back_with_a_note(desk, tifawin, fatima) -> None:
    moment = timezone.now()
    product = a_draft(tifawin.pk, by=fatima, now=moment)
    a_variant(product, by=fatima, now=moment)
    catalog.submit_product(product=product, by=fatima, now=moment)
    assert [p.id for p in desk("products", get=True).context["rows"]] == [product.pk]
    empty = desk("send-back", product.pk, note=" ")
    assert empty.status_code == 422
    desk("send-back", product.pk, note="أضيفوا صورة")
    assert (status(product), product.review_note) == ("draft", "أضيفوا صورة")
    catalog.submit_product(product=product, by=fatima, now=moment)
    desk("publish", product.pk)
    assert status(product) == "published"
    desk("withdraw", product.pk, note="شكاية")
    assert (status(product), product.needs_review) == ("withdrawn", True)


def test_a_draft_is_nobody_elses_business(desk, tifawin, fatima) -> None:
    assert desk("product", a_draft(tifawin.pk, by=fatima).pk, get=True).status_code == 404


@pytest.mark.parametrize("by", ["number", "part", "phone"])
def test_an_order_is_found(by, desk, house) -> None:
    part = house.parts["placed"]
    text = {"number": part.order.number, "part": part.number, "phone": "06 61 23 45 67"}[by]
    found = [o.number for o in desk("orders", get=True, text=text).context["page"].items]
    assert part.order.number in found
    assert len(found) == (4 if by == "phone" else 1)


def test_the_desk_cancels_a_part_only_before_it_left(desk, house) -> None:
    placed, gone = house.parts["placed"], house.parts["handed_over"]
    for part in (placed, gone):
        desk("cancel", part.order.number, part.number, reason="mistake")
    assert status(placed) == "cancelled"
    assert status(gone) == "handed_over"


def test_a_locked_code_is_unlocked(desk, sold, fatima, tifawin) -> None:
    moment = timezone.now()
    part = carried(an_order(sold, moment), fatima, moment, as_far_as="handed_over")
    code = delivery.delivery_code(delivery.shipment_by_reference(part.number))
    for _try in range(5):
        with pytest.raises((delivery.WrongCode, delivery.CodeLocked)):
            delivery.deliver_with_code(
                shipment=delivery.shipment_by_reference(part.number), code=f"{(int(code) + 1) % 10**6:06d}", now=moment
            )
    assert [p.reference for p in desk("orders", get=True, show="locked").context["parcels"]] == [part.number]
    assert desk("parcel", part.number, get=True)["Location"] == reverse("desk:order", args=(part.order.number,))
    desk("unlock", part.order.number, part.number)
    assert not delivery.shipment_card(part.number).code_locked


def test_cash_of_all_cooperatives_is_ticked_off_a_slip(desk, sold, fatima, tifawin) -> None:
    moment = timezone.now()
    part = carried(an_order(sold, moment), fatima, moment, as_far_as="handed_over")
    shipment = delivery.shipment_by_reference(part.number)
    delivery.record_delivery(shipment=shipment, now=moment, proof=None, role="carrier")
    page = desk("cash", get=True)
    assert [(c.centimes, c.parcels) for c in page.context["carriers"]] == [(part.total_centimes, 1)]
    assert desk("cash", references=[part.number], remittance="").status_code == 422
    assert desk("cash", references=[part.number], remittance="S-7").status_code == 302
    assert delivery.cash_of_cooperative(tifawin.pk).with_market == part.total_centimes
    assert desk("cash", get=True).context["parcels"] == []


def test_cash_may_go_to_the_cooperatives_themselves(desk, sold, fatima, tifawin) -> None:
    moment = timezone.now()
    part = carried(an_order(sold, moment), fatima, moment, as_far_as="handed_over")
    delivery.record_delivery(
        shipment=delivery.shipment_by_reference(part.number), now=moment, proof=None, role="carrier"
    )
    assert desk("cash", references=[part.number], remittance="S-8", to="cooperative").status_code == 302
    assert delivery.cash_of_cooperative(tifawin.pk).remitted == part.total_centimes


def test_the_desk_reads_no_code_of_anybody(desk, db) -> None:
    words = {"subject": "482913 est votre code", "text": "Votre code: \u2066482913\u2069, à payer 1 234 DH"}
    queue_letter(reference="c", kind="people.code", channel="email", to="x@twiza.example", language="fr", **words)
    letter = Letter.objects.get(reference="c")
    for page in (desk("letters", get=True), desk("letter", letter.pk, get=True)):
        assert "482913" not in page.content.decode()
        assert "••••••" in page.content.decode()
    assert "1 234 DH" in desk("letter", letter.pk, get=True).content.decode()


def test_a_letter_that_failed_is_sent_again(desk, db) -> None:
    queue_letter(reference="t-1", kind="t", channel="sms", to="+212661234567", language="fr", text="Bonjour")
    letter = Letter.objects.get(reference="t-1")
    Letter.objects.filter(pk=letter.pk).update(given_up_at=timezone.now(), attempts=8, error="no route")
    assert "no route" in desk("letter", letter.pk, get=True).content.decode()
    desk("retry-letter", letter.pk)
    assert [c.id for c in list_letters(state="waiting").items] == [letter.pk]
    assert desk("letter", 999, get=True).status_code == 404


def test_a_job_that_failed_runs_again(desk, db) -> None:
    run = JobRun.objects.create(name="twiza.plumbing.jobs.prune", status="failed", attempts=6, error="boom")
    assert [j.id for j in desk("machines", get=True, status="failed").context["page"].items] == [run.pk]
    desk("retry-job", run.pk)
    assert status(run) == "waiting"


def test_the_index_of_each_machine_says_how_it_stands(desk, db, now) -> None:
    assert "يسأل قاعدة البيانات" in desk("machines", get=True).content.decode()
    torn = Replica.objects.create(machine="tifawt/1", fault="The index was torn: a.term was cut", seen_at=now)
    Replica.objects.create(machine="tamnt/1", revision=3, faulted_at=now, seen_at=now)
    Counter.objects.update_or_create(name="entries", defaults={"revision": 7})
    told = desk("machines", get=True).content.decode()
    assert all(words in told for words in (torn.fault, "قيد الإصلاح", "أُصلح تلقائيًا بعد", "متأخر بعدد من الخطوات"))


def test_the_audit_trail_is_narrowed_to_one_thing(desk, waiting) -> None:
    page = desk("audit", get=True, subject_kind="cooperatives.cooperative", subject_id=str(waiting.pk))
    assert [row.verb for row, _person in page.context["rows"]] == ["submit", "register"]


def test_what_waits_is_counted(desk, waiting, house) -> None:
    groups = desk("start", get=True).context["groups"]
    tiles = {address: number for _title, tiles in groups for address, query, _i, _w, number in tiles if not query}
    assert tiles["desk:cooperatives"] == 1
    assert tiles["desk:products"] == 0


@pytest.mark.parametrize(
    ("name", "queries"),
    [("cooperatives", 6), ("products", 4), ("orders", 7), ("letters", 4), ("audit", 5), ("cash", 9)],
)
def test_lists_take_as_many_queries_for_three_as_for_one(
    name,
    queries,
    desk,
    sold,
    fatima,
    hassan,
    tifawin,
    django_assert_num_queries,
) -> None:
    moment = timezone.now()

    def one_more() -> None:
        part = carried(an_order(sold, moment), fatima, moment, as_far_as="handed_over")
        shipment = delivery.shipment_by_reference(part.number)
        delivery.record_delivery(shipment=shipment, now=moment, proof=None, role="carrier")
        made = a_draft_cooperative(manager=hassan, now=moment - timedelta(days=1))
        cooperatives.submit_cooperative(cooperative=made, by=hassan, now=moment)
        product = a_draft(tifawin.pk, by=fatima, now=moment)
        a_variant(product, by=fatima, now=moment)
        catalog.submit_product(product=product, by=fatima, now=moment)

    one_more()
    desk(name, get=True)
    with django_assert_num_queries(queries):
        desk(name, get=True)
    one_more()
    one_more()
    with django_assert_num_queries(queries):
        desk(name, get=True)
