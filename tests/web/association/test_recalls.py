"""A recall is looked at, proposed and taken back by the team alone."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from tests.make.ordering import a_seller
from tests.web.everything import everything
from tests.web.rooms import Row, walk_association_room
from twiza.catalog.api import product_cards
from twiza.kernel.periods import day_of
from twiza.mediation.models import Recall
from twiza.web.association.recalls.urls import patterns


def test_the_room_and_a_recall(desk, hassan):
    variant = a_seller(hassan).variants[0]
    slug = product_cards([variant.product_id])[variant.product_id].slug
    today = day_of(timezone.now())
    sent = {
        "key": "k1",
        "product": f"https://twiza.example/fr/product/{slug}/",
        "sold_from": (today - timedelta(days=30)).isoformat(),
        "sold_until": today.isoformat(),
        "lot": "L-7",
        "danger": "health",
        "reasons_ar": "زيت فاسد",
        "reasons_fr": "Huile rance",
        "advice_ar": "لا تستعملوها",
        "advice_fr": "Ne la consommez pas",
    }
    client, new = desk.client(), reverse("association:recall-new", args=(desk.slug,))
    for name, value in (("product", "nothing-here"), ("product", "../../etc"), ("sku", "NONE"), ("danger", "x")):
        answer = client.post(new, sent | {name: value})
        assert answer.status_code == 422, (name, value)
        assert "Huile rance" in answer.content.decode()
    assert client.post(new, sent | {"look": "1"}).status_code == 200
    assert not Recall.objects.exists()
    for _click in range(2):
        assert client.post(new, sent).status_code == 302
    recall = Recall.objects.get()
    rows = {
        "recalls": Row(queries=9, size=20_000),
        "recall-new": Row(queries=6, size=30_000, post=sent | {"key": "k2"}),
        "recall": Row((recall.number,), queries=12, size=20_000),
        "recall-take-back": Row((recall.number,), button=True),
    }
    walk_association_room(patterns, rows, slug=desk.slug, insider=desk.adviser, others=desk.others)
    reader = desk.client(desk.reader)
    before = everything()
    assert reader.get(new).status_code == 404
    assert reader.post(new, sent | {"key": "k3"}).status_code == 404
    assert reader.post(reverse("association:recall-take-back", args=(desk.slug, recall.number))).status_code == 404
    assert everything() == before
    assert client.post(reverse("association:recall-take-back", args=(desk.slug, recall.number))).status_code == 302
    recall.refresh_from_db()
    assert recall.status == "taken_back"
