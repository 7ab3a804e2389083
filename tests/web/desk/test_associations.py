"""The register of associations, what the desk may see of cases, recalls to decide: the desk's alone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.make.complaints import a_complaint
from tests.make.mediation import DANGER, a_case, an_association
from tests.make.ordering import a_carrier
from tests.make.payments import ALL_WAYS
from tests.make.people import make_person
from tests.make.settlement import a_received_part, a_settled_seller
from tests.web.everything import everything
from tests.web.rooms import Row, walk_desk_room
from twiza.conversations import api as conversations
from twiza.kernel.periods import day_of
from twiza.kernel.refusals import NotFound
from twiza.mediation import api as mediation
from twiza.mediation.models import Adviser, Association, FileOpening, Invitation, Recall
from twiza.web.desk.associations.urls import patterns

pytestmark = pytest.mark.django_db
TYPED = {
    "names_ar": "جمعية <b>Ziz</b>",
    "names_fr": "Association Ziz",
    "names_en": "Ziz",
    "about_fr": "Conseil aux consommateurs",
    "seat": "4, rue de l’Exemple",
    "commune": "Smimou",
    "phone": "0524 00 00 09",
    "email": "ziz@example.org",
    "languages": ["ar", "fr"],
    "founded_on": "2012-03-04",
    "head_contact": "0661999999",
}


@pytest.fixture
def desk(nadia) -> Client:
    client = Client(headers={"accept-language": "fr"})
    client.force_login(nadia)
    return client


def at(name: str, *arguments: object) -> str:
    return reverse(f"desk:{name}", args=arguments)


def test_the_room_the_cases_and_a_recall(settings, nadia, brahim, youssef, fatima, salma, desk) -> None:
    """One market: the room is walked by strangers, cases show nothing of their files, lists cost the same."""
    settings.TWIZA_PAYMENTS = ALL_WAYS
    a_carrier()
    moment = timezone.now()
    seller, association = a_settled_seller(fatima, now=moment), an_association(head=youssef, desk=nadia)
    part = a_received_part(seller, now=moment)
    complaint = a_complaint(part, now=moment, text="SECRET-PLAINTE")
    case = a_case(complaint, association, now=moment)
    mediation.take_case(case=case, by=youssef, now=moment)
    mediation.write_note(case=case, text="SECRET-NOTE", by=youssef, now=moment)
    conversations.post_message(
        subject=case.subject,
        role="adviser",
        author=youssef,
        author_name="Y",
        text="SECRET-MESSAGE",
        key="k",
        now=moment,
    )
    wanted = {"association": association, "product_id": seller.variants[0].product_id, "by": youssef, "now": moment}
    wanted |= {"sold_from": day_of(moment), "sold_until": day_of(moment), **DANGER}
    recall = mediation.propose_recall(key="k1", **wanted)
    head_to_be = an_invited(nadia)
    invitation = Invitation.objects.get(association=head_to_be)
    rows = {
        "associations": Row(queries=7, size=24_000),
        "association": Row((head_to_be.slug,), queries=9, size=24_000, post={"contact": "0661888888"}),
        "association-standing": Row((association.slug,), queries=8, size=20_000, post={"permit_number": "X"}),
        "association-close": Row((association.slug,), button=True),
        "association-reopen": Row((association.slug,), button=True),
        "association-uninvite": Row((head_to_be.slug, invitation.pk), button=True),
        "association-new": Row(queries=5, size=24_000, post=TYPED),
        "association-cases": Row(queries=7, size=20_000),
        "association-recalls": Row(queries=7, size=20_000),
        "association-recall": Row((recall.number,), queries=11, size=24_000, post={"answer": "yes", "note": "x"}),
    }
    walk_desk_room(patterns, rows, desk=nadia, others=[brahim, youssef, fatima, salma])

    page = desk.get(at("association-cases")).content.decode()
    assert case.number in page
    hidden = ("SECRET", part.order.name, part.order.number, part.number, part.order.phone, complaint.number)
    assert [word for word in hidden if word and word in page] == []
    before = everything()
    for name in ("cases", "case"):  # the association's own room is no way round
        arguments = (association.slug,) if name == "cases" else (association.slug, case.number)
        assert desk.get(reverse(f"association:{name}", args=arguments)).status_code == 404
    with pytest.raises(NotFound):
        mediation.association_of_adviser(nadia, association.slug)
    assert (everything(), FileOpening.objects.count()) == (before, 0)

    costs = [_costs(desk)]
    for n in range(2):
        an_invited(nadia)
        mediation.propose_recall(key=f"more {n}", **wanted)
        mediation.withdraw_consent(consent=case.consent, by=case.person, now=moment)
        case = a_case(complaint, association, now=moment)
    costs.append(_costs(desk))
    assert costs[0] == costs[1]
    assert max(costs[1]) <= 10
    assert "closed" in {row.status for row in mediation.cases_for_desk(nadia).items}

    address = at("association-recall", recall.number)
    assert "1" in desk.get(address).content.decode()
    for wrong in ({"answer": "no", "note": " "}, {"answer": "x", "note": "n"}, {"note": "n"}):
        assert desk.post(address, wrong).status_code == 422
    assert Recall.objects.get(pk=recall.pk).status == "proposed"
    assert desk.post(address, {"answer": "yes", "note": "Vu l’analyse."}).status_code == 302
    recall.refresh_from_db()
    assert (recall.status, recall.decided_as, recall.decided_by, recall.note) == (
        *("confirmed", "desk", nadia, "Vu l’analyse."),
    )
    assert desk.post(address, {"answer": "no", "note": "Trop tard"}).status_code == 422
    assert desk.get(at("association-recall", "RA-0")).status_code == 404
    assert recall.number not in desk.get(at("association-recalls")).content.decode()
    assert recall.number in desk.get(at("association-recalls"), {"show": "all", "after": "x"}).content.decode()


def an_invited(nadia) -> Association:
    """In the register; nobody has accepted yet."""
    person = make_person()
    return mediation.register_association(
        names={"ar": "جمعية", "fr": "Association"}, about={}, seat="x", commune="07.041.01.01", phone="0524000002",
        email="a@example.org", head_contact=person.phone or person.email, by=nadia, now=timezone.now(),
    )  # fmt: skip


def _costs(desk: Client) -> list[int]:
    found = []
    for name in ("associations", "association-cases", "association-recalls"):
        with CaptureQueriesContext(connection) as spent:
            assert desk.get(at(name)).status_code == 200
        found.append(len(spent))
    return found


def test_registered_invited_again_edited_closed(desk, nadia, youssef) -> None:
    assert desk.get(at("associations")).status_code == 200  # its empty state
    new = at("association-new")
    wrong = (
        *({"names_ar": ""}, {"commune": "Nullepart"}, {"phone": "12"}, {"email": "x"}, {"founded_on": "2999-01-01"}),
        *({"may_sue_until": "2030-01-01"}, {"head_contact": "nobody"}, {"founded_on": "31/31"}, {"seat": " "}),
        {"public_utility_since": "2999-01-01"},
    )
    for change in wrong:
        answer = desk.post(new, TYPED | change)
        assert answer.status_code == 422, change
        assert "Conseil aux consommateurs" in answer.content.decode()
    assert not Association.objects.exists()
    assert desk.post(new, TYPED | {"may_sue_until": "2030-01-01", "permit_number": "A-1/26"}).status_code == 302
    made = Association.objects.get()
    assert (made.commune.names["fr"], made.permit_number, made.registered_by) == ("Smimou", "A-1/26", nadia)
    one, first = at("association", made.slug), Invitation.objects.get()
    page = desk.get(one).content.decode()
    assert ("&lt;b&gt;Ziz" in page, "<b>Ziz" in page) == (True, False)
    assert desk.post(one, {"contact": "0661999999"}).status_code == 422  # still open
    assert desk.post(at("association-uninvite", made.slug, first.pk)).status_code == 302
    assert desk.post(one, {"contact": youssef.phone or youssef.email}).status_code == 302
    Adviser.objects.create(association=made, person=youssef, role="head", joined_at=timezone.now())
    before = everything()
    assert desk.post(one, {"contact": "0661777777"}).status_code == 404
    second = Invitation.objects.latest("pk")
    assert desk.post(at("association-uninvite", made.slug, second.pk)).status_code == 404
    assert everything() == before
    assert second.contact not in desk.get(one).content.decode()

    standing = at("association-standing", made.slug)
    assert "2030-01-01" in desk.get(standing).content.decode()
    for wrong_one in ({"may_sue_until": "2030-01-01"}, {"public_utility_since": "2999-01-01"}):
        assert desk.post(standing, wrong_one).status_code == 422
    assert desk.post(standing, {"public_utility_since": "2020-05-05"}).status_code == 302
    made.refresh_from_db()
    assert (str(made.public_utility_since), made.may_sue_until, made.permit_number) == ("2020-05-05", None, "")
    desk.post(at("association-close", made.slug))
    assert mediation.associations() == []
    desk.post(at("association-reopen", made.slug))
    assert [card.slug for card in mediation.associations()] == [made.slug]
    late = timezone.now() + timedelta(days=20)
    ((row,), count, after) = _page(mediation.associations_for_desk(nadia, now=late, page_size=1))
    assert (row.head, count, after) == ("here", 1, None)
    with pytest.raises(NotFound):
        mediation.associations_for_desk(youssef, now=late)


def _page(page):
    return page.items, page.count, page.next
