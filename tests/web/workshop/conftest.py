"""Tifawin at work: a product with all that hangs on it, orders at each step, a sheet given in."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from PIL import Image

from tests.make.catalog import a_draft, a_product, only_variant
from tests.make.cooperatives import token_of
from tests.make.ordering import a_basket, a_carrier, only_part, place
from twiza.catalog import api as catalog
from twiza.cooperatives import api as cooperatives
from twiza.ordering import api as ordering
from twiza.plumbing.api import run_due, take_in_image

SHEET = (
    "sku,name_ar,name_fr,category,price,stock,content_amount,content_unit,weight_grams\n"
    "N-1,عسل السدر,Miel de jujubier,thyme-honey,120,5,500,g,700\n"
    "N-2,عسل الخروب,Miel de caroubier,thyme-honey,-3,5,500,g,700\n"
)


def a_picture(colour: str = "teal") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (640, 480), colour).save(out, "JPEG")
    return out.getvalue()


@dataclass
class House:
    """Tifawin and everything in it that an address can name."""

    cooperative: Any
    manager: Any
    preparer: Any
    treasurer: Any
    product: Any
    variant: Any
    photo: Any
    claim: Any
    draft: Any
    run: Any
    picture: Any
    closure: Any
    invitation: Any
    token: str
    parts: dict[str, Any]
    moment: datetime

    @property
    def slug(self) -> str:
        return str(self.cooperative.slug)


def an_order(house_variant: Any, moment: datetime, quantity: int = 2) -> Any:
    """Salma's order of it, to her douar, paid on delivery."""
    return only_part(place(a_basket({house_variant.pk: quantity}, now=moment), now=moment))


def carried(part: Any, manager: Any, moment: datetime, *, as_far_as: str) -> Any:
    """The part as far as `confirmed`, `prepared` or `handed_over`."""
    ordering.confirm_part(part=part, actor=manager, now=moment, accept_rest=True)
    if as_far_as in ("prepared", "handed_over"):
        ordering.prepare_part(part=part, actor=manager, now=moment)
    if as_far_as == "handed_over":
        ordering.hand_over_part(part=part, actor=manager, now=moment, tracking="TR-1")
    return part


@pytest.fixture
def sold(tifawin, fatima) -> Any:
    """A honey of Tifawin on the market, forty on the shelf, and a carrier that carries everywhere."""
    a_carrier()
    earlier = timezone.now() - timedelta(days=20)
    return only_variant(a_product(tifawin.pk, by=fatima, now=earlier, variant={"on_hand": 40, "sku": "H-250"}))


@pytest.fixture
def house(sold, tifawin, fatima, zahra, salma) -> House:
    moment = timezone.now()
    product = catalog.product_of_cooperative(tifawin.pk, sold.product_id)
    photo = catalog.add_photo(product=product, upload=a_picture(), by=fatima, now=moment, alt={"fr": "Un pot de miel"})
    claim = catalog.claim_designation(
        product=product,
        designation=catalog.designations()[0].code,
        certificate_number="C-1",
        body="Organisme exemple",
        valid_until=date(2099, 1, 1),
        by=fatima,
        now=moment,
    )
    run = catalog.start_import(
        cooperative_id=tifawin.pk, data=SHEET.encode(), name="miels.csv", by=fatima, language="fr"
    )
    picture = cooperatives.add_photo(
        cooperative=tifawin, image=take_in_image(a_picture("brown")), alt={"fr": "L’atelier"}, by=fatima, now=moment
    )
    starts = moment.date() + timedelta(days=200)
    closure = cooperatives.close_for_season(
        cooperative=tifawin, starts_on=starts, ends_on=starts + timedelta(days=9), by=fatima, now=moment
    )
    treasurer = zahra
    invitation = cooperatives.invite_to_team(
        cooperative=tifawin, contact="0668889900", role="treasurer", by=fatima, now=moment
    )
    parts = {"placed": an_order(sold, moment)}
    for step in ("confirmed", "prepared", "handed_over"):
        parts[step] = carried(an_order(sold, moment), fatima, moment, as_far_as=step)
    run_due(timezone.now())
    return House(
        cooperative=tifawin,
        manager=fatima,
        preparer=zahra,
        treasurer=treasurer,
        product=product,
        variant=sold,
        photo=photo,
        claim=claim,
        draft=a_draft(tifawin.pk, by=fatima, now=moment, names={"ar": "أملو", "fr": "Amlou"}),
        run=run,
        picture=picture,
        closure=closure,
        invitation=invitation,
        token=token_of(invitation),
        parts=parts,
        moment=moment,
    )
