"""What buyers say: only of lines received, one each, answered once, removed for typed reasons that stay visible."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import NOW
from tests.make.ordering import a_carrier, only_part
from tests.make.plumbing import picture
from tests.make.reviews import a_received_line, a_review, line_of
from tests.make.settlement import a_settled_seller, an_order, hear_all, receive
from twiza.kernel.refusals import NotFound
from twiza.kernel.states import MoveRefused
from twiza.ordering.api import Order
from twiza.plumbing.api import take_in_image
from twiza.plumbing.models import Letter
from twiza.reviews import api as reviews
from twiza.reviews.actions.find_clusters import bursts
from twiza.reviews.jobs import summaries_agree
from twiza.reviews.models import Cluster, Review, Summary


@pytest.fixture
def seller(db, fatima):
    a_carrier()
    return a_settled_seller(fatima, {}, {}, {}, {})


def whole(order, now=NOW):
    return [(row.may, row.why_not) for row in reviews.may_review(order, now=now)]


def test_a_line_is_reviewed_once_received_and_once_only(seller, salma, brahim, fatima):
    order = an_order({seller.variants[0].pk: 2})
    part = only_part(order)
    line = line_of(part)
    assert whole(order) == [(False, "not_received")]
    with pytest.raises(reviews.CannotReview) as early:
        a_review(line)
    assert early.value.why == "not_received"
    receive(part, seller)
    line = line_of(only_part(order))
    assert whole(order) == [(True, "")]
    for wrong in (0, 6):
        with pytest.raises(reviews.StarsMissing):
            a_review(line, stars=wrong)
    with pytest.raises(reviews.TextTooLong):
        a_review(line, text="ع" * 2001)
    photo = take_in_image(picture())
    with pytest.raises(reviews.TooManyPhotos):
        a_review(line, photos=[photo] * 4)
    assert not Review.objects.exists()
    assert whole(order, NOW + timedelta(days=366)) == [(False, "too_late")]
    Order.objects.filter(pk=order.pk).update(person=fatima)
    with pytest.raises(reviews.CannotReview) as own:
        a_review(line_of(only_part(order)))
    assert own.value.why == "own_goods"

    Order.objects.filter(pk=order.pk).update(person=salma)
    line = line_of(only_part(order))
    review = a_review(line, stars=4, photos=[photo], text="  <script>alert(1)</script> très bon \x00")
    assert (review.text, review.signed, review.person) == ("<script>alert(1)</script> très bon", "سلمى", salma)
    with pytest.raises(reviews.CannotReview) as twice:
        a_review(line)
    assert twice.value.why == "written"
    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.create(
            line=line, product_id=review.product_id, cooperative_id=review.cooperative_id, stars=5, language="ar",
            written_at=NOW,
        )  # fmt: skip
    (mine,) = reviews.may_review(only_part(order).order, now=NOW)
    assert (mine.may, mine.may_edit, mine.mine.stars, len(mine.mine.photos)) == (False, True, 4, 1)
    stranger = an_order({seller.variants[1].pk: 1})
    with pytest.raises(NotFound):
        reviews.line_of_order(stranger, line.pk)
    with pytest.raises(NotFound):
        reviews.review_of_order(stranger, line.pk)

    reviews.edit_review(review=review, stars=2, text="وصل مكسورا", sign=False, now=NOW + timedelta(days=14))
    summary = reviews.summary_of_products([review.product_id])[review.product_id]
    assert (summary.count, summary.average, summary.histogram) == (1, "2.0", (0, 0, 0, 1, 0))
    assert (review.signed, review.edited_at) == ("", NOW + timedelta(days=14))
    with pytest.raises(reviews.EditingOver, match="14"):
        reviews.edit_review(review=review, stars=1, text="", now=NOW + timedelta(days=15))


def test_an_answer_is_given_once_and_changed_once_with_its_trace(seller, fatima, hassan, atlas):
    review = a_review(a_received_line(seller))
    cooperative = seller.cooperative.pk
    assert reviews.to_answer(cooperative) == 1
    with pytest.raises(NotFound):
        reviews.review_of_cooperative(atlas.pk, review.pk)
    with pytest.raises(reviews.AnswerMissing):
        reviews.answer_review(review=review, text=" ", by=fatima, now=NOW)
    reviews.answer_review(review=review, text="شكرا", by=fatima, now=NOW)
    reviews.answer_review(review=review, text="شكرا", by=fatima, now=NOW)
    reviews.answer_review(review=review, text="شكرا جزيلا", by=fatima, now=NOW)
    with pytest.raises(reviews.AnswerFinal):
        reviews.answer_review(review=review, text="لا", by=fatima, now=NOW)
    (shown,) = reviews.reviews_of_product(review.product_id).items
    assert (shown.answer.text, shown.answer.first_text, shown.answer.edited_at) == ("شكرا جزيلا", "شكرا", NOW)
    assert reviews.to_answer(cooperative) == 0
    hear_all()
    (letter,) = Letter.objects.filter(kind="review_answered")
    assert letter.subject == "" or "عسل" not in letter.subject


def test_a_removed_review_stays_as_a_stub_with_reason_and_day(seller, nadia, brahim):
    review = a_review(a_received_line(seller), stars=1, text="لص")
    with pytest.raises(NotFound):
        reviews.review_for_desk(brahim, review.pk)
    with pytest.raises(reviews.UnknownRemovalReason):
        reviews.remove_review(review=review, reason="unpleasant", by=nadia, now=NOW)
    with pytest.raises(reviews.NotYourReason):
        reviews.remove_review(review=review, reason="by_author", by=nadia, now=NOW)
    found = reviews.review_for_desk(nadia, review.pk)
    reviews.remove_review(review=found, reason="insult", by=nadia, now=NOW)
    with pytest.raises(MoveRefused):
        reviews.remove_review(review=found, reason="spam", by=nadia, now=NOW)
    (stub,) = reviews.reviews_of_product(review.product_id).items
    assert (stub.is_removed, stub.reason, stub.removed_at, stub.text, stub.stars, stub.signed) == (
        True, "insult", NOW, "", 0, "",
    )  # fmt: skip
    summary = reviews.summary_of_products([review.product_id])[review.product_id]
    assert (summary.count, summary.tenths, summary.removed) == (0, 0, 1)
    with pytest.raises(reviews.ReviewIsRemoved):
        reviews.answer_review(review=found, text="شكرا", by=nadia, now=NOW)
    with pytest.raises(reviews.ReviewIsRemoved):
        reviews.edit_review(review=found, stars=5, text="", now=NOW)
    (whole_view,) = reviews.reviews_for_desk(nadia).items
    assert whole_view.text == "لص"
    hear_all()
    assert Letter.objects.filter(kind="review_removed").count() == 1
    reviews.restore_review(review=found, by=nadia)
    reviews.take_back_review(review=found, now=NOW)
    with pytest.raises(reviews.NotYourReason):
        reviews.restore_review(review=found, by=nadia)
    (stub,) = reviews.reviews_of_product(review.product_id).items
    assert (stub.reason, reviews.summary_of_products([review.product_id])[review.product_id].removed) == (
        "by_author",
        1,
    )
    assert summaries_agree(NOW) == []
    Summary.objects.update(removed=7)
    assert len(summaries_agree(NOW)) == 1


def test_a_made_mass_is_put_before_the_desk_and_nothing_is_hidden(seller, nadia, brahim):
    order = an_order({variant.pk: 1 for variant in seller.variants})
    receive(only_part(order), seller)
    network, device = reviews.traces_of(client="105.66.1.2", agent="Firefox")
    assert reviews.traces_of(client="105.66.1.99", agent="Firefox") == (network, device)
    assert reviews.traces_of(client="nonsense", agent="Firefox") == ("", "")
    assert (len(network), "105.66" in network) == (16, False)
    lines = [reviews.line_of_order(order, line.pk) for line in only_part(order).lines.all()]
    for n, line in enumerate(lines[:2]):
        a_review(line, now=NOW + timedelta(minutes=n), network=network, device=device)
    assert reviews.find_clusters(now=NOW + timedelta(hours=1)) == 0
    a_review(lines[2], now=NOW + timedelta(minutes=30), network=network, device=device, text="ممتاز")
    assert reviews.find_clusters(now=NOW + timedelta(hours=1)) == 2  # one device, one network; not the same words
    assert reviews.find_clusters(now=NOW + timedelta(hours=1)) == 0
    assert reviews.open_clusters() == 2
    a_review(lines[3], now=NOW + timedelta(minutes=50), network=network, device=device)
    assert reviews.find_clusters(now=NOW + timedelta(hours=1)) == 1  # three of the same words now; the others grew
    cards = {card.kind: card for card in reviews.clusters_for_desk(nadia).items}
    assert {kind: card.size for kind, card in cards.items()} == {"device": 4, "network": 4, "text": 3}
    shown = [row for variant in seller.variants for row in reviews.reviews_of_product(variant.product_id).items]
    assert [row.is_removed for row in shown] == [False] * 4
    with pytest.raises(NotFound):
        reviews.clusters_for_desk(brahim)
    with pytest.raises(NotFound):
        reviews.cluster_for_desk(brahim, cards["text"].id)
    text = reviews.cluster_for_desk(nadia, cards["text"].id)
    reviews.settle_cluster(cluster=text, made=False, note="une famille", by=nadia, now=NOW)
    device_cluster = reviews.cluster_for_desk(nadia, cards["device"].id)
    reviews.settle_cluster(cluster=device_cluster, made=True, by=nadia, now=NOW)
    with pytest.raises(MoveRefused):
        reviews.settle_cluster(cluster=device_cluster, made=False, by=nadia, now=NOW)
    assert set(Review.objects.values_list("status", "reason")) == {("removed", "made")}
    assert Summary.objects.filter(count=0, removed=1).count() == 4
    assert len(reviews.cluster_reviews(device_cluster)) == 4
    assert Cluster.objects.filter(status="open").count() == 1
    assert reviews.forget_traces(now=NOW + timedelta(days=31)) == 4
    assert set(Review.objects.values_list("network", "device")) == {("", "")}


class At:
    def __init__(self, minute: int) -> None:
        self.minute, self.written_at = minute, NOW + timedelta(minutes=minute)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 600), max_size=25), st.integers(2, 5))
def test_bursts_are_exactly_those_who_have_company_within_the_hour(minutes, least):
    rows = [At(minute) for minute in sorted(minutes)]
    found = [row for run in bursts(rows, least) for row in run]
    for row in rows:
        windows = ([o for o in rows if start <= o.minute <= start + 60] for start in {o.minute for o in rows})
        crowded = any(row in window and len(window) >= least for window in windows)
        assert (row in found) == crowded
    assert len(found) == len(set(map(id, found)))


def test_lists_are_paged_in_every_order_and_cost_the_same(seller, salma):
    lines = [a_received_line(seller, person=salma) for _n in range(4)]
    stars = (5, 1, 3, 1)
    ids = [a_review(line, stars=n).pk for line, n in zip(lines, stars, strict=True)]
    product = seller.variants[0].product_id
    orders = {
        "newest": [3, 2, 1, 0],
        "oldest": [0, 1, 2, 3],
        "lowest": [3, 1, 2, 0],
        "highest": [0, 2, 3, 1],
        "nonsense": [3, 2, 1, 0],
    }
    for order, places in orders.items():
        seen, after = [], None
        while True:
            page = reviews.reviews_of_product(product, order=order, after=after, page_size=1)
            seen += [row.id for row in page.items]
            if not (after := page.next):
                break
        assert seen == [ids[place] for place in places], order
    for wrong in ("x", "1-x", "9" * 30):
        with pytest.raises(NotFound):
            reviews.reviews_of_product(product, order="lowest", after=wrong)
    for size in (1, 4):
        with CaptureQueriesContext(connection) as spent:
            reviews.reviews_of_product(product, page_size=size)
        assert len(spent) == 2  # a third where there are pictures
    with CaptureQueriesContext(connection) as spent:
        found = reviews.summary_of_products(v.product_id for v in seller.variants)
    assert (len(spent), list(found)) == (1, [product])
    assert (found[product].tenths, found[product].histogram) == (25, (1, 0, 1, 0, 2))  # 10 / 4
    with CaptureQueriesContext(connection) as spent:
        reviews.may_review(lines[0].part.order, now=NOW)
    assert len(spent) <= 5

    sections = {s.code: s.records for s in reviews.personal_data(person=salma)}
    assert len(sections["reviews"]) == 4
    reviews.forget_person(person=salma, now=NOW)
    reviews.forget_person(person=salma, now=NOW)
    assert set(Review.objects.values_list("person", "signed")) == {(None, "")}
    assert {row.text for row in reviews.reviews_of_product(product).items} == {"عسل حر، كما كنت آكله عند جدتي."}
