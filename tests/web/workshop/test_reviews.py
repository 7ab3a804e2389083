"""A cooperative reads what is said of its goods, and answers once."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.make.cooperatives import join_team
from tests.make.ordering import a_carrier
from tests.make.reviews import a_received_line, a_review
from tests.make.settlement import a_settled_seller
from tests.web.rooms import Row, walk_own_number_of_another, walk_workshop_room
from twiza.reviews.models import Answer
from twiza.web.workshop.reviews.urls import patterns

SAID = {"text": "Merci !", "language": "fr"}


@pytest.fixture
def house(db, fatima, zahra):
    a_carrier()
    seller = a_settled_seller(fatima, now=timezone.now())
    join_team(seller.cooperative, zahra, "preparer", by=fatima)
    return seller


@pytest.fixture
def review(house):
    return a_review(a_received_line(house, now=timezone.now()), now=timezone.now(), stars=2, text="Cassé")


def rows(review) -> dict[str, Row]:
    return {
        "reviews": Row(queries=8, size=25_000),
        "review": Row((review.pk,), queries=8, size=25_000, post=SAID),
    }


def test_the_room_is_the_teams(house, review, fatima, brahim, hassan, nadia):
    slug = house.cooperative.slug
    walk_workshop_room(patterns, rows(review), slug=slug, insider=fatima, others=[brahim, hassan, nadia])


def test_another_cooperatives_review_does_not_exist(atlas, review, hassan):
    walk_own_number_of_another(patterns, rows(review), slug=atlas.slug, manager=hassan)


def test_the_manager_answers_once_and_changes_it_once(house, review, fatima, zahra):
    manager, preparer = Client(), Client()
    manager.force_login(fatima)
    preparer.force_login(zahra)
    slug = house.cooperative.slug
    listed, address = reverse("workshop:reviews", args=(slug,)), reverse("workshop:review", args=(slug, review.pk))
    assert preparer.get(listed).status_code == 200
    assert preparer.get(address).status_code == 404
    assert preparer.post(address, SAID).status_code == 404
    assert not Answer.objects.exists()
    assert manager.post(address, SAID | {"text": " "}).status_code == 422
    too_long = manager.post(address, SAID | {"text": "é" * 1001})
    assert too_long.status_code == 422
    assert "é" * 1001 in too_long.content.decode()
    for text, status in (("Merci !", 302), ("Désolées.", 302), ("Encore", 422)):
        assert manager.post(address, SAID | {"text": text}).status_code == status, text
    answer = Answer.objects.get()
    assert (answer.text, answer.first_text) == ("Désolées.", "Merci !")
    page = manager.get(listed, {"show": "to_answer"})
    assert "Cassé" not in page.content.decode()


def test_the_list_costs_the_same_with_more_rows(house, review, fatima):
    client = Client()
    client.force_login(fatima)
    address = reverse("workshop:reviews", args=(house.cooperative.slug,))

    def cost() -> int:
        with CaptureQueriesContext(connection) as spent:
            assert client.get(address).status_code == 200
        return len(spent)

    client.get(address)
    one = cost()
    for _n in range(2):
        a_review(a_received_line(house, now=timezone.now()), now=timezone.now())
    assert cost() == one
    assert client.get(address, {"after": "nonsense"}).status_code == 404
