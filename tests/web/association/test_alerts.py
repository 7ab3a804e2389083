"""Alerts are the association's alone; looking at one is said."""

from django.urls import reverse

from tests.web.everything import everything
from tests.web.rooms import Row, walk_association_room
from twiza.web.association.alerts.urls import patterns


def test_the_room_is_the_teams_and_strangers_find_nothing(desk):
    rows = {"alerts": Row(queries=8, size=20_000), "alert-acknowledge": Row((1,), button=True, post={"note": "x"})}
    walk_association_room(patterns, rows, slug=desk.slug, insider=desk.adviser, others=desk.others)
    reader, adviser = desk.client(desk.reader), desk.client()
    before = everything()
    assert reader.get(reverse("association:alerts", args=(desk.slug,))).status_code == 200
    assert reader.get(reverse("association:alerts", args=(desk.slug,)), {"show": "all"}).status_code == 200
    for client in (reader, adviser):
        sent = client.post(reverse("association:alert-acknowledge", args=(desk.slug, 1)), {"note": "x"})
        assert sent.status_code == 404  # there is none
    assert everything() == before
