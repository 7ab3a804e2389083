"""Registration, papers, season, team, money: by their forms."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.make.cooperatives import papers
from tests.web.workshop.conftest import an_order, carried
from twiza.cooperatives import api as cooperatives
from twiza.cooperatives.models import Cooperative
from twiza.delivery import api as delivery

REGISTRATION = {
    "names_ar": "تعاونية الورد",
    "names_fr": "Coopérative des Roses",
    "commune": "Smimou",
    "phone": "0524 00 77 88",
    "story_ar": "نحن عشر نساء",
}


def errors(page) -> dict:
    return {name: list(lines) for name, lines in page.context["form"].errors.items()}


@pytest.fixture
def work(client, fatima, tifawin):
    client.force_login(fatima)

    def send(name, *rest, get=False, **typed):
        address = reverse(f"workshop:{name}", args=(tifawin.slug, *rest))
        return client.get(address, typed) if get else client.post(address, typed)

    return send


def test_somebody_without_a_team_reads_what_selling_means(client) -> None:
    page = client.get(reverse("workshop:start"))
    assert page.status_code == 200
    assert reverse("workshop:register") in page.content.decode()


def test_a_member_of_one_team_goes_straight_to_work(client, zahra, tifawin) -> None:
    client.force_login(zahra)
    assert client.get(reverse("workshop:start"))["Location"] == reverse("workshop:today", args=(tifawin.slug,))


def test_a_cooperative_is_registered_completed_and_submitted(client, brahim) -> None:
    client.force_login(brahim)
    answer = client.post(reverse("workshop:register"), REGISTRATION)
    made = Cooperative.objects.get()
    assert answer["Location"] == reverse("workshop:registration", args=(made.slug,))
    assert made.phone == "+212524007788"
    page = client.get(answer["Location"])
    assert {m.field for m in page.context["shown"].missing} >= {"ice", "rib", "court"}
    client.post(reverse("workshop:submit", args=(made.slug,)))
    made.refresh_from_db()
    assert made.status == "draft"
    whole = papers()
    typed = {"names_ar": "تعاونية الورد", "names_fr": "Coopérative des Roses", "commune": "Smimou"}
    typed |= {k: whole[k] for k in ("seat", "court", "registration_number", "ice", "rib")}
    assert client.post(reverse("workshop:papers", args=(made.slug,)), typed).status_code == 302
    open_to_all = {"phone": "0524007788", "members": "٢٤", "women_members": "20"}
    assert client.post(reverse("workshop:public", args=(made.slug,)), open_to_all).status_code == 302
    client.post(reverse("workshop:submit", args=(made.slug,)))
    made.refresh_from_db()
    assert (made.status, made.members) == ("submitted", 24)


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("names", {"names_ar": "الورد"}),
        ("names", {"names_ar": "", "names_fr": ""}),
        ("commune", {"commune": "Atlantis"}),
        ("phone", {"phone": "12"}),
        ("ice", {"ice": "001234567890123"}),
        ("rib", {"rib": "1" * 24}),
        ("onssa_number", {"onssa_number": "???"}),
        ("women_members", {"members": "5", "women_members": "6"}),
        ("founded_on", {"founded_on": "2999-01-01"}),
    ],
)
def test_a_registration_is_refused_beside_its_field_and_keeps_what_was_typed(field, typed, client, brahim) -> None:
    client.force_login(brahim)
    page = client.post(reverse("workshop:register"), REGISTRATION | typed)
    assert page.status_code == 422
    assert list(errors(page)) == [field]
    assert "نحن عشر نساء" in page.content.decode()
    assert not Cooperative.objects.exists()


def test_papers_of_a_verified_cooperative_go_back_to_the_desk(work, tifawin) -> None:
    page = work("papers", get=True)
    assert page.context["verified"]
    initial = page.context["form"].initial
    typed = {name: initial[name] or "" for name in ("seat", "court", "registration_number", "ice", "rib")}
    typed |= {"names_ar": tifawin.names["ar"], "names_fr": tifawin.names["fr"], "names_en": tifawin.names["en"]}
    typed |= {"commune": initial["commune"], "sells_food": "on", "onssa_number": "ES.14.123.21"}
    assert work("papers", **typed | {"seat": "دوار جديد"}).status_code == 302
    tifawin.refresh_from_db()
    assert (tifawin.status, tifawin.seat) == ("submitted", "دوار جديد")


def test_a_season_is_written_dropped_and_ended(work, tifawin) -> None:
    today = timezone.localdate()
    wrong = work("season", starts_on=str(today + timedelta(3)), ends_on=str(today + timedelta(1)))
    assert wrong.status_code == 422
    assert list(errors(wrong)) == ["ends_on"]
    work("season", starts_on=str(today + timedelta(3)), ends_on=str(today + timedelta(5)), note_ar="عطلة")
    closure = tifawin.closures.get()
    work("cancel-closure", closure.pk)
    assert not tifawin.closures.exists()
    work("season", starts_on=str(today))
    assert not cooperatives.is_open(tifawin.pk, today)
    work("reopen")
    assert cooperatives.is_open(tifawin.pk, today)


def test_an_invitation_makes_a_treasurer(work, house) -> None:
    from twiza.people.api import register_person

    guest = register_person(phone="0668889900", name="Malika")
    client = Client()
    client.force_login(guest)
    answer = client.post(reverse("workshop:invitation", args=(house.token,)))
    assert answer["Location"] == reverse("workshop:today", args=(house.slug,))
    assert cooperatives.cooperatives_of(guest)[0].role == "treasurer"
    again = client.post(reverse("workshop:invitation", args=(house.token,)))
    assert again.status_code == 409
    assert again.context["refused"] == str(cooperatives.InvitationUsed())


def test_the_team_keeps_a_manager(work, tifawin, fatima, zahra) -> None:
    mine, hers = (tifawin.team.get(person=p).pk for p in (fatima, zahra))
    work("change-role", mine, role="treasurer")
    work("remove-member", mine)
    work("leave")
    assert cooperatives.cooperatives_of(fatima)[0].role == "manager"
    work("change-role", hers, role="manager")
    work("leave")
    assert cooperatives.cooperatives_of(fatima) == []
    assert cooperatives.cooperatives_of(zahra)[0].role == "manager"


def test_inviting_nobody_is_refused_beside_the_field(work) -> None:
    page = work("team", contact="???", role="preparer")
    assert page.status_code == 422
    assert list(errors(page)) == ["contact"]
    assert "???" in page.content.decode()


def test_cash_is_received_once_by_its_slip(work, sold, fatima, tifawin) -> None:
    moment = timezone.now()
    part = carried(an_order(sold, moment), fatima, moment, as_far_as="handed_over")
    shipment = delivery.shipment_by_reference(part.number)
    delivery.record_delivery(shipment=shipment, now=moment, proof=None, role="carrier")
    due = delivery.cash_of_cooperative(tifawin.pk).with_carrier
    assert due == part.total_centimes
    page = work("money", references=[part.number], remittance="")
    assert page.status_code == 422
    assert list(errors(page)) == ["remittance"]
    assert page.context["ticked"] == [part.number]
    assert work("money", references=["TC-NOBODY"], remittance="S-1").status_code == 422
    assert work("money", references=[part.number], remittance="S-1").status_code == 302
    totals = delivery.cash_of_cooperative(tifawin.pk)
    assert (totals.with_carrier, totals.remitted) == (0, due)
