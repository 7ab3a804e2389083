"""Two associations with their teams; a case of the first, from a broken honey; all made through the actions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.make.complaints import a_complaint
from tests.make.ordering import a_carrier
from tests.make.people import make_person
from tests.make.settlement import a_received_part, a_settled_seller, hear_all
from twiza.mediation import api as mediation
from twiza.ordering.api import Order
from twiza.people.api import Person
from twiza.plumbing.models import Letter


@pytest.fixture(autouse=True)
def _one_factor(settings) -> None:
    settings.TWIZA_REQUIRE_2FA = False


def join(association: Any, person: Person, *, role: str = "", by: Person | None = None) -> None:
    """By the letter that the invitation sends; without `role` the head's, which registering sent."""
    moment = timezone.now()
    if role and by:
        mediation.invite_adviser(association=association, contact=person.email or "", role=role, by=by, now=moment)
    letter = Letter.objects.filter(to=person.email).latest("pk")
    found = re.search(r"/association/invitation/([^/\s\"<]+)/", letter.text)
    assert found
    mediation.accept_invitation(token=found[1], person=person, now=moment)


@dataclass
class Desk:
    """An association's desk: its head, an adviser, a reader; and who must find nothing there."""

    association: Any
    head: Person
    adviser: Person
    reader: Person
    others: list[Person]

    @property
    def slug(self) -> str:
        return str(self.association.slug)

    def client(self, person: Person | None = None) -> Client:
        client = Client()
        client.force_login(person or self.adviser)
        return client


def an_association(name: str, head: Person, desk: Person) -> Any:
    found = mediation.register_association(
        names={"ar": f"جمعية {name}", "fr": f"Association {name}", "en": f"{name} association"},
        about={"ar": "حماية المستهلك", "fr": "Protection du consommateur"},
        seat="12, rue de l’Exemple",
        commune="07.041.01.01",
        phone="+212524000001",
        email=f"{name.lower()}@association.example",
        languages=["ar", "fr"],
        head_contact=head.email or "",
        by=desk,
        now=timezone.now(),
    )
    join(found, head)
    return found


@pytest.fixture
def desk(nadia, salma, fatima) -> Desk:
    people = [make_person(email=f"{n}@association.example", name=f"Conseiller {n}", language="fr") for n in "hare"]
    head, adviser, reader, other = people
    association = an_association("Amal", head, nadia)
    join(association, adviser, role="adviser", by=head)
    join(association, reader, role="reader", by=head)
    an_association("Rifq", other, nadia)
    return Desk(association, head, adviser, reader, [salma, fatima, nadia, other])


@pytest.fixture
def case(desk, salma, fatima) -> Any:
    """Salma's honey arrived broken; she asks the association in."""
    a_carrier()
    moment = timezone.now()
    seller = a_settled_seller(fatima, now=moment)
    part = a_received_part(seller, now=moment)
    Order.objects.filter(pk=part.order_id).update(person=salma)
    complaint = a_complaint(part, now=moment)
    mediation.give_consent(complaint=complaint, association=desk.association, by=salma, now=moment)
    hear_all(moment)
    (row,) = mediation.cases_of(desk.association, group="new", now=timezone.now()).items
    return mediation.case_of_association(desk.association, row.number, now=timezone.now())
