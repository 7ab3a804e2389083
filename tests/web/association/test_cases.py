"""The queue and a case's file: the team's alone, each opening written down; a reader changes nothing."""

from __future__ import annotations

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.web.everything import everything
from tests.web.rooms import Row, walk_association_room
from twiza.mediation import api as mediation
from twiza.web.association.cases.urls import patterns


def rows(case) -> dict[str, Row]:
    one = (case.number,)
    return {
        "queue": Row(queries=9, size=25_000),
        "cases": Row(queries=9, size=25_000),
        "case": Row(one, queries=75, size=60_000),
        "case-take": Row(one, button=True),
        "case-put-back": Row(one, button=True),
        "case-hand-over": Row(one, button=True, post={"to": "1"}),
        "case-note": Row(one, button=True, post={"text": "x"}),
        "case-messages": Row(one, queries=75, size=60_000, post={"thread": "1", "text": "x", "key": "k"}),
    }


def test_the_room_is_the_teams_and_strangers_find_nothing(desk, case):
    shown = [p for p in patterns if p.name not in ("case-evidence", "case-file")]
    walk_association_room(shown, rows(case), slug=desk.slug, insider=desk.adviser, others=desk.others)
    other, buyer = desk.client(desk.others[-1]), desk.client(desk.others[0])
    own = mediation.associations_of(desk.others[-1])[0].slug
    before = everything()
    for row in rows(case).values():
        if row.arguments:
            assert other.get(reverse("association:case", args=(own, *row.arguments))).status_code == 404
    for name, args in (("case-evidence", (1,)), ("case-file", (1, 1))):
        for client in (other, buyer):
            assert client.get(reverse(f"association:{name}", args=(desk.slug, case.number, *args))).status_code == 404
    assert everything() == before


def test_an_opening_is_written_down_and_a_reader_changes_nothing(desk, case):
    reader, address = desk.client(desk.reader), reverse("association:case", args=(desk.slug, case.number))
    assert reader.get(address).status_code == 200
    (opening,) = mediation.openings_of(case.complaint)
    assert opening.adviser_name == desk.reader.name
    assert reader.get(reverse("association:case-evidence", args=(desk.slug, case.number, 1))).status_code == 404
    assert mediation.openings_of(case.complaint) == [opening]  # within the hour it is one
    adviser = desk.client(desk.adviser)
    assert adviser.get(reverse("association:case-evidence", args=(desk.slug, case.number, 1))).status_code == 404
    assert len(mediation.openings_of(case.complaint)) == 2  # a paper alone is an opening as well
    before = everything()
    for name in ("case-take", "case-put-back", "case-note", "case-messages", "case-hand-over"):
        sent = reader.post(
            reverse(f"association:{name}", args=(desk.slug, case.number)), {"thread": "1", "text": "x", "key": "k"}
        )
        assert sent.status_code == 404, name
    assert everything() == before


def test_an_adviser_takes_notes_writes_and_hands_over(desk, case):
    client = desk.client()

    def post(name: str, **sent: str) -> int:
        return client.post(reverse(f"association:{name}", args=(desk.slug, case.number)), sent).status_code

    address = reverse("association:case", args=(desk.slug, case.number))
    assert post("case-take") == 302
    assert post("case-note", text=" ") == 422
    assert post("case-note", text="Appeler lundi <script>") == 302
    for _click in range(2):
        assert post("case-messages", thread="1", text="Bonjour à vous deux.", key="k1") == 302
    page = client.get(address).content.decode()
    assert page.count("Bonjour à vous deux.") == 1
    assert "Appeler lundi &lt;script&gt;" in page
    assert post("case-hand-over", to="999999") in (302, 404)
    assert post("case-hand-over", to="x") in (302, 404)
    assert post("case-hand-over", to=str(desk.head.pk)) == 302
    (row,) = mediation.cases_of(desk.association, group="mine", adviser_id=desk.head.pk, now=timezone.now()).items
    assert row.number == case.number


def test_lists_take_any_address_and_cost_the_same_when_empty(desk, case):
    client = desk.client()

    def cost(name: str, **query: str) -> int:
        client.get(reverse(f"association:{name}", args=(desk.slug,)), query)
        with CaptureQueriesContext(connection) as spent:
            assert client.get(reverse(f"association:{name}", args=(desk.slug,)), query).status_code == 200
        return len(spent)

    assert cost("queue") <= 10
    assert cost("queue", group="mine") <= 10
    assert cost("cases", text="بناني") <= 10
    assert cost("cases", text="nobody", group="'", after="x") <= 10


def test_the_start_the_door_and_the_second_factor(desk, case, settings):
    client = desk.client()
    door = reverse("association:door")
    start = reverse("association:start", args=(desk.slug,))
    assert client.get(door)["Location"] == start
    with CaptureQueriesContext(connection) as spent:
        assert client.get(start).status_code == 200
    assert len(spent) <= 14
    for person in desk.others[:3]:
        stranger = desk.client(person)
        assert stranger.get(door).status_code == 404
        assert stranger.get(start).status_code == 404
    assert "/account/login/" in Client().get(start)["Location"]
    assert start in client.get(reverse("account:home")).content.decode()
    settings.TWIZA_REQUIRE_2FA = True
    assert client.get(start)["Location"] == reverse("mfa_index")
    assert desk.client(desk.others[0]).get(start).status_code == 404
    assert client.get(reverse("association:invitation", args=("nonsense",))).status_code in (404, 422)
