"""Out and in again: no change, whatever stands in the texts, in every language and kind of file."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from tests.catalog.exchange.sheets import HEAD, applied, look
from tests.conftest import NOW
from tests.make.catalog import a_draft, a_product, a_variant
from twiza.catalog.api import corrected_sheet, export_catalogue, template_sheet
from twiza.catalog.exchange.columns import TEMPLATE
from twiza.catalog.exchange.goods import ERRORS
from twiza.catalog.models import Product, Variant
from twiza.catalog.queries.categories import leaf_categories
from twiza.kernel.text import LANGUAGES
from twiza.plumbing.sheets.cells import clean, guard, unguard

EVERY_KIND = [(language, kind) for language in ("ar", "fr", "en") for kind in ("csv", "xlsx")]


def exported(cooperative, language: str, kind: str) -> bytes:
    return b"".join(export_catalogue(cooperative_id=cooperative.pk, language=language, kind=kind))


@given(st.text())
def test_the_guard_is_undone_exactly(text: str) -> None:
    assert unguard(guard(text)) == text
    assert not guard(text).startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize(("language", "kind"), EVERY_KIND)
def test_no_change(tifawin, language: str, kind: str) -> None:
    honey = a_product(tifawin.pk, variant={"sku": "0012", "price_centimes": 1_234_50, "best_before": date(2027, 3, 31)})
    a_variant(honey, sku="=1+1", labels={"fr": "-5 %", "ar": "+212"}, content_amount=1000, weight_grams=1_500_000 // 2)
    rug = a_draft(
        tifawin.pk, category="carpets", made_to_order=True, lead_days=30, shelf_life_days=None, names={"ar": "زربية"}
    )
    a_variant(rug, sku="R", on_hand=0, content_unit="piece", content_amount=1, active=False)
    report = look(exported(tifawin, language, kind), tifawin)
    assert {o.sku: (o.outcome, o.why, o.changes) for o in report.outcomes} == {
        "0012": ("unchanged", "", ()), "=1+1": ("unchanged", "", ()), "R": ("unchanged", "", ()),
    }  # fmt: skip


def test_every_category_comes_back(tifawin) -> None:
    rows = [[leaf.code, leaf.code, "95", leaf.code] for leaf in leaf_categories()]
    assert applied(tifawin, [["sku", "name", "price", "category"], *rows])["created"] == len(rows)
    for language in ("ar", "fr", "en"):
        report = look(exported(tifawin, language, "csv"), tifawin)
        assert [o.sku for o in report.outcomes if o.outcome != "unchanged"] == []


@pytest.mark.parametrize(("language", "kind"), EVERY_KIND)
def test_into_an_empty_cooperative_everything_arrives(tifawin, stranger, language: str, kind: str) -> None:
    honey = a_product(tifawin.pk, variant={"sku": "A"})
    a_variant(honey, sku="B", labels={"fr": "Grand"}, price_centimes=180_00)
    a_variant(
        a_draft(
            tifawin.pk,
            category="carpets",
            made_to_order=True,
            lead_days=9,
            personalised=True,
            warranty_months=24,
            warranty_terms={"ar": "العقد", "fr": "Les nœuds"},
        ),
        sku="C",
        content_unit="cm",
        content_amount=230,
    )
    assert applied(stranger, exported(tifawin, language, kind)) == {"created": 3}
    same = (
        "sku", "price_centimes", "on_hand", "content_amount", "content_unit", "weight_grams", "labels", "active",
        "position", "product__names", "product__descriptions", "product__compositions", "product__category",
        "product__vat_class", "product__origin", "product__perishable", "product__shelf_life_days",
        "product__made_to_order", "product__lead_days", "product__personalised", "product__warranty_months",
        "product__warranty_terms",
    )  # fmt: skip
    of = [list(Variant.objects.filter(cooperative=c).order_by("sku").values_list(*same)) for c in (tifawin, stranger)]
    assert of[0] == of[1]
    assert set(Product.objects.filter(cooperative=stranger).values_list("status", flat=True)) == {"draft"}


# PostgreSQL keeps no NUL (the forms take it out); what looks like damage is refused wherever it comes from.
written = st.text(st.characters(exclude_characters="\x00\ufffd", exclude_categories=("Cs",)), min_size=1, max_size=40)
written = written.filter(lambda text: clean(text) not in ERRORS)
texts = st.dictionaries(st.sampled_from(LANGUAGES), written, max_size=3)
goods = st.fixed_dictionaries(
    {
        "names": texts.filter(lambda t: any(clean(v) for v in t.values())),
        "descriptions": texts,
        "labels": texts,
        "sku": st.text(
            st.characters(exclude_characters="\ufffd", exclude_categories=("C", "Z")), min_size=1, max_size=20
        ).filter(lambda sku: sku not in ERRORS),
        "price": st.integers(1, 100_000_000),
        "on_hand": st.integers(0, 1_000_000),
        "content": st.tuples(st.integers(1, 10_000_000), st.sampled_from(["g", "ml", "cm", "piece"])),
        "weight": st.integers(0, 1_000_000),
        "shelf_life": st.none() | st.integers(1, 3650),
        "perishable": st.booleans(),
        "lead": st.none() | st.integers(0, 365),
        "active": st.booleans(),
    }
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(goods, min_size=1, max_size=5, unique_by=lambda g: clean(g["sku"])), st.sampled_from(EVERY_KIND))
def test_whatever_stands_there_comes_back_unchanged(tifawin, catalogue, how) -> None:
    """Rows as an earlier import or a form may have left them: written straight into the tables, unclean texts too."""
    with transaction.atomic():
        for number, one in enumerate(catalogue):
            product = Product.objects.create(
                cooperative=tifawin,
                slug=f"p{number}",
                names=one["names"],
                descriptions=one["descriptions"],
                category_id="amlou",
                vat_class="normal",
                perishable=one["perishable"],
                shelf_life_days=one["shelf_life"],
                made_to_order=one["lead"] is not None,
                lead_days=one["lead"] or 0,
                changed_at=NOW,
            )
            Variant.objects.create(
                product=product,
                cooperative=tifawin,
                sku=clean(one["sku"]),
                labels=one["labels"],
                price_centimes=one["price"],
                on_hand=one["on_hand"],
                content_amount=one["content"][0],
                content_unit=one["content"][1],
                weight_grams=one["weight"],
                active=one["active"],
            )
        report = look(exported(tifawin, *how), tifawin)
        assert [(o.sku, o.outcome, o.why, o.changes) for o in report.outcomes if o.outcome != "unchanged"] == []
        assert report.rows == len(catalogue)
        transaction.set_rollback(True)


# Files that go out


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_no_cell_goes_out_as_a_formula(tifawin, kind: str) -> None:
    attack = '=HYPERLINK("http://evil.example","x")'
    a_variant(a_draft(tifawin.pk, names={"fr": attack}, descriptions={"fr": "@SUM(1)"}), sku="+1", labels={"fr": "-1"})
    data = exported(tifawin, "en", kind)
    if kind == "csv":
        cells = [cell for line in csv.reader(io.StringIO(data.decode("utf-8-sig"))) for cell in line]
    else:
        sheet = load_workbook(io.BytesIO(data)).active
        assert {cell.data_type for line in sheet.iter_rows() for cell in line} <= {"s", "n"}
        cells = [str(cell) for line in sheet.iter_rows(values_only=True) for cell in line if cell is not None]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert f"'{attack}" in cells
    assert look(data, tifawin).counts["unchanged"] == 1


@pytest.mark.parametrize(("language", "kind"), EVERY_KIND)
def test_the_template_with_its_example_is_a_good_sheet(language: str, kind: str) -> None:
    data = template_sheet(language, kind)
    report = look(data)
    assert [(o.sku, o.outcome, o.why) for o in report.outcomes] == [("AMLOU-250", "created", "")]
    assert report.ignored_columns == ()
    if kind == "xlsx":
        book = load_workbook(io.BytesIO(data))
        assert len(book.worksheets) == 3
        assert all(bool(sheet.sheet_view.rightToLeft) == (language == "ar") for sheet in book.worksheets)
        notes = list(book.worksheets[1].iter_rows(values_only=True))
        assert len(notes) == 2 + len(TEMPLATE)
        assert all(note for _column, note in notes)
        codes = [line[0] for line in book.worksheets[2].iter_rows(min_row=2, values_only=True)]
        assert codes == [leaf.code for leaf in leaf_categories()]


def test_the_corrected_sheet_says_why_and_can_be_given_in_again(tifawin) -> None:
    from tests.catalog.exchange.sheets import allowed, csv_bytes

    data = csv_bytes([HEAD, ["A", "Miel", "95", "3"], ["B", "=Thé", "-1", "2"], ["C", "Sel", "9"]], delimiter=";")
    run = allowed(tifawin, data)
    again = corrected_sheet(cooperative_id=tifawin.pk, run_id=run.pk, language="en")
    lines = list(load_workbook(io.BytesIO(again)).active.iter_rows(values_only=True))
    assert lines[0] == ("Result", "Why", *HEAD)
    assert lines[1][0] == "New"
    assert lines[2] == ("Refused", "“-1” in “price” is below zero.", "B", "'=Thé", "'-1", "2")
    assert lines[3] == ("Refused", "The row has 3 cells where the header has 4.", "C", "Sel", "9", None)
    report = look(again, tifawin)
    assert [(o.sku, o.outcome) for o in report.outcomes] == [("A", "created"), ("B", "refused"), ("C", "created")]
    assert report.outcomes[1].name == "=Thé"
    assert report.ignored_columns == ()


def test_another_language_has_its_own_words(tifawin) -> None:
    a_variant(a_draft(tifawin.pk), sku="A")
    texts = {language: exported(tifawin, language, "csv").decode("utf-8-sig") for language in ("ar", "fr", "en")}
    assert texts["ar"].startswith("الرمز (SKU);")
    assert "95,00" in texts["fr"]
    assert ",95.00," in texts["en"]
    assert "عسل الزعتر" in texts["ar"]
