"""Our own sheet: headings in three languages, and every reason to refuse a row or the whole."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from tests.catalog.exchange.sheets import HEAD, codes, look, row, xlsx_bytes
from tests.make.catalog import a_draft, a_product, a_variant, only_variant
from twiza.catalog.exchange import refusals
from twiza.catalog.exchange.columns import COLUMNS, TEMPLATE, WORDS, recognise
from twiza.catalog.exchange.reasons import SENTENCES
from twiza.kernel.text import fold


def test_every_heading_of_every_language_is_recognised_as_its_own() -> None:
    for column in COLUMNS:
        for heading in column.headings.values():
            assert recognise(heading) == column.code, heading
            assert recognise(heading.upper()) == column.code, heading


def test_no_word_stands_for_two_columns() -> None:
    meant: dict[str, set[str]] = {}
    for column in COLUMNS:
        for word in (column.code, *column.headings.values(), *column.also):
            meant.setdefault(fold(word), set()).add(column.code)
    assert {word: found for word, found in meant.items() if len(found) > 1} == {}
    assert len(WORDS) > 250


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_headings_of_each_language(language: str) -> None:
    data = [[c.heading(language) for c in TEMPLATE], ["A" if c.code == "sku" else "9" if c.code == "price" else
            "اسم" if c.code == "name_ar" else "" for c in TEMPLATE]]  # fmt: skip
    report = look(data)
    assert (report.format, report.ignored_columns, report.counts["created"]) == ("twiza", (), 1)


@pytest.mark.parametrize(
    ("header", "missing"),
    [
        (["name", "price"], "“SKU”"),
        (["sku", "nom", "stock"], "“Price (MAD)”"),
        (["الرمز", "الثمن"], "“Name”"),
        (["stock", "nom"], "“SKU”, “Price (MAD)”"),
    ],
)
def test_a_missing_column_refuses_the_sheet_and_is_named(header: list[str], missing: str) -> None:
    with pytest.raises(refusals.MissingColumns) as refused:
        look([header, ["a", "b", "c"][: len(header)]])
    assert str(refused.value) == f"The sheet has no column {missing}."
    again = refusals.SheetRefused.rebuild(refused.value.as_dict())
    with override("fr"):
        assert "SKU" not in missing or "Référence (SKU)" in str(again)


def test_two_columns_that_say_the_same() -> None:
    with pytest.raises(refusals.TwiceAColumn) as refused:
        look([["sku", "nom", "prix", "Price (MAD)"], ["A", "Miel", "9", "9"]])
    assert str(refused.value) == "Two columns say the same: “prix” and “Price (MAD)”. Keep one."


def test_one_bad_row_never_blocks_the_good_ones() -> None:
    header = ["SKU", "Nom", "Prix", "Stock", "Catégorie", "Contenu", "Unité", "Poids (g)", "Origine", "TVA",
              "Lead time", "Périssable", "DLC"]  # fmt: skip
    rows = [
        header,
        ["OK-1", "Miel", "95", "", "thyme-honey", "250", "g", "400", "", "", "", "", ""],
        ["", "Miel", "95", *[""] * 10],
        ["NO-NAME", "", "95", *[""] * 10],
        ["NO-PRICE", "Miel", "", *[""] * 10],
        ["NEGATIVE", "Miel", "-95", *[""] * 10],
        ["ABSURD", "Miel", "95000000", *[""] * 10],
        ["OK-1", "Miel", "95", *[""] * 10],
        ["UNIT", "Miel", "95", "", "", "2", "boisseaux", *[""] * 6],
        ["STOCK", "Miel", "95", "beaucoup", *[""] * 9],
        ["HALF", "Miel", "95", "2,5", *[""] * 9],
        ["KIND", "Miel", "95", "", "licornes", *[""] * 8],
        ["BRANCH", "Miel", "95", "", "food", *[""] * 8],
        ["LONG", "M" * 161, "95", *[""] * 10],
        ["S" * 65, "Miel", "95", *[""] * 10],
        ["PLACE", "Miel", "95", "", "", "", "", "", "Atlantide", "", "", "", ""],
        ["VAT", "Miel", "95", *[""] * 6, "37 %", "", "", ""],
        ["YESNO", "Miel", "95", *[""] * 8, "bof", ""],
        ["DATE", "Miel", "95", *[""] * 9, "demain"],
        ["DAMAGED", "Mi\ufffdl", "95", *[""] * 10],
        ["TON", "Miel", "95", "", "", "", "", "2 000 000", *[""] * 5],
        ["AMBIGUOUS", "Miel", "1,234", *[""] * 10],
        ["OK-2", "Thé", "12", *[""] * 10],
    ]
    report = look(rows)
    assert {o.row: codes(o) for o in report.refused} == {
        3: ["missing"], 4: ["missing_name"], 5: ["missing"], 6: ["negative"], 7: ["absurd"], 8: ["same_sku"],
        9: ["unknown_unit"], 10: ["not_a_number"], 11: ["too_precise"], 12: ["unknown_category"],
        13: ["category_has_kinds"], 14: ["too_long"], 15: ["too_long"], 16: ["unknown_commune"], 17: ["unknown_vat"],
        18: ["not_yes_or_no"], 19: ["not_a_date"], 20: ["damaged"], 21: ["absurd"], 22: ["ambiguous_number"],
    }  # fmt: skip
    assert [o.sku for o in report.outcomes if o.outcome == "created"] == ["OK-1", "OK-2"]
    assert row(report, 3).why == "“SKU” is empty."
    assert row(report, 7).why == "“95000000” in “Prix” is too large to be right (at most 1000000)."
    assert row(report, 8).why == "The SKU “OK-1” already stands in row 2."
    assert codes(row(report, 2)) == []
    assert codes(row(report, 23)) == ["no_category", "no_weight"]


def test_a_row_with_several_faults_names_them_all() -> None:
    report = look([HEAD, ["", "Miel", "-1", "x"]])
    assert report.outcomes[0].why == "“sku” is empty. “-1” in “price” is below zero. “x” in “stock” is not a number."


@pytest.mark.parametrize(("language", "starts"), [("ar", "«"), ("fr", "«"), ("en", "“SKU” is empty.")])
def test_why_is_said_in_the_readers_language(language: str, starts: str) -> None:
    report = look([["SKU", "name", "price"], ["", "Miel", "9"]])
    with override(language):
        assert report.outcomes[0].why.startswith(starts)
    with override(language):
        assert len({reason.sentence for reason in report.outcomes[0].reasons}) == 1


def test_every_reason_is_translated() -> None:
    from django.utils.translation import gettext

    for language in ("ar", "fr"):
        with override(language):
            assert [code for code, sentence in SENTENCES.items() if gettext(sentence) == sentence] == []


def test_categories_by_code_or_by_name_in_any_language() -> None:
    names = ["thyme-honey", "Miel de thym", "MIEL DE THYM", "Thyme honey", "عسل الزعتر"]
    report = look([["sku", "name", "price", "category"], *([f"S{n}", "x", "9", name] for n, name in enumerate(names))])
    assert [codes(o) for o in report.outcomes if "unknown_category" in codes(o)] == []


def test_variants_of_one_product_need_its_name_once() -> None:
    head = ["sku", "group", "name", "price", "variant"]
    rows = [
        head,
        ["A-S", "gandoura", "Gandoura", "300", "S"],
        ["A-M", "gandoura", "", "300", "M"],
        ["B", "", "", "9", ""],
    ]
    assert [o.outcome for o in look(rows).outcomes] == ["created", "created", "refused"]


def test_rows_of_one_product_that_disagree_are_told() -> None:
    rows = [["sku", "group", "name", "price"], ["A", "g", "Miel", "9"], ["B", "g", "Miel bis", "9"]]
    report = look(rows)
    assert "first_row_wins" in codes(row(report, 3))
    assert row(report, 3).outcome == "created"


def test_a_text_without_language_is_told_by_its_script() -> None:
    report = look([["sku", "name", "price"], ["A", "عسل", "9"]], language="fr")
    assert report.outcomes[0].name == "عسل"


# Against what the cooperative has


def test_what_is_known_by_its_sku(tifawin) -> None:
    a_variant(a_draft(tifawin.pk), sku="MIEL-250", price_centimes=95_00, on_hand=10)
    rows = [HEAD, ["MIEL-250", "Miel de thym", "95,00", "10"], ["NEW", "Thé", "12", ""]]
    assert [o.outcome for o in look(rows, tifawin).outcomes] == ["unchanged", "created"]
    assert [o.outcome for o in look(rows).outcomes] == ["created", "created"]
    changed = look([HEAD, ["MIEL-250", "Miel de thym bio", "99", "12"]], tifawin).outcomes[0]
    assert (changed.outcome, changed.changes) == ("changed", ("name_fr", "price", "stock"))


def test_an_empty_cell_changes_nothing(tifawin) -> None:
    a_variant(a_draft(tifawin.pk), sku="MIEL-250")
    head = [c.heading("fr") for c in TEMPLATE]
    data = [head, ["MIEL-250" if c.code == "sku" else "95" if c.code == "price" else "" for c in TEMPLATE]]
    assert look(data, tifawin).outcomes[0].outcome == "unchanged"


def test_another_cooperatives_sku_is_not_ours(tifawin, stranger) -> None:
    a_variant(a_draft(stranger.pk), sku="MIEL-250")
    assert look([HEAD, ["MIEL-250", "Miel", "95", ""]], tifawin).outcomes[0].outcome == "created"


def test_a_new_variant_of_a_shown_product_must_be_sellable(tifawin) -> None:
    product = a_product(tifawin.pk)
    rows = [
        ["sku", "group", "name", "price", "weight"],
        ["N-1", product.slug, "", "9", ""],
        ["N-2", product.slug, "", "9", "300"],
    ]
    report = look(rows, tifawin)
    assert [(o.outcome, codes(o)) for o in report.outcomes] == [("refused", ["weight_needed"]), ("created", [])]


def test_the_last_active_variant_of_a_shown_product_stays(tifawin) -> None:
    product = a_product(tifawin.pk, variant={"sku": "ONE"})
    a_variant(product, sku="TWO", labels={"fr": "Deux"})
    head = ["sku", "name", "price", "active"]
    report = look([head, ["ONE", "", "95", "non"], ["TWO", "", "95", "non"]], tifawin)
    assert [(o.outcome, codes(o)) for o in report.outcomes] == [("changed", []), ("refused", ["last_active"])]


def test_stock_is_not_set_below_what_is_held(tifawin, now) -> None:
    from datetime import timedelta

    from twiza.catalog.api import hold_stock

    variant = only_variant(a_product(tifawin.pk, variant={"sku": "ONE"}))
    hold_stock(reference="checkout-1", quantities={variant.pk: 4}, expires_at=now + timedelta(minutes=30), now=now)
    report = look([HEAD, ["ONE", "", "95", "3"]], tifawin)
    assert report.outcomes[0].why == "The stock can't be set to 3: 4 are set aside for orders."
    assert look([HEAD, ["ONE", "", "95", "4"]], tifawin).outcomes[0].outcome == "changed"


def test_a_lead_time_is_left_out_where_nothing_is_made_to_order() -> None:
    head = ["sku", "name", "price", "made to order", "lead time"]
    report = look([head, ["A", "Tapis", "900", "oui", "20"], ["B", "Thé", "9", "non", "20"]])
    assert ["lead_dropped" in codes(o) for o in report.outcomes] == [False, True]


def test_the_dry_run_writes_nothing(tifawin, django_assert_max_num_queries) -> None:
    from twiza.catalog.models import ImportRun, Product

    look(xlsx_bytes([HEAD, ["A", "Miel", "9", "3"]]), tifawin)
    assert (Product.objects.count(), ImportRun.objects.count()) == (0, 0)
