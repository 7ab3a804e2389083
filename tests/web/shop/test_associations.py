"""The public pages of associations: who they are, what they publish, what was called back."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from tests.make.mediation import DANGER, WORDS, an_association
from tests.web.everything import everything
from twiza.kernel.periods import day_of
from twiza.mediation import api as mediation
from twiza.web.shop.associations.urls import patterns

pytestmark = pytest.mark.django_db


def test_what_any_stranger_reads(honey, youssef, nadia, django_assert_max_num_queries) -> None:
    association, moment = an_association(head=youssef, desk=nadia), timezone.now()
    product = honey.variants[0].product
    by = {"by": youssef, "now": moment}
    draft = mediation.write_publication(
        association=association, kind="warning", product_ids=[product.pk], **WORDS, **by
    )
    recall = mediation.propose_recall(
        association=association,
        product_id=product.pk,
        sold_from=day_of(moment),
        sold_until=day_of(moment),
        key="k",
        **DANGER,
        **by,
    )
    visitor = Client()
    page, called = f"/fr/associations/{association.slug}/{draft.slug}/", f"/fr/associations/recalls/{recall.number}/"
    assert [visitor.get(address).status_code for address in (page, called)] == [404, 404]
    mediation.publish(publication=draft, **by)
    mediation.decide_recall(recall=recall, role="desk", accept=True, by=nadia, now=moment)
    before = everything()
    with django_assert_max_num_queries(8):
        listed = visitor.get("/fr/associations/").content.decode()
    assert "Attention au miel" in listed
    assert recall.number in listed
    for address in (page, called, f"/fr/associations/{association.slug}/", f"/ar/associations/{association.slug}/"):
        with django_assert_max_num_queries(8):
            answer = visitor.get(address)
        assert (answer.status_code, len(answer.content) < 60_000) == (200, True), address
        assert visitor.post(address).status_code == 405
    assert visitor.get("/fr/associations/nobody/").status_code == 404
    assert len(patterns) == 4
    assert everything() == before
    cards = mediation.warnings_of_products([product.pk])[product.pk]
    assert [card.slug for card in cards] == [draft.slug]
    on_page = visitor.get(f"/fr/product/{product.slug}/").content.decode()
    assert f"/fr/associations/{association.slug}/{draft.slug}/" in on_page
    mediation.withdraw_publication(publication=draft, why="Erreur", **by)
    assert mediation.warnings_of_products([product.pk]) == {product.pk: []}
    assert "Erreur" in visitor.get(page).content.decode()
