"""From one basket to the cash in three cooperatives' hands, through the front door alone."""

from __future__ import annotations

from datetime import timedelta

from tests.make.ordering import a_basket, contact, place
from twiza.catalog.api import Variant
from twiza.delivery import api as delivery
from twiza.ordering import api as ordering
from twiza.plumbing.api import list_letters, run_checks, run_due


def test_the_market_runs(tifawin, weavers, dairy, now):
    sellers = (tifawin, weavers, dairy)
    basket = a_basket({v.pk: 1 for seller in sellers for v in seller.variants})
    ordering.hold_for_checkout(basket=basket, now=now)
    order = place(basket, contact=contact(email="salma@example.ma"), now=now + timedelta(minutes=5))
    run_due(now + timedelta(minutes=6))
    assert order.total_centimes == 120_00 + 80_00 + 900_00 + 35_00 + (35_00 + 35_00 + 25_00) + 3 * 10_00

    # Tifawin can't send the amlou; the others send everything.
    parts = [
        ordering.part_of_cooperative(seller.cooperative.pk, part.number)
        for seller, part in zip(sellers, order.parts.all(), strict=True)
    ]
    amlou = parts[0].lines.get(variant=tifawin.variants[1])
    ordering.decline_line(part=parts[0], line_id=amlou.pk, reason="damaged", actor=tifawin.manager, now=now)
    for part, seller in zip(parts, sellers, strict=True):
        ordering.confirm_part(part=part, actor=seller.manager, now=now, accept_rest=True)
        ordering.prepare_part(part=part, actor=seller.manager, now=now)
        ordering.hand_over_part(part=part, actor=seller.manager, now=now)
    run_due(now + timedelta(hours=1))

    for part, seller in zip(parts, sellers, strict=True):
        page = ordering.order_by_secret(order.number, order.secret)
        hers = next(p for p in ordering.order_view(page, now=now).parts if p.number == part.number)
        ordering.deliver_part(part=part, code=hers.delivery_code, actor=seller.manager, now=now + timedelta(days=2))
        delivery.remit_cash(references=[part.number], remittance=f"R-{part.number}", now=now + timedelta(days=3))
    run_due(now + timedelta(days=3))

    order.refresh_from_db()
    view = ordering.order_view(order, now=now + timedelta(days=3))
    assert [(p.status, p.cash_state, p.total_centimes) for p in view.parts] == [
        ("delivered", "remitted", 120_00 + 35_00),
        ("delivered", "remitted", 900_00 + 45_00),
        ("delivered", "remitted", 35_00 + 35_00),
    ]
    assert view.total_centimes == 1170_00
    assert view.has_confirmation
    assert [Variant.objects.get(pk=v.pk).on_hand for v in tifawin.variants] == [9, 10]
    kinds = sorted({letter.kind for letter in list_letters(to="salma@example.ma").items})
    assert kinds == ["order_confirmation", "part_confirmed", "part_handed_over", "part_received"]
    assert [line for check in run_checks(now + timedelta(days=3)) for line in check.differences] == []
