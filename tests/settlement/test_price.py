"""What is stated of a price, held against the books: what was sold, taken, and shared among members."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.conftest import NOW
from tests.make.settlement import a_received_part
from twiza.catalog.api import booked_price, differing_products, state_price
from twiza.kernel.periods import day_of
from twiza.ledger.api import post
from twiza.plumbing.models import FactRow
from twiza.settlement.actions.compare_prices import compare_prices

pytestmark = pytest.mark.django_db


def share(cooperative_id: int, *, members: int, kept: int, number: int = 1) -> None:
    """As `members` posts a distribution."""
    lines = {
        f"cooperative:{cooperative_id}:to_share": members + kept,
        "member:1:payable": -members,
        f"cooperative:{cooperative_id}:share": -kept,
    }
    post(reference=f"distribution:{number}", lines=lines, day=day_of(NOW), cause="members.distribution:1", now=NOW)


def state(seller, work: int) -> None:
    """Of 120 dirhams: 7,20 to the platform, `work` to the members."""
    state_price(
        variant=seller.variants[0],
        work_centimes=work,
        materials_centimes=0,
        packaging_centimes=0,
        share_centimes=112_80 - work,
        commission_centimes=6_00,
        commission_vat_centimes=1_20,
        by=seller.manager,
        now=NOW,
    )


def test_the_books_of_a_product_and_what_its_cooperative_states(tifawin):
    oil, coop = tifawin.variants[0], tifawin.cooperative.pk
    type(oil.product).objects.filter(pk=oil.product_id).update(vat_class="exempt")
    state(tifawin, work=80_00)
    a_received_part(tifawin, {oil.pk: 2})
    assert compare_prices(now=NOW) == 0
    view, differs = booked_price(oil.product_id)
    assert (view.sold_centimes, view.commission_centimes, view.commission_vat_centimes, view.members_centimes) == (
        240_00,
        12_00,
        2_40,
        None,
    )
    assert (view.cooperative_centimes, differs) == (225_60, False)

    # Two thirds of what was shared went to members: 75,20 of each 120, near enough to 80.
    share(coop, members=200_00, kept=100_00)
    assert compare_prices(now=NOW) == 0
    assert booked_price(oil.product_id)[0].members_centimes == 150_40

    # Now a third: 37,60, which is more than a tenth of the price away.
    share(coop, members=0, kept=300_00, number=2)
    assert compare_prices(now=NOW) == 1
    assert [row.product_id for row in differing_products()[0]] == [oil.product_id]
    assert FactRow.objects.filter(kind__endswith="StatementDiffers").count() == 1
    assert compare_prices(now=NOW) == 0

    # A year later nothing of it is in the last 12 months any more.
    compare_prices(now=NOW + timedelta(days=400))
    assert booked_price(oil.product_id) is None
