"""A member's own statement: signed in by her phone, or by a secret link; never a stranger, never another member."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.make.members import a_roster, a_rule, own_sales_shared, some_hours
from tests.make.people import make_person
from tests.web.everything import everything
from twiza.members import api as members
from twiza.members.models import Link, Statement
from twiza.plumbing.models import Letter, RateCount

DAY = date(2026, 11, 20)


@pytest.fixture
def shared(tifawin, fatima, salma):
    """Salma is member 1 of Tifawin by her phone; Zineb is member 2."""
    first, second = a_roster(tifawin, ("سلمى", "Zineb"), by=fatima)
    line = members.MemberLine(name="سلمى", phone=salma.phone)
    members.edit_member(member=first, line=line, by=fatima, now=timezone.now())
    some_hours(first, 6, day=DAY)
    some_hours(second, 2, day=DAY)
    a_rule(tifawin, "hours", by=fatima)
    distribution = own_sales_shared(tifawin, 1000_00, by=fatima)
    return first, second, distribution


def statement_of(member) -> Statement:
    return Statement.objects.get(member=member)


def mine(member) -> str:
    return reverse("account:work_statement", args=(statement_of(member).pk,))


def a_link(member) -> str:
    members.send_link(member=member, by=make_person(), now=timezone.now())
    text = Letter.objects.filter(kind="work_link").latest("pk").text
    return "/" + text.split("://", 1)[1].split("/", 1)[1].strip()


def test_she_reads_that_her_work_brought_her_so_much_and_it_adds_up(shared, salma, client) -> None:
    client.force_login(salma)
    page = client.get(reverse("account:work"))
    assert page.context["rows"][0]["centimes"] == 675_00
    page = client.get(mine(shared[0]))
    assert "675" in page.context["sentence"]
    (entry,) = page.context["statement"].entries
    assert (entry.amount_centimes, entry.cooperative_centimes, entry.members_centimes) == (1000_00, 100_00, 900_00)
    assert [(b.hers, b.total, b.pot_centimes, b.centimes) for b in entry.basis] == [(360, 480, 900_00, 675_00)]
    assert [row.centimes for row in entry.sold] == [1000_00]
    assert page["X-Robots-Tag"] == "noindex, nofollow"


def test_she_agrees_or_contests_in_her_words(shared, salma, client) -> None:
    client.force_login(salma)
    client.post(mine(shared[0]), {"deed": "acknowledge"})
    assert statement_of(shared[0]).status == "acknowledged"
    assert client.post(mine(shared[0]), {"deed": "contest", "words": "  "}).status_code == 422
    client.post(mine(shared[0]), {"deed": "contest", "words": "كنت يوم 19 أيضا"})
    found = statement_of(shared[0])
    assert (found.status, found.words) == ("contested", "كنت يوم 19 أيضا")


def test_a_new_share_opens_an_agreed_statement_again(shared, salma, client, tifawin, fatima) -> None:
    client.force_login(salma)
    client.post(mine(shared[0]), {"deed": "acknowledge"})
    own_sales_shared(tifawin, 100_00, by=fatima)
    assert statement_of(shared[0]).status == "open"


def test_a_stranger_and_another_member_see_nothing(shared, salma, brahim) -> None:
    link = a_link(shared[0])
    before = everything()
    for person, address in (
        (brahim, mine(shared[0])),
        (salma, mine(shared[1])),
        (None, link.replace(link.split("/")[3], "x" * 43)),
        (None, f"{link}{statement_of(shared[1]).pk}/"),
    ):
        client = Client()
        if person:
            client.force_login(person)
        assert client.get(address).status_code == 404, address
        assert client.post(address, {"deed": "acknowledge"}).status_code == 404, address
    after = everything()
    for rows in (before, after):
        rows.pop("RateCount")
        for member in rows["Member"]:
            member.pop("person_id")
        for person in rows["Person"]:
            person.pop("last_login")
    assert after == before
    assert "/account/login/" in Client().get(mine(shared[0])).headers["Location"]
    client = Client()
    client.force_login(brahim)
    assert client.get(reverse("account:work")).context["is_member"] is False


def test_a_link_opens_her_statements_until_it_is_revoked_or_over(shared, fatima, client) -> None:
    link = a_link(shared[0])
    assert client.get(link).status_code == 200
    address = f"{link}{statement_of(shared[0]).pk}/"
    page = client.get(address)
    assert page.status_code == 200
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    assert b"noindex" in page.content
    client.post(address, {"deed": "acknowledge"})
    assert statement_of(shared[0]).status == "acknowledged"
    token = link.split("/")[3]
    assert len(token) >= 43
    assert not Link.objects.filter(token=token).exists()
    Link.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert client.get(link).status_code == 404
    Link.objects.update(expires_at=timezone.now() + timedelta(days=1))
    members.revoke_links(member=shared[0], by=fatima, now=timezone.now())
    assert client.get(link).status_code == 404


def test_who_guesses_links_is_told_to_wait(shared, client) -> None:
    answers = [client.get("/fr/work/" + "y" * 43 + "/").status_code for _try in range(31)]
    assert answers.count(404) >= 15
    assert answers[-1] == 429
    assert RateCount.objects.filter(key__startswith="work-link:").exists()


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_the_page_stands_in_every_language(language, shared, salma, client) -> None:
    client.force_login(salma)
    page = client.get(f"/{language}/me/work/{statement_of(shared[0]).pk}/")
    assert page.status_code == 200
    assert len(page.content) < 40_000


def test_a_page_costs_the_same_with_one_share_and_with_three(shared, salma, client, tifawin, fatima) -> None:
    client.force_login(salma)
    costs = []
    for _more in range(2):
        client.get(mine(shared[0]))
        with CaptureQueriesContext(connection) as spent:
            client.get(mine(shared[0]))
        costs.append(len(spent))
        for _share in range(2):
            own_sales_shared(tifawin, 100_00, by=fatima)
    assert costs[0] == costs[1] <= 16
