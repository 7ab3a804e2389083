"""Every dirham, walked in a real browser: paid, refunded, brought by a carrier, paid out by two, shared, read.

What stands in for what: the acquirer's page is the simulator of laptops; the carrier's slip and the bank's statement
are files written here from the figures on the pages, as a carrier and a bank would write them; the fourteen days that
money is held are those of the sample's own past orders, whose money is payable today (what is bought here stays held);
the member's past months are the sample's. No clock is moved, and no row is written past the pages.
"""

from __future__ import annotations

import re
import time
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESKTOP, PHONE, Site, newest_letter
from tests.journeys.walk import (
    DRISS,
    NADIA,
    SELLERS,
    carry_out,
    choose_carriers,
    figure,
    figures,
    fill_basket,
    look,
    nothing_sticks_out,
    part_numbers,
    press,
    say_where,
    seller_address,
    sign_in,
    until,
)
from twiza.config.sample.sellers import FATIMA

pytestmark = pytest.mark.journey
WALKS = [("ar", PHONE), ("fr", DESKTOP)]
IDS = ["ar-360", "fr-1280"]
NARROW = {"width": 320, "height": 640}
BIG = "main form[method=post] button[type=submit].big"
MEMBERS = "+2126630010{:02d}"  # the phones of Tifawin's members in the sample


def french(centimes: int) -> str:
    return f"{centimes // 100},{centimes % 100:02d}"


def a_file(name: str, lines: list[str]) -> dict[str, Any]:
    return {"name": name, "mimeType": "text/csv", "buffer": "\n".join(lines).encode()}


def fresh(word: str) -> str:
    """A number that no earlier walk on this site has given."""
    return f"{word}-{time.time_ns() // 1_000_000 % 10**9}"


@pytest.mark.parametrize(("language", "size"), WALKS, ids=IDS)
def test_a_mixed_order_from_the_card_to_the_carriers_slip(visit, site: Site, language: str, size: dict[str, int]):
    buyer = visit(language, size)
    slugs = [seller_address(buyer, language, seller) for seller in SELLERS]
    fill_basket(buyer, language, slugs)
    say_where(buyer, language)
    press(buyer, BIG)
    parts = choose_carriers(buyer)
    by_courier = [number for number, way in parts.items() if way.startswith("by-hand-sample.")]
    assert len(parts) == 3
    assert by_courier

    # Two parts by card, one by cash to the courier.
    buyer.check("input[name=pay][value=card]")
    buyer.click("fieldset.pay details summary")
    buyer.select_option(f"select[name=pay-{by_courier[0]}]", "cash")
    look(buyer)
    press(buyer, BIG)
    look(buyer)
    whole = figure(buyer.locator("aside .whole .num").inner_text())
    by_way = figures(buyer.locator("aside tr.whole ~ tr .num"))
    assert len(by_way) == 2
    assert sum(by_way) == whole
    buyer.check("input[name=terms]")
    press(buyer, "form.confirm button[type=submit]")
    buyer.wait_for_url("**/pay/PY-**")
    look(buyer)
    by_card = figure(buyer.locator(".big-sum").inner_text())
    assert by_card in by_way

    # The bank refuses once; nothing was taken, and the second try is paid.
    for choice in ("refuse", "pay"):
        press(buyer, "main form[method=post] button.big")
        assert figure(buyer.locator("dl.facts dd").first.inner_text().replace(".", ",")) == by_card
        look(buyer)
        press(buyer, f"button[name=simulate][value={choice}]")
        press(buyer, "main form[method=post] button.big")
        expect(buyer.locator(f"main .notice.{'error' if choice == 'refuse' else 'success'}").first).to_be_visible()
        look(buyer)
    press(buyer, "main a.button[href*='/orders/TW-']")
    order_page = buyer.url
    order = re.search(r"TW-[0-9A-Z-]+", order_page)[0]  # type: ignore[index]
    until(buyer, lambda: buyer.locator("main > .notice.success, main .notice.success").count() > 0)
    look(buyer)
    cash_slug = next(slug for slug in slugs if _pays_at_the_door(buyer, slug, sum(by_way) - by_card))
    numbers = part_numbers(buyer, slugs)
    for seller, slug in zip(SELLERS, slugs, strict=True):
        carry_out(visit, site, buyer, seller, numbers[slug], order_page=order_page, language=language)
    buyer.goto(order_page)
    nothing_sticks_out(buyer)

    desk = visit(language, size)
    sign_in(desk, site, NADIA, f"/{language}/desk/orders/{order}/")
    look(desk)
    refund_a_line(desk, next(numbers[slug] for slug in slugs if slug != cash_slug))
    match_the_slip(desk, language, numbers[cash_slug], sum(by_way) - by_card)


def _pays_at_the_door(buyer: Page, slug: str, centimes: int) -> bool:
    part = buyer.locator(f"section.part:has(h2 a[href*='/cooperatives/{slug}/'])")
    return figure(part.locator("tr.whole .num").inner_text()) == centimes


def refund_a_line(desk: Page, number: str) -> None:
    """Half of a line of a part that was paid by card: never above what was paid; every row adds up to what is left."""
    press(desk, f"a[href*='/{number}/money/']")
    until(desk, lambda: desk.locator("main p.notice").count() == 0)  # received, and settled
    look(desk)
    before = adds_up(desk)
    desk.locator("details.deed summary").first.click()
    line = desk.locator("details.deed input[name^=line_]").first
    name = line.get_attribute("name") or ""
    hint = f"xpath=//input[@name='{name}']/ancestor::div[contains(@class, 'field')]//span[contains(@class, 'money')]"
    paid = figure(desk.locator(hint).first.inner_text())
    for amount in (paid + 1, paid // 2):
        if not desk.locator(f"input[name={name}]").is_visible():
            desk.locator("details.deed summary").first.click()
        desk.fill(f"input[name={name}]", french(amount))
        desk.select_option("details.deed select[name=reason]", index=1)
        desk.select_option("details.deed select[name=way]", "as_paid")
        desk.select_option("details.deed select[name=borne_by]", "cooperative")
        press(desk, "details.deed button.stop")
        if amount > paid:
            expect(desk.locator("main [role=alert]").first).to_be_visible()
            assert desk.input_value(f"input[name={name}]") == french(amount)
            look(desk)
    after = adds_up(desk)
    assert 0 < before - after <= paid // 2  # its commission came back to the cooperative
    press(desk, "ul.plain a[href*='/refunds/']")
    refund = desk.url
    look(desk)
    assert figure(desk.locator("tfoot .money").inner_text()) == paid // 2

    # The acquirer has a page for that: the desk says that it was entered there, and then it is paid back.
    desk.goto(re.sub(r"refunds/.*", "payments/repayments/", refund))
    until(desk, lambda: desk.locator("main table a").count() > 0)
    rows = desk.locator("main table tbody tr")
    mine = next(row for row in rows.all() if figure(row.locator(".num").inner_text()) == paid // 2)
    with desk.expect_navigation():
        mine.locator("a").first.click()
    look(desk)
    press(desk, "form[action$='/done/'] button")
    desk.goto(refund)
    until(desk, lambda: desk.locator(".chip.good").count() > 0)


def adds_up(desk: Page) -> int:
    """What the buyer paid less what went back and was taken is what is left for the cooperative; by hand."""
    rows = figures(desk.locator("main table").first.locator("tbody .money"))
    left = figure(desk.locator("main table").first.locator("tfoot .money").inner_text())
    assert sum(rows) == left, rows
    return left


def match_the_slip(desk: Page, language: str, parcel: str, cash: int) -> None:
    """The carrier's file, row by row; a wrong total is refused; then its money on our account."""
    slip, fees = fresh("BR"), 1500
    lines = ["N° colis;Montant encaissé (DH);Frais", f"{parcel};{french(cash)};{french(fees)}"]
    desk.goto(f"/{language}/desk/bank/slips/")
    for total in (cash + 10_00, cash):
        desk.select_option("select[name=carrier_code]", "by-hand-sample")
        desk.fill("input[name=slip]", slip)
        desk.set_input_files("input[type=file]", a_file(f"{slip}.csv", lines))
        desk.fill("input[name=total]", french(total))
        press(desk, "main form[enctype] button.big")
        if total != cash:
            expect(desk.locator("main [role=alert], main .errors").first).to_be_visible()
            assert desk.input_value("input[name=slip]") == slip
        look(desk)
    page = desk.url
    expect(desk.locator("main table .chip.good")).to_have_count(1)
    assert figures(desk.locator("dl.facts .money")) == [cash, fees, cash - fees]
    press(desk, "form[action$='/book/'] button")
    read_statement(desk, language, [], [(cash - fees, f"VERSEMENT {slip}")])
    desk.goto(page)
    until(desk, lambda: desk.locator("dl.facts a[href*='/bank/entries/']").count() > 0)
    look(desk)


def read_statement(desk: Page, language: str, debits: list[tuple[int, str]], credits: list[tuple[int, str]]) -> None:
    """The bank's file of today, as French banks write it."""
    day = f"{date.today():%d/%m/%Y}"
    lines = ["Date;Libellé;Débit;Crédit"]
    lines += [f"{day};{text};{french(centimes)};" for centimes, text in debits]
    lines += [f"{day};{text};;{french(centimes)}" for centimes, text in credits]
    desk.goto(f"/{language}/desk/bank/")
    desk.set_input_files("input[type=file]", a_file(fresh("releve") + ".csv", lines))
    desk.select_option("select[name=account]", index=1)
    press(desk, "main form[enctype] button.big")
    desk.wait_for_url("**/bank/entries/")
    nothing_sticks_out(desk)


def test_a_payout_is_let_go_by_two_and_the_bank_pays_it(visit, site: Site):
    nadia = visit("fr", DESKTOP)
    sign_in(nadia, site, NADIA, "/fr/desk/payouts/")
    look(nadia)
    press(nadia, "form[action$='/prepare/'] button")
    press(nadia, "main table tbody th a[href*='/payouts/']")
    run = nadia.url
    look(nadia)
    if nadia.locator("form[action$='/approve/']").count():
        press(nadia, "form[action$='/approve/'] button")
        # Whoever approved cannot let it go.
        assert nadia.locator("form[action$='/release/']").count() == 0
        look(nadia)
        driss = visit("fr", DESKTOP)
        sign_in(driss, site, DRISS, run.removeprefix(site.url))
        press(driss, "form[action$='/release/'] button")
        look(driss)
    else:
        driss = visit("fr", DESKTOP)  # this site was walked today already: the run is there to be looked at
        sign_in(driss, site, DRISS, run.removeprefix(site.url))
    owed, set_off, sent = figures(driss.locator("dl.facts .money"))[:3]
    assert owed - set_off == sent > 0
    columns = [figures(driss.locator(f"main table tbody td:nth-child({n}) .money")) for n in (2, 3, 4)]
    assert [sum(column) for column in columns] == [owed, set_off, sent]
    press(driss, "main table tbody th a")
    look(driss)
    assert_payout_adds_up(driss)

    # The file for the bank has every transfer; the bank's statement of the day pays them.
    driss.goto("/fr/desk/bank/transfers/")
    press(driss, "main table a[href*='/bank/batches/']")
    look(driss)
    assert figure(driss.locator("dl.facts .money").first.inner_text()) == sent
    for kind in ("csv", "xml"):
        assert driss.request.get(f"{driss.url}file/{kind}/").ok
    rows = driss.locator("main table").first.locator("tbody tr").all()
    transfers = [
        (figure(row.locator(".money").inner_text()), row.locator("a").first.inner_text().strip()) for row in rows
    ]
    assert sum(centimes for centimes, _reference in transfers) == sent
    if driss.locator("form[action$='/sent/']").count():
        press(driss, "form[action$='/sent/'] button")
    debits = [(centimes, f"VIR EMIS {re.sub(r'[^0-9A-Za-z:-]', '', reference)}") for centimes, reference in transfers]
    read_statement(nadia, "fr", debits, [])
    nadia.goto(run)
    until(nadia, lambda: nadia.locator("main table tbody .chip.good").count() == len(columns[0]))
    nadia.goto("/fr/desk/books/")
    debit, credit = figures(nadia.locator("main table tfoot .money"))[-2:]
    assert debit == credit


def assert_payout_adds_up(desk: Page) -> None:
    rows = figures(desk.locator("main table tbody .money"))
    totals = figures(desk.locator("main table tfoot .money"))
    assert sum(rows) == totals[0]
    assert totals[0] + sum(totals[1:-1]) == totals[-1]


def test_a_members_statement_adds_up_by_hand(visit, site: Site):
    """Tifawin sells at its door, shares that money; a member reads what it brought her, and it is right."""
    fatima = visit("ar", PHONE)
    slug = seller_address(fatima, "ar", "tifawin")
    home = f"/ar/workshop/{slug}/"
    sign_in(fatima, site, FATIMA, f"{home}till/")
    sell(fatima)
    look(fatima)
    fatima.goto(f"{home}shares/")
    look(fatima)
    fatima.click("details.deed summary")
    press(fatima, "details.deed button.big")
    fatima.wait_for_url(re.compile(r"/shares/\d+/$"))
    look(fatima)
    parts = figures(fatima.locator("main table").last.locator("tbody .money"))
    reached, kept, for_members = figures(fatima.locator("main table").first.locator(".money"))[-3:]
    assert sum(parts) == for_members == reached - kept

    secret = secret_link(fatima, site, home, 1)
    for language, size in WALKS:
        member = visit(language, size)
        member.goto(f"/{language}/work/{secret}/")
        look(member)
        press(member, "main ul.rows a.row-link")
        look(member)
        statement_adds_up(member)
    if member.locator("form:has([value=acknowledge]) button").count():
        press(member, "form:has([value=acknowledge]) button")
        expect(member.locator(".chip.good").first).to_be_visible()


def sell(page: Page) -> None:
    """Two of the first thing on the till, in cash at the workshop's door."""
    press(page, "a.till-tile:not(:has(.out))")
    page.locator("label.pick:has(input[name=pieces][value='2'])").click()
    page.locator("label.pick:has(input[name=where][value=door])").click()
    price = figure(page.input_value("input[name=price]"))
    press(page, "button[name=paid_by][value=cash]")
    if page.locator(".till-tile").count():
        return
    assert figure(page.locator("main h1 .money").first.inner_text()) == 2 * price


def secret_link(manager: Page, site: Site, home: str, number: int) -> str:
    """Asked for in the workshop, come to her phone: it opens her statements without an account.

    Of a sample nobody's members are told by themselves that money was shared: their numbers are invented.
    """
    manager.goto(f"{home}members/")
    press(manager, f"main ul.rows a.row-link >> nth={number - 1}")
    press(manager, "form[action$='/link/send/'] button")
    return newest_letter(site, MEMBERS.format(number), r"/work/([\w-]{20,})/")


def statement_adds_up(page: Page) -> None:
    """From what was sold to her part, and from her parts to what she was given."""
    hers = []
    for entry in page.locator("article section.card:has(tr.hers)").all():
        rows = [figure(text) for text in entry.locator("td.num").all_inner_texts()]
        *moves, reached, kept, for_members, part = rows
        assert sum(moves) == reached, rows
        assert reached + kept == for_members, rows  # `kept` is written with its minus
        pots = [figures(line.locator(".money")) for line in entry.locator("p.small:has(.money)").all()]
        # A pot and her part of it: a sentence, in which languages put them in their own order.
        assert sum(max(pot) for pot in pots) == for_members, pots
        assert sum(min(pot) for pot in pots) == part, pots
        hers.append(part)
    total, *rest = figures(page.locator("article dl.facts .money"))
    assert hers
    assert sum(hers) == total
    assert sum(rest) == total, rest  # paid so far, and not paid yet


def test_money_without_a_script_on_the_narrowest_phone(visit, site: Site):
    buyer = visit("ar", NARROW, javascript=False)
    slugs = [seller_address(buyer, "ar", "tifawin")]
    fill_basket(buyer, "ar", slugs)
    buyer.goto("/ar/checkout/")
    buyer.fill("input[name=recipient]", "سلمى بناني")
    buyer.fill("input[name=phone]", "06 61 23 45 67")
    buyer.fill("input[name=commune]", "Smimou")
    buyer.fill("input[name=quarter]", "دوار تاماسينت")
    press(buyer, BIG)
    choose_carriers(buyer)
    buyer.check("input[name=pay][value=card]")
    press(buyer, BIG)
    buyer.check("input[name=terms]")
    press(buyer, "form.confirm button[type=submit]")
    buyer.wait_for_url("**/pay/PY-**")
    press(buyer, "main form[method=post] button.big")
    press(buyer, "button[name=simulate][value=pay]")
    press(buyer, "main form[method=post] button.big")
    expect(buyer.locator("main .notice.success")).to_be_visible()

    fatima = visit("ar", NARROW, javascript=False)
    home = f"/ar/workshop/{slugs[0]}/"
    sign_in(fatima, site, FATIMA, f"{home}till/")
    sell(fatima)

    secret = secret_link(fatima, site, home, 2)
    member = visit("ar", NARROW, javascript=False)
    member.goto(f"/ar/work/{secret}/")
    press(member, "main ul.rows a.row-link")
    statement_adds_up(member)


def test_the_rooms_of_money_are_readable_by_all(visit, site: Site):
    """The desk's in French on a desk, the workshop's in Arabic on a phone: as each is mostly read."""
    desk = visit("fr", DESKTOP)
    sign_in(desk, site, NADIA, "/fr/desk/refunds/")
    for path in (
        "refunds/", "holds/", "bank/", "bank/entries/?show=all", "payments/", "payments/every/", "payments/callbacks/",
        "reports/", "reports/sales/", "reports/vat/", "reports/owed/", "commission/", "commission/try/", "books/",
        "books/accounts/", "members/",
    ):  # fmt: skip
        desk.goto(f"/fr/desk/{path}")
        look(desk)
    manager = visit("ar", PHONE)
    slug = seller_address(manager, "ar", "tifawin")
    sign_in(manager, site, FATIMA, f"/ar/workshop/{slug}/earnings/")
    for path in (
        "earnings/", "earnings/orders/", "earnings/report/", "till/", "till/sales/", "members/", "members/pay/",
        "work/", "sharing/", "statements/", "invoices/",
    ):  # fmt: skip
        manager.goto(f"/ar/workshop/{slug}/{path}")
        look(manager)
    assert site.twiza("check").returncode == 0
