"""From a draft to a verified cooperative, and back to the desk when its papers change."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.make.cooperatives import a_draft_cooperative, a_rib, an_ice, answer_all, papers
from twiza.cooperatives.api import (
    AlreadyRegistered,
    ChecklistOpen,
    FieldMissing,
    FoundedInFuture,
    IdentityLocked,
    MoreWomenThanMembers,
    NameMissing,
    NoteMissing,
    NothingToAmend,
    TooFewMembers,
    UnknownCheck,
    UnknownReason,
    WrongIce,
    amend_cooperative,
    answer_check,
    cooperative_card,
    cooperatives_for_desk,
    edit_cooperative,
    is_open,
    missing_for_submission,
    public_cooperative,
    refuse_cooperative,
    register_cooperative,
    reinstate_cooperative,
    seller_terms,
    submit_cooperative,
    suspend_cooperative,
    verify_cooperative,
    waiting_for_desk,
    workshop_cooperative,
)
from twiza.cooperatives.models import Cooperative
from twiza.geography.api import UnknownCommune
from twiza.kernel.refusals import NotFound
from twiza.kernel.states import MoveRefused
from twiza.people.api import NotAnEmail, NotAPhone
from twiza.plumbing.api import audit_of
from twiza.plumbing.models import FactRow, Letter

TODAY = date(2026, 11, 23)


def facts() -> list[tuple[str, dict]]:
    return list(FactRow.objects.values_list("kind", "fields"))


def checklist(cooperative) -> list[str]:
    return [line.item for line in workshop_cooperative(cooperative, on=TODAY).checks]


def test_a_registration_is_a_draft_with_its_manager(fatima, now):
    made = a_draft_cooperative(
        manager=fatima, names={"ar": "تعاونية تيفاوين", "fr": "Coopérative Tifawin"}, phone="0524 38 12 34"
    )
    assert (made.slug, made.status, made.phone) == ("cooperative-tifawin", "draft", "+212524381234")
    page = workshop_cooperative(made, on=TODAY)
    assert [(m.person_id, m.role) for m in page.team] == [(fatima.pk, "manager")]
    assert page.manager_verbs == ["submit"]
    assert page.desk_verbs == []
    assert page.missing == []
    assert [row.verb for row in audit_of(made)] == ["register"]


def test_two_of_one_name_have_two_addresses(fatima):
    names = {"fr": "Coopérative Nour"}
    assert [a_draft_cooperative(manager=fatima, names=names).slug for _ in range(3)] == [
        "cooperative-nour",
        "cooperative-nour-2",
        "cooperative-nour-3",
    ]


@pytest.mark.parametrize(
    ("wrong", "refusal", "field"),
    [
        ({"names": {}}, NameMissing, "names"),
        ({"ice": "123"}, WrongIce, "ice"),
        ({"commune": "99.999.99.99"}, UnknownCommune, "commune"),
        ({"commune": ""}, FieldMissing, "commune"),
        ({"phone": "12"}, NotAPhone, "phone"),
        ({"phone": ""}, FieldMissing, "phone"),
        ({"email": "not an address"}, NotAnEmail, "email"),
        ({"members": 4}, TooFewMembers, "members"),
        ({"members": -1}, TooFewMembers, "members"),
        ({"members": 5, "women_members": 6}, MoreWomenThanMembers, "women_members"),
        ({"women_members": -1}, MoreWomenThanMembers, "women_members"),
        ({"founded_on": date(2026, 11, 24)}, FoundedInFuture, "founded_on"),
    ],
)
def test_what_is_wrong_is_refused_and_leaves_nothing(fatima, now, wrong, refusal, field):
    given = papers() | wrong
    with pytest.raises(refusal) as refused:
        register_cooperative(by=fatima, now=now, **given)
    assert refused.value.field == field
    assert str(refused.value)
    assert not Cooperative.objects.exists()


def test_a_draft_may_be_incomplete_but_is_not_submitted_so(fatima, now):
    given = {name: value for name, value in papers().items() if name in ("names", "commune", "phone")}
    made = register_cooperative(by=fatima, now=now, **given)
    assert [m.field for m in missing_for_submission(made, on=TODAY)] == [
        "seat",
        "court",
        "registration_number",
        "ice",
        "rib",
        "members",
    ]
    with pytest.raises(FieldMissing) as refused:
        submit_cooperative(cooperative=made, by=fatima, now=now)
    assert refused.value.field == "seat"
    made.refresh_from_db()
    assert made.status == "draft"


def test_the_desk_verifies_when_each_point_is_answered_with_yes(fatima, nadia, now):
    made = a_draft_cooperative(manager=fatima)
    submit_cooperative(cooperative=made, by=fatima, now=now)
    assert [c.id for c in waiting_for_desk(on=TODAY)] == [made.pk]
    with pytest.raises(ChecklistOpen):
        verify_cooperative(cooperative=made, by=nadia, now=now)
    answer_all(made, desk=nadia)
    answer_check(cooperative=made, item="phone_answered", ok=False, by=nadia, now=now, note="لا أحد يجيب")
    with pytest.raises(ChecklistOpen):
        verify_cooperative(cooperative=made, by=nadia, now=now)
    with pytest.raises(NotFound):
        public_cooperative(made.slug, on=TODAY)
    answer_check(cooperative=made, item="phone_answered", ok=True, by=nadia, now=now)
    verify_cooperative(cooperative=made, by=nadia, now=now)

    assert (made.status, made.verified_at) == ("verified", now)
    assert public_cooperative(made.slug, on=TODAY).card.is_open
    assert waiting_for_desk(on=TODAY) == []
    assert facts() == [
        ("CooperativeSubmitted", {"cooperative_id": made.pk}),
        ("CooperativeVerified", {"cooperative_id": made.pk}),
    ]
    letter = Letter.objects.get()
    assert (letter.kind, letter.to, letter.language) == ("cooperative_verified", fatima.phone, "ar")
    assert made.names["ar"] in letter.text


def test_food_adds_a_point_to_the_checklist(fatima, nadia, now):
    craft = a_draft_cooperative(manager=fatima)
    food = a_draft_cooperative(manager=fatima, sells_food=True)
    assert "food_number" not in checklist(craft)
    assert set(checklist(food)) - set(checklist(craft)) == {"food_number"}
    submit_cooperative(cooperative=craft, by=fatima, now=now)
    with pytest.raises(UnknownCheck):
        answer_check(cooperative=craft, item="food_number", ok=True, by=nadia, now=now)


def test_the_checklist_is_closed_before_and_after(fatima, nadia, now):
    made = a_draft_cooperative(manager=fatima)
    with pytest.raises(MoveRefused):
        answer_check(cooperative=made, item="ice", ok=True, by=nadia, now=now)


def test_a_refusal_has_a_reason_and_can_be_mended(fatima, nadia, now):
    made = a_draft_cooperative(manager=fatima)
    submit_cooperative(cooperative=made, by=fatima, now=now)
    answer_all(made, desk=nadia)
    for reason, note, refusal in (("because", "", UnknownReason), ("other", "  ", NoteMissing)):
        with pytest.raises(refusal):
            refuse_cooperative(cooperative=made, reason=reason, note=note, by=nadia, now=now)
    refuse_cooperative(cooperative=made, reason="account_not_own", note="Compte d’un tiers", by=nadia, now=now)
    page = workshop_cooperative(made, on=TODAY)
    assert (made.status, page.refusal_reason, page.refusal_note) == ("refused", "account_not_own", "Compte d’un tiers")
    assert "Compte d’un tiers" in Letter.objects.get(kind="cooperative_refused").text
    assert facts()[-1] == ("CooperativeRefused", {"cooperative_id": made.pk, "reason": "account_not_own"})

    edit_cooperative(cooperative=made, by=fatima, now=now, rib=a_rib(777))
    # What was answered about the account must be answered anew; the rest still stands.
    unanswered = [line.item for line in workshop_cooperative(made, on=TODAY).checks if line.ok is None]
    assert unanswered == ["rib_holder"]
    submit_cooperative(cooperative=made, by=fatima, now=now + timedelta(days=1))
    assert (made.refusal_reason, made.refusal_note) == ("", "")
    answer_check(cooperative=made, item="rib_holder", ok=True, by=nadia, now=now)
    verify_cooperative(cooperative=made, by=nadia, now=now)
    assert made.status == "verified"


def test_what_was_verified_is_not_edited_but_amended(tifawin, fatima, nadia, now):
    verified_at = tifawin.verified_at
    with pytest.raises(IdentityLocked) as refused:
        edit_cooperative(cooperative=tifawin, by=fatima, now=now, seat="مراكش", email="a@b.ma")
    assert refused.value.field == "seat"
    tifawin.refresh_from_db()
    assert (tifawin.seat, tifawin.email) == ("دوار المثال", "")

    edit_cooperative(cooperative=tifawin, by=fatima, now=now, email="Tifawin@Example.ma", members=43, seat=tifawin.seat)
    assert (tifawin.email, tifawin.members, tifawin.status) == ("tifawin@example.ma", 43, "verified")

    amend_cooperative(cooperative=tifawin, by=fatima, now=now, seat="حي النهضة، سميمو")
    tifawin.refresh_from_db()
    assert (tifawin.status, tifawin.seat, tifawin.verified_at) == ("submitted", "حي النهضة، سميمو", verified_at)
    card = public_cooperative(tifawin.slug, on=TODAY).card
    assert (card.is_public, card.is_open) == (True, False)
    unanswered = [line.item for line in workshop_cooperative(tifawin, on=TODAY).checks if line.ok is None]
    assert unanswered == ["seat_and_court"]
    answer_check(cooperative=tifawin, item="seat_and_court", ok=True, by=nadia, now=now)
    verify_cooperative(cooperative=tifawin, by=nadia, now=now)
    assert is_open(tifawin.pk, TODAY)


def test_an_amendment_must_change_and_must_be_complete(tifawin, fatima, now):
    with pytest.raises(NothingToAmend):
        amend_cooperative(cooperative=tifawin, by=fatima, now=now, seat=tifawin.seat)
    with pytest.raises(FieldMissing) as refused:
        amend_cooperative(cooperative=tifawin, by=fatima, now=now, court="")
    assert refused.value.field == "court"
    assert is_open(tifawin.pk, TODAY)


def test_a_refused_amendment_takes_the_page_away(tifawin, fatima, nadia, now):
    amend_cooperative(cooperative=tifawin, by=fatima, now=now, ice=an_ice(4242))
    refuse_cooperative(cooperative=tifawin, reason="number_mismatch", by=nadia, now=now)
    with pytest.raises(NotFound):
        public_cooperative(tifawin.slug, on=TODAY)


def test_one_ice_has_one_cooperative_and_a_draft_keeps_nobody_out(tifawin, brahim, now):
    squatter = a_draft_cooperative(manager=brahim, ice=tifawin.ice)
    with pytest.raises(AlreadyRegistered) as refused:
        submit_cooperative(cooperative=squatter, by=brahim, now=now)
    assert refused.value.field == "ice"
    squatter.refresh_from_db()
    assert squatter.status == "draft"
    twin = a_draft_cooperative(
        manager=brahim, court=tifawin.court, registration_number=tifawin.registration_number, ice=an_ice(99)
    )
    with pytest.raises(AlreadyRegistered) as refused:
        submit_cooperative(cooperative=twin, by=brahim, now=now)
    assert refused.value.field == "registration_number"


def test_suspended_and_back(tifawin, fatima, nadia, now):
    with pytest.raises(NoteMissing):
        suspend_cooperative(cooperative=tifawin, by=nadia, now=now, note=" ")
    suspend_cooperative(cooperative=tifawin, by=nadia, now=now, note="شكاية قيد الدرس")
    assert cooperative_card(tifawin.pk, on=TODAY).is_public is False
    assert "شكاية قيد الدرس" in Letter.objects.get(kind="cooperative_suspended", to=fatima.phone).text
    with pytest.raises(IdentityLocked):
        edit_cooperative(cooperative=tifawin, by=fatima, now=now, rib=a_rib(5))
    reinstate_cooperative(cooperative=tifawin, by=nadia, now=now)
    assert is_open(tifawin.pk, TODAY)
    with pytest.raises(MoveRefused):
        reinstate_cooperative(cooperative=tifawin, by=nadia, now=now)


def test_the_terms_of_the_seller_are_those_of_article_12(tifawin):
    terms = seller_terms(tifawin.pk)
    assert terms == {
        "names": tifawin.names,
        "seat": "دوار المثال",
        "court": "المحكمة الابتدائية بالصويرة",
        "registration_number": tifawin.registration_number,
        "ice": tifawin.ice,
        "onssa_number": "ES.14.123.21",
        "commune_code": tifawin.commune_id,
        "phone": tifawin.phone,
        "email": "",
    }


def test_the_desk_finds_by_name_in_any_script_by_ice_and_by_place(tifawin, atlas):
    def found(text: str) -> list[str]:
        return [c.slug for c in cooperatives_for_desk(on=TODAY, text=text)]

    assert found("تيفاوين") == found("TIFAWIN") == found(tifawin.ice) == [tifawin.slug]
    assert found("Asni") == [atlas.slug]
    assert found("cooperative") == [atlas.slug, tifawin.slug]
    assert found("nowhere at all") == []
    assert [c.id for c in cooperatives_for_desk(on=TODAY, status="draft")] == []
