"""Open figures: a quarter's complaints, shown to everybody and nobody in it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.conftest import NOW
from tests.make.complaints import a_complaint
from tests.make.ordering import a_carrier
from tests.make.settlement import a_received_part, a_settled_seller, line_ids
from tests.web.shop.conftest import text_of
from twiza.observatory import api as observatory
from twiza.observatory.jobs import publish_closed_quarters
from twiza.observatory.models import Release

pytestmark = pytest.mark.django_db
SUMMER = NOW - timedelta(days=100)  # mid-August
QUARTER = observatory.Quarter(2026, 3)


@pytest.fixture
def summer(fatima):
    """A parcel that three buyers could complain of: five times broken or spoiled, once of another kind."""
    a_carrier()
    seller = a_settled_seller(fatima, {}, {}, {})
    part = a_received_part(seller, {variant.pk: 1 for variant in seller.variants}, now=SUMMER)
    for line in line_ids(part):
        for problem in ("broken", "spoiled"):
            a_complaint(part, line_ids=[line], problem=problem, now=SUMMER + timedelta(hours=3))
    return part


def test_a_quarter_is_published_once_and_never_changes(summer, client):
    assert publish_closed_quarters(now=NOW) == ["2026-Q3"]
    a_complaint(summer, line_ids=line_ids(summer)[:1], problem="different", now=SUMMER + timedelta(hours=4))
    observatory.publish_figures(quarter=QUARTER, now=NOW)
    assert publish_closed_quarters(now=NOW) == []
    assert observatory.release("2026-Q3").total == 6
    page = client.get("/fr/figures/")
    assert "6 réclamations." in text_of(page)
    assert "Du 1 juillet 2026 au 30 septembre 2026" in text_of(page)
    arabic = text_of(client.get("/ar/figures/2026-Q3/"))
    assert "الشكايات بالأرقام" in arabic
    assert "أنواع أخرى" in arabic  # three broken, three spoiled: neither is shown alone


def test_the_files_say_the_same(summer, client):
    observatory.publish_figures(quarter=QUARTER, now=NOW)
    figures = client.get("/fr/figures/2026-Q3.json").json()
    assert (figures["quarter"], figures["total"], figures["least_cell"]) == ("2026-Q3", 6, 5)
    assert {"by": "outcome", "kind": "other", "column": "open", "count": 6} in figures["cells"]
    sheet = client.get("/fr/figures/2026-Q3.csv").content.decode("utf-8-sig")
    assert "2026-Q3;autres genres;Par issue;pas encore terminée;6" in sheet


def test_too_few_are_not_shown(fatima, client):
    a_carrier()
    seller = a_settled_seller(fatima)
    part = a_received_part(seller, now=SUMMER)
    a_complaint(part, now=SUMMER + timedelta(hours=3))
    observatory.publish_figures(quarter=QUARTER, now=NOW)
    assert Release.objects.get().total is None
    assert client.get("/fr/figures/2026-Q3.json").json()["cells"] == []
    assert "moins de 5 réclamations" in text_of(client.get("/fr/figures/"))


def test_nothing_is_published_before_its_time(db, client):
    with pytest.raises(observatory.QuarterOpen):
        observatory.publish_figures(quarter=observatory.Quarter(2026, 4), now=NOW)
    assert "paraîtront" in text_of(client.get("/fr/figures/"))
    for stranger in ("/fr/figures/2026-Q4/", "/fr/figures/2026-Q9.json", "/fr/figures/x.csv"):
        assert client.get(stranger).status_code == 404


def test_it_costs_one_query(summer, client):
    observatory.publish_figures(quarter=QUARTER, now=NOW)
    client.get("/fr/rights/")
    with CaptureQueriesContext(connection) as captured:
        page = client.get("/fr/figures/")
    assert len(captured) <= 1
    assert len(page.content) < 40_000
