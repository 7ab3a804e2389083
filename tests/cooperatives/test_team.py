"""Who is let in, who may invite whom, and who may not leave."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.make.cooperatives import join_team, make_cooperative, token_of
from twiza.cooperatives.api import (
    AlreadyInTeam,
    AlreadyInvited,
    InvitationOver,
    InvitationUsed,
    LastManager,
    NotInvited,
    TooManyInvitations,
    UnknownRole,
    accept_invitation,
    change_role,
    cooperative_for_desk,
    cooperative_of_team,
    cooperatives_of,
    invitation_card,
    invite_to_team,
    leave_team,
    remove_member,
    team_contacts,
    withdraw_invitation,
    workshop_cooperative,
)
from twiza.cooperatives.models import Invitation, TeamMember
from twiza.kernel.refusals import NotFound
from twiza.people.api import NotAnEmail, NotAPhone
from twiza.plumbing.models import FactRow, Letter


def roles(cooperative) -> dict[str, str]:
    return {m.name: m.role for m in workshop_cooperative(cooperative, on=cooperative.verified_at.date()).team}


def test_the_gate(tifawin, atlas, fatima, zahra, hassan, brahim, nadia):
    assert cooperative_of_team(fatima, tifawin.slug) == tifawin
    assert cooperative_of_team(zahra, tifawin.slug, roles=["preparer", "manager"]) == tifawin
    for person, slug, wanted in (
        (brahim, tifawin.slug, None),
        (hassan, tifawin.slug, None),
        (fatima, atlas.slug, None),
        (zahra, tifawin.slug, ["manager"]),
        (nadia, tifawin.slug, None),
        (fatima, "no-such", None),
    ):
        with pytest.raises(NotFound):
            cooperative_of_team(person, slug, roles=wanted)
    assert cooperative_for_desk(nadia, tifawin.slug) == tifawin
    for person, slug in ((fatima, tifawin.slug), (nadia, "no-such")):
        with pytest.raises(NotFound):
            cooperative_for_desk(person, slug)


def test_somebody_not_signed_in_is_a_stranger(tifawin):
    from django.contrib.auth.models import AnonymousUser

    with pytest.raises(NotFound):
        cooperative_of_team(AnonymousUser(), tifawin.slug)
    with pytest.raises(NotFound):
        cooperative_for_desk(AnonymousUser(), tifawin.slug)
    assert cooperatives_of(AnonymousUser()) == []


def test_an_invitation_by_phone(tifawin, fatima, salma, now):
    made = invite_to_team(cooperative=tifawin, contact="06 61 23 45 67", role="treasurer", by=fatima, now=now)
    assert (made.contact, made.expires_at) == (salma.phone, now + timedelta(days=14))
    letter = Letter.objects.get(reference=f"team-invitation:{made.pk}")
    assert (letter.channel, letter.to, letter.language) == ("sms", salma.phone, "ar")
    token = token_of(made)
    assert not Invitation.objects.filter(token=token).exists()  # only its digest is kept
    assert FactRow.objects.filter(kind="TeamInvited", fields={"invitation_id": made.pk}).count() == 1

    card = invitation_card(token=token, person=salma, now=now)
    assert (card.names, card.role, card.inviter) == (tifawin.names, "treasurer", fatima.name)
    member = accept_invitation(token=token, person=salma, now=now + timedelta(days=13))
    assert (member.cooperative, member.role) == (tifawin, "treasurer")
    assert [(m.slug, m.role) for m in cooperatives_of(salma)] == [(tifawin.slug, "treasurer")]
    with pytest.raises(InvitationUsed):
        accept_invitation(token=token, person=salma, now=now)


def test_an_invitation_by_mail_to_somebody_without_an_account(tifawin, fatima, now):
    made = invite_to_team(cooperative=tifawin, contact="Nora@Example.ma", role="preparer", by=fatima, now=now)
    assert made.contact == "nora@example.ma"
    assert Letter.objects.get(reference=f"team-invitation:{made.pk}").channel == "email"
    from tests.make.people import make_person

    nora = make_person(email="nora@example.ma", name="Nora")
    assert accept_invitation(token=token_of(made), person=nora, now=now).role == "preparer"


def test_only_who_was_invited_may_accept(tifawin, fatima, salma, brahim, now):
    token = token_of(invite_to_team(cooperative=tifawin, contact=salma.phone, role="manager", by=fatima, now=now))
    for person, typed in ((brahim, token), (salma, token[:-1] + "x"), (salma, "")):
        with pytest.raises(NotInvited):
            invitation_card(token=typed, person=person, now=now)
        with pytest.raises(NotInvited):
            accept_invitation(token=typed, person=person, now=now)
    assert not TeamMember.objects.filter(person__in=[salma, brahim]).exists()


def test_an_invitation_ends(tifawin, fatima, salma, now):
    first = invite_to_team(cooperative=tifawin, contact=salma.phone, role="preparer", by=fatima, now=now)
    with pytest.raises(AlreadyInvited):
        invite_to_team(cooperative=tifawin, contact=salma.phone, role="manager", by=fatima, now=now)
    later = now + timedelta(days=14)
    with pytest.raises(InvitationOver):
        accept_invitation(token=token_of(first), person=salma, now=later)
    second = invite_to_team(cooperative=tifawin, contact=salma.phone, role="preparer", by=fatima, now=later)
    for _ in range(2):
        withdraw_invitation(cooperative=tifawin, invitation_id=second.pk, by=fatima, now=later)
    with pytest.raises(InvitationOver):
        accept_invitation(token=token_of(second), person=salma, now=later)


def test_a_phone_is_not_written_to_all_day(tifawin, atlas, fatima, hassan, salma, now):
    for cooperative, manager in ((tifawin, fatima), (atlas, hassan), (tifawin, fatima)):
        made = invite_to_team(cooperative=cooperative, contact=salma.phone, role="preparer", by=manager, now=now)
        withdraw_invitation(cooperative=cooperative, invitation_id=made.pk, by=manager, now=now)
    with pytest.raises(TooManyInvitations):
        invite_to_team(cooperative=atlas, contact=salma.phone, role="preparer", by=hassan, now=now)
    assert Letter.objects.filter(to=salma.phone).count() == 3
    tomorrow = now + timedelta(days=1)
    assert invite_to_team(cooperative=atlas, contact=salma.phone, role="preparer", by=hassan, now=tomorrow)


def test_nobody_invites_half_the_country(tifawin, fatima, now):
    for number in range(30 - Invitation.objects.filter(invited_by=fatima).count()):
        invite_to_team(cooperative=tifawin, contact=f"06612340{number:02d}", role="preparer", by=fatima, now=now)
    with pytest.raises(TooManyInvitations):
        invite_to_team(cooperative=tifawin, contact="0661234099", role="preparer", by=fatima, now=now)


def test_an_invitation_of_another_cooperative_does_not_exist(tifawin, atlas, fatima, hassan, salma, now):
    made = invite_to_team(cooperative=tifawin, contact=salma.phone, role="preparer", by=fatima, now=now)
    with pytest.raises(NotFound):
        withdraw_invitation(cooperative=atlas, invitation_id=made.pk, by=hassan, now=now)
    accept_invitation(token=token_of(made), person=salma, now=now)
    with pytest.raises(InvitationUsed):
        withdraw_invitation(cooperative=tifawin, invitation_id=made.pk, by=fatima, now=now)


@pytest.mark.parametrize(
    ("contact", "role", "refusal", "field"),
    [
        ("0612", "manager", NotAPhone, "contact"),
        ("a@b", "manager", NotAnEmail, "contact"),
        ("0661234599", "queen", UnknownRole, "role"),
        ("+212664567890", "manager", AlreadyInTeam, "contact"),
    ],
)
def test_what_can_not_be_invited(tifawin, fatima, now, contact, role, refusal, field):
    before = Invitation.objects.count()
    with pytest.raises(refusal) as refused:
        invite_to_team(cooperative=tifawin, contact=contact, role=role, by=fatima, now=now)
    assert refused.value.field == field
    assert Invitation.objects.count() == before


def test_a_team_keeps_a_manager(tifawin, fatima, zahra, now):
    member = {m.person_id: m.pk for m in TeamMember.objects.filter(cooperative=tifawin)}
    for refused in (
        lambda: leave_team(cooperative=tifawin, person=fatima, now=now),
        lambda: remove_member(cooperative=tifawin, member_id=member[fatima.pk], by=fatima, now=now),
        lambda: change_role(cooperative=tifawin, member_id=member[fatima.pk], role="preparer", by=fatima, now=now),
    ):
        with pytest.raises(LastManager):
            refused()
    assert roles(tifawin) == {fatima.name: "manager", zahra.name: "preparer"}
    change_role(cooperative=tifawin, member_id=member[zahra.pk], role="manager", by=fatima, now=now)
    leave_team(cooperative=tifawin, person=fatima, now=now)
    assert roles(tifawin) == {zahra.name: "manager"}
    with pytest.raises(NotFound):
        leave_team(cooperative=tifawin, person=fatima, now=now)


def test_a_member_of_another_team_does_not_exist(tifawin, atlas, hassan, zahra, now):
    stranger = TeamMember.objects.get(cooperative=tifawin, person=zahra)
    for forbidden in (
        lambda: remove_member(cooperative=atlas, member_id=stranger.pk, by=hassan, now=now),
        lambda: change_role(cooperative=atlas, member_id=stranger.pk, role="manager", by=hassan, now=now),
    ):
        with pytest.raises(NotFound):
            forbidden()
    stranger.refresh_from_db()
    assert stranger.role == "preparer"


def test_contacts_of_a_team_are_as_each_prefers(tifawin, fatima, zahra):
    assert [(c.role, c.contact_by, c.to, c.language) for c in team_contacts(tifawin.pk)] == [
        ("manager", "sms", fatima.phone, "ar"),
        ("preparer", "sms", zahra.phone, "ar"),
    ]
    assert [c.person_id for c in team_contacts(tifawin.pk, roles=["manager"])] == [fatima.pk]
    fatima.email, fatima.contact_by = "fatima@example.ma", "email"
    fatima.save()
    zahra.is_active = False
    zahra.save()
    assert [(c.contact_by, c.to) for c in team_contacts(tifawin.pk)] == [("email", "fatima@example.ma")]


def test_one_person_in_two_teams(tifawin, fatima, nadia, now):
    other = make_cooperative(desk=nadia)
    manager = team_contacts(other.pk)[0].person_id
    from twiza.people.models import Person

    join_team(other, fatima, "treasurer", by=Person.objects.get(pk=manager))
    assert {(m.slug, m.role) for m in cooperatives_of(fatima)} == {(tifawin.slug, "manager"), (other.slug, "treasurer")}
