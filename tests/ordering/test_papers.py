"""The papers are real PDFs, with our own fonts inside, and say what the law wants said."""

from __future__ import annotations

import json
import re
import zlib

import pytest

from tests.conftest import NOW
from tests.make.ordering import a_basket, contact, only_part, place
from twiza.law.api import rule
from twiza.ordering import api as ordering
from twiza.ordering.adapters import confirmation, parcel_papers
from twiza.plumbing import typesetter


@pytest.fixture
def order(tifawin, weavers, dairy):
    return place(
        a_basket({tifawin.variants[0].pk: 2, weavers.variants[0].pk: 1, dairy.variants[0].pk: 1}),
        contact=contact(email="salma@example.ma"),
    )


def fonts_of(pdf: bytes) -> set[str]:
    """The names of the fonts in a PDF, its compressed objects included."""
    streams = [pdf]
    for found in re.finditer(rb"stream\r?\n(.*?)endstream", pdf, re.S):
        try:
            streams.append(zlib.decompress(found[1]))
        except zlib.error:
            continue
    names = re.findall(rb"/BaseFont\s*/(?:[A-Z]{6}\+)?([\w-]+)", b"\n".join(streams))
    return {name.decode().removesuffix("-Identity-H") for name in names}


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_the_confirmation_is_set_in_each_language_with_our_own_fonts(order, language):
    pdf = ordering.confirmation_pdf(order, language)
    assert pdf.startswith(b"%PDF-1.")
    fonts = fonts_of(pdf)
    assert fonts
    assert all(name.startswith("TwizaPaper") for name in fonts), fonts


def said(order, language, monkeypatch) -> str:
    """Every text that goes onto the confirmation."""
    seen = {}
    monkeypatch.setattr(confirmation, "typeset", lambda _sheet, data: seen.update(data) or b"")
    confirmation.confirmation_pdf(order, language)
    return json.dumps(seen, ensure_ascii=False).replace("\u2066", "").replace("\u2068", "").replace("\u2069", "")


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_it_says_what_the_law_wants_said(order, language, now, monkeypatch):
    text = said(order, language, monkeypatch)
    for part in order.parts.all():
        seller = part.seller  # law 112-12 art. 12; law 31-08 arts. 29 and 32: who sells, and where to complain
        for fact in (seller["names"][language if language != "en" else "fr"], seller["seat"], seller["court"]):
            assert fact in text
        for fact in (seller["registration_number"], seller["ice"], part.number):
            assert fact in text
    for name in (
        "consumer.withdrawal_days",
        "consumer.withdrawal_exceptions",
        "consumer.refund_days",
        "consumer.execution_days",
        "consumer.defect_action_days",
        "consumer.full_responsibility",
    ):
        assert rule(name, on=now.date()).sentence[language] in text
    for line in ("زربية", "جبن الماعز") if language == "ar" else ():
        assert text.count(line) == 2  # once sold, once among what can't be returned
    assert order.number in text
    assert ordering.TERMS_VERSION in text
    assert "06 61 23 45 67" in text


def test_amounts_carry_vat_delivery_and_the_whole(order, monkeypatch):
    text = said(order, "fr", monkeypatch)
    for amount in ("240\u00a0DH", "900\u00a0DH", "35\u00a0DH", "1\u00a0290\u00a0DH", "20\u00a0%"):
        assert amount in text, amount


def test_what_was_kept_is_what_is_given_again(order, now):
    from twiza.ordering.actions.keep_confirmation import keep_confirmation

    keep_confirmation(order_id=order.pk, now=NOW)
    order.refresh_from_db()
    kept = ordering.confirmation_pdf(order)
    part = order.parts.select_related("order").first()
    ordering.decline_part(part=part, reason="other", actor=None, now=now)
    assert ordering.confirmation_pdf(order) == kept
    assert ordering.confirmation_pdf(order, "fr") != kept


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_the_packing_list_and_the_label(order, tifawin, now, language):
    part = order.parts.select_related("order").first()
    assert ordering.packing_list_pdf(part, language=language).startswith(b"%PDF-1.")
    ordering.confirm_part(part=part, actor=tifawin.manager, now=now, accept_rest=True)
    ordering.prepare_part(part=part, actor=tifawin.manager, now=now)
    assert ordering.label_pdf(part, language=language).startswith(b"%PDF-1.")


def test_the_packing_list_leaves_out_what_is_not_sent(tifawin, now, monkeypatch):
    part = only_part(place(a_basket({v.pk: 1 for v in tifawin.variants})))
    line = part.lines.last()
    ordering.decline_line(part=part, line_id=line.pk, reason="damaged", actor=tifawin.manager, now=now)
    seen = {}
    monkeypatch.setattr(parcel_papers, "typeset", lambda _sheet, data: seen.update(data) or b"")
    ordering.packing_list_pdf(part, language="fr")
    assert [row["name"] for row in seen["lines"]] == ["Huile d’argan"]
    assert seen["declined"] == ["Amlou aux amandes"]


def test_words_nobody_tamed_are_still_set(tifawin, now):
    """Names are data to typst, never markup: long, mixed, with its own signs in them."""
    hard = "#panic() *gras* $x$ @ref <label> \\ " + "طويلجدا" * 20 + " https://twiza.example"
    order = place(a_basket({tifawin.variants[0].pk: 1}), contact=contact(name=hard[:120]))
    assert ordering.confirmation_pdf(order, "ar").startswith(b"%PDF-1.")


def test_a_qr_is_an_svg_with_its_quiet_zone():
    svg = typesetter.qr_svg("https://twiza.example/ar/parcel/TP-2222222/")
    assert svg.startswith("<svg")
    assert "xmlns" in svg
