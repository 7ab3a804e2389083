"""Members, their work, the rule, statements: the treasurer's and the manager's alone; a stranger finds nothing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.make.cooperatives import join_team
from tests.make.members import (
    MINUTES,
    a_roster,
    a_rule,
    own_sales_shared,
    sold_at_souk,
    some_hours,
)
from tests.make.people import make_person
from tests.members.conftest import parts_of
from tests.web.rooms import Row, walk_own_number_of_another, walk_workshop_room
from twiza.members import api as members
from twiza.members.models import Distribution, Link, Member, MemberPayment, WorkRecord
from twiza.plumbing.models import Letter
from twiza.web.workshop.members.urls import patterns

DAY = date(2026, 11, 20)


@pytest.fixture
def treasurer(tifawin, fatima):
    person = make_person(phone="+212669000001", name="Malika")
    join_team(tifawin, person, "treasurer", by=fatima)
    return person


@pytest.fixture
def work_house(tifawin, fatima):
    """A roster of three, hours of each, a rule, and money shared by it."""
    roster = a_roster(tifawin, ("فاطمة", "Zahra", "ⵢⵉⵣⴰ"), by=fatima)
    for member in roster:
        some_hours(member, 6, day=DAY, by=fatima)
    rule = a_rule(tifawin, "hours", by=fatima)
    shared = own_sales_shared(tifawin, 1000_00, by=fatima)
    return roster, rule, shared, list(members.statements_of(tifawin.pk, date(2026, 11, 1)).items)


@pytest.fixture
def work(client, fatima, tifawin):
    client.force_login(fatima)

    def send(name, *rest, get=False, **typed):
        address = reverse(f"workshop:{name}", args=(tifawin.slug, *rest))
        return client.get(address, typed) if get else client.post(address, typed)

    return send


def rows_of(work_house) -> dict[str, Row]:
    roster, rule, shared, statements = work_house
    return {
        "members": Row(queries=13),
        "members-new": Row(queries=6, post={"joined_on": "2026-01-01", "name_1": "Eve"}),
        "members-template": Row(("fr",), queries=5),
        "members-pay": Row(queries=10, post={"member": str(roster[0].pk), "way": "cash", "day": "2026-11-23"}),
        "members-year": Row((2026,), queries=12, post={"costs": "1", "reserve": "1"}),
        "member": Row((roster[0].pk,), queries=16, post={"name": "Eve", "language": "ar", "joined_on": "2026-01-01"}),
        "member-advance": Row(
            (roster[0].pk,), button=True, post={"amount": "5", "way": "cash", "day": "2026-11-23", "key": "x"}
        ),
        "member-link": Row((roster[0].pk, "revoke"), button=True),
        "work": Row(queries=12, post={"day": "2026-11-20", f"much_{roster[0].pk}": "3", "key": "x"}),
        "work-lines": Row(queries=7),
        "work-correct": Row(
            (WorkRecord.objects.order_by("pk")[0].pk,), queries=8, post={"measure": "3", "reason": "x"}
        ),
        "sharing": Row(queries=6),
        "sharing-minutes": Row((rule.pk,), queries=6),
        "shares": Row(queries=14, post={"amount": "1", "key": "z", "starts_on": "2026-11-01", "ends_on": "2026-11-02"}),
        "share": Row((shared.pk,), queries=12, post={"fallback": "equal"}),
        "share-adjust": Row((shared.pk,), button=True),
        "statements": Row(queries=10),
        "statement": Row((statements[0].id,), queries=14, post={"words": "x"}),
        "statement-sheet": Row((statements[0].id,), queries=12, size=200_000),
        "statements-sheets": Row(("2026-11",), queries=14, size=300_000),
    }


def test_the_room_is_the_managers_and_the_treasurers(work_house, tifawin, fatima, zahra, brahim, hassan, atlas) -> None:
    """A stranger, another cooperative's manager and who prepares parcels find nothing."""
    walk_workshop_room(patterns, rows_of(work_house), slug=tifawin.slug, insider=fatima, others=[brahim, hassan, zahra])


def test_anothers_numbers_do_not_exist(work_house, hassan, atlas) -> None:
    rows = {
        name: row
        for name, row in rows_of(work_house).items()
        if name not in ("members-template", "members-year", "statements-sheets")
    }
    walk_own_number_of_another([p for p in patterns if p.name in rows], rows, slug=atlas.slug, manager=hassan)


def test_the_treasurer_may_too(work_house, treasurer, tifawin, client) -> None:
    client.force_login(treasurer)
    for name in ("members", "work", "shares", "statements"):
        assert client.get(reverse(f"workshop:{name}", args=(tifawin.slug,))).status_code == 200


def test_lists_cost_the_same_with_one_row_and_with_many(work, tifawin, fatima) -> None:
    costs: dict[str, list[int]] = {}
    for some in (("فاطمة",), ("Zahra", "Aïcha", "Yiza")):
        a_roster(tifawin, some, by=fatima)
        if not members.rules_of(tifawin.pk):
            a_rule(tifawin, "equal", by=fatima)
        own_sales_shared(tifawin, 90_00, by=fatima)
        for member in Member.objects.all():
            some_hours(member, 1, day=DAY, by=fatima)
        for name in ("members", "work", "work-lines", "shares", "statements", "members-pay"):
            spent = []
            for _twice in range(3):  # once a minute a page asks whether this is a sample
                with CaptureQueriesContext(connection) as captured:
                    assert work(name, get=True).status_code == 200
                spent.append(len(captured))
            costs.setdefault(name, []).append(min(spent))
    assert [(name, cost) for name, cost in costs.items() if len(set(cost)) > 1] == []


def test_twelve_lines_or_a_sheet_fill_the_roster(work, tifawin) -> None:
    typed = {"joined_on": "2026-01-01", "name_1": "فاطمة أيت علي", "phone_1": "0661000001", "name_2": "Zahra"}
    assert work("members-new", **typed).status_code == 302
    sheet = "Numéro;Nom et prénom;Téléphone;CIN;Capital versé\n7;Khadija;;AB123456;1 000,50\n8;Rqia;0662 00 00 02;X;\n"
    answer = work("members-new", send_sheet="1", sheet=SimpleUploadedFile("r.csv", sheet.encode()))
    assert answer.status_code == 302
    found = {m.number: m for m in Member.objects.all()}
    assert sorted(found) == [1, 2, 7, 8]
    assert (found[1].phone, found[8].phone) == ("+212661000001", "+212662000002")
    assert found[7].capital_centimes == 1000_50
    assert "AB123456" not in str(list(Member.objects.values()))


@pytest.mark.parametrize(
    "sheet",
    ["a;b\n1;2\n", "Numéro;Nom\n1;\n", "Numéro;Nom\n1;Fatima AB123456\n", "Nom;Tél\nA;123\n", "Numéro;Nom\n1;A\n1;B\n"],
)
def test_a_sheet_with_a_fault_keeps_nothing_and_says_why(sheet, work) -> None:
    page = work("members-new", send_sheet="1", sheet=SimpleUploadedFile("r.csv", sheet.encode()))
    assert page.status_code == 422
    assert page.context["sheet"].errors["sheet"]
    assert not Member.objects.exists()


def test_a_day_is_written_on_one_screen_once(work, client, tifawin, fatima) -> None:
    roster = a_roster(tifawin, ("فاطمة", "Zahra"), by=fatima)
    page = work("work", get=True, day="2026-11-20")
    key = page.context["form"]["key"].value()
    typed = {"key": key, "day": "2026-11-20", "what": "عصر", f"much_{roster[0].pk}": "٧٫٥"}
    for _twice in range(2):
        assert work("work", **typed | {f"much_{roster[1].pk}": "7:30"}).status_code == 302
    assert sorted(WorkRecord.objects.values_list("measure", flat=True)) == [450, 450]
    address = reverse("workshop:work", args=(tifawin.slug,)) + "?kind=quantity"
    goods = {"key": "k2", "day": "2026-11-20", "what": "لوز", "unit": "g", "price": "20", f"much_{roster[0].pk}": "2,5"}
    assert client.post(address, goods).status_code == 302
    nuts = WorkRecord.objects.get(kind="quantity")
    assert (nuts.measure, nuts.unit, nuts.value_centimes) == (2500, "g", 50_00)


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ({"day": "2099-01-01"}, "day"),
        ({"much": "25"}, "much"),
        ({"much": "abc"}, "much"),
        ({"day": "2025-12-01"}, "day"),
    ],
)
def test_what_can_not_be_is_refused_and_kept(typed, fault, work, tifawin, fatima) -> None:
    (member,) = a_roster(tifawin, ("فاطمة",), by=fatima)
    much = typed.pop("much", "3")
    page = work("work", **{"key": "k", "day": "2026-11-20", "what": "قطف", f"much_{member.pk}": much} | typed)
    assert page.status_code == 422
    assert "قطف" in page.content.decode()
    assert any(name.startswith(fault) for name in page.context["form"].errors)
    assert not WorkRecord.objects.exists()


def test_a_rule_needs_its_minutes_and_whole_weights(work, tifawin) -> None:
    typed = {"kind": "mixed", "hours": "60", "equal": "30", "cooperative_share": "12,5", "adopted_on": "2026-11-01"}
    typed |= {"starts_on": "2026-11-02"}
    minutes = {"minutes": SimpleUploadedFile("pv.pdf", MINUTES)}
    assert list(work("sharing", **typed).context["form"].errors) == ["minutes"]
    page = work("sharing", **typed, **minutes)
    assert "kind" in page.context["form"].errors
    fresh = {"minutes": SimpleUploadedFile("pv.pdf", MINUTES)}
    assert work("sharing", **typed | {"equal": "40"}, **fresh).status_code == 302
    (rule,) = members.rules_of(tifawin.pk)
    assert (rule.hours_basis_points, rule.equal_basis_points, rule.cooperative_basis_points) == (6000, 4000, 1250)
    page = work("sharing-minutes", rule.pk, get=True)
    assert page.content == MINUTES
    assert "sandbox" in page["Content-Security-Policy"]


def test_own_sales_are_shared_and_members_paid_once(work, tifawin, fatima) -> None:
    roster = a_roster(tifawin, ("فاطمة", "Zahra"), by=fatima)
    sold_at_souk(tifawin, 100_00, by=fatima)
    typed = {"key": "one", "amount": "100", "starts_on": "2026-11-01", "ends_on": "2026-11-23", "fallback": "as_rule"}
    page = work("shares", **typed)
    assert page.status_code == 422
    assert not Distribution.objects.exists()
    for _twice in range(2):
        assert work("shares", **typed | {"fallback": "equal"}).status_code == 302
    assert parts_of(Distribution.objects.get()) == {1: 50_00, 2: 50_00}
    advance = {"amount": "20", "way": "cash", "day": "2026-11-23", "key": "a1"}
    for _twice in range(2):
        work("member-advance", roster[0].pk, **advance)
    pay = {"member": [str(m.pk) for m in roster], "way": "cash", "day": "2026-11-23"}
    assert work("members-pay", **pay).status_code == 302
    assert work("members-pay", **pay).status_code == 422
    made = MemberPayment.objects.filter(is_advance=False).select_related("member")
    payments = {payment.member.number: payment.centimes for payment in made}
    assert payments == {1: 30_00, 2: 50_00}
    assert members.members_due(tifawin.pk) == []


def test_a_contested_statement_is_answered_corrected_and_shared_again(work, work_house, tifawin, fatima) -> None:
    roster, _rule, shared, statements = work_house
    assert work("statement", statements[0].id, words="كانت 8 ساعات").status_code == 302
    assert "كانت 8 ساعات" in work("members", get=True).content.decode()
    record = WorkRecord.objects.get(member=roster[0])
    later = timezone.now() + timedelta(minutes=1)
    assert work("work-correct", record.pk, measure="8", reason="سهو").status_code == 302
    WorkRecord.objects.filter(corrects=record).update(at=later)
    page = work("share", shared.pk, get=True)
    assert [row.member.number for row in page.context["shown"].differences] == [1, 2, 3]
    assert work("share-adjust", shared.pk).status_code == 302
    assert work("statement", statements[0].id, answer="صحيح، أضفنا ساعتين").status_code == 302
    view = members.statement_view(members.Statement.objects.get(pk=statements[0].id))
    assert (view.status, view.centimes) == ("answered", 360_00)


def test_links_are_sent_and_revoked(work, tifawin, fatima) -> None:
    (member,) = a_roster(tifawin, ("فاطمة",), by=fatima, phone="0661000001")
    for _twice in range(2):
        work("member-link", member.pk, "send")
    assert Letter.objects.filter(kind="work_link", to="+212661000001").count() == 2
    work("member-link", member.pk, "revoke")
    assert not Link.objects.filter(revoked_at=None).exists()
    assert work("member-link", member.pk, "steal").status_code == 404


def test_the_years_end_shows_what_goes_to_the_reserve(work, work_house, tifawin) -> None:
    assert work("members-year", 2026, costs="400", reserve="250").status_code == 302
    shown = work("members-year", 2026, get=True).context["shown"]
    assert (shown.reached_centimes, shown.surplus_centimes, shown.capital_centimes) == (1000_00, 600_00, 300_00)
    assert (shown.reserve_due_centimes, shown.reserve_after_centimes, shown.rest_centimes) == (50_00, 300_00, 550_00)
    work("members-year", 2026, costs="400", reserve="0")
    assert work("members-year", 2026, get=True).context["shown"].reserve_due_centimes == 60_00
    assert work("members-year", 2099, get=True).status_code == 404


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_sheets_are_one_page_a_member(language, work, work_house) -> None:
    page = work("statements-sheets", "2026-11", get=True, language=language)
    assert page["Content-Type"] == "application/pdf"
    assert page.content.startswith(b"%PDF")
    assert work("statements-sheets", "2026-13", get=True).status_code == 404
    assert work("statements-sheets", "2020-01", get=True).status_code == 404
