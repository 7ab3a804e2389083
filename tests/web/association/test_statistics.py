"""The association's figures: bars, a table, a file; its own alone."""

from django.urls import reverse

from tests.web.rooms import Row, walk_association_room
from twiza.web.association.statistics.urls import patterns


def test_the_room_is_the_teams_and_strangers_find_nothing(desk, case):
    rows = {
        "statistics": Row(queries=20, size=30_000),
        "statistics-table": Row(("csv",), queries=20, size=5_000),
    }
    walk_association_room(patterns, rows, slug=desk.slug, insider=desk.reader, others=desk.others)
    client = desk.client(desk.reader)
    page = client.get(reverse("association:statistics", args=(desk.slug,)), {"since": "x", "until": "9999-99-99"})
    assert '<svg class="bars"' in page.content.decode()
    sheet = client.get(reverse("association:statistics-table", args=(desk.slug, "csv"))).content.decode()
    assert "broken" in sheet
    assert "سلمى" not in sheet
    assert client.get(reverse("association:statistics-table", args=(desk.slug, "exe"))).status_code == 404
    own = client.get(
        reverse("association:statistics", args=(desk.slug,)), {"since": "2000-01-01", "until": "2000-02-01"}
    )
    assert own.status_code == 200
