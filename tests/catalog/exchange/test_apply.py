"""A run from the file given in to the products changed; killed in the middle; looked at by a stranger."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.db.models import Sum
from django.test.utils import CaptureQueriesContext

from tests.catalog.exchange.sheets import HEAD, allowed, applied, csv_bytes, look
from tests.conftest import NOW
from tests.make.catalog import a_draft, a_product, a_variant
from twiza.catalog.api import (
    apply_import,
    corrected_sheet,
    import_rows,
    import_run_card,
    runs_of_cooperative,
    start_import,
)
from twiza.catalog.exchange import catalogue
from twiza.catalog.exchange import run as runs
from twiza.catalog.exchange.run import apply_run
from twiza.catalog.models import ImportChunk, ImportRun, PricePeriod, Product, StockMove, Variant
from twiza.kernel.refusals import NotFound
from twiza.kernel.states import MoveRefused
from twiza.plumbing.api import run_due
from twiza.plumbing.models import AuditRow, FactRow

LATER = NOW + timedelta(hours=2)
FULL = [
    ["sku", "group", "name_ar", "name_fr", "price", "stock", "category", "content", "unit", "weight", "description_fr",
     "composition_fr", "vat", "origin", "best before", "shelf life", "perishable", "variant_fr"],
    ["AM-250", "amlou", "أملو", "Amlou", "85,50", "24", "amlou", "250", "g", "430", "Moulu à la pierre", "Amandes",
     "", "", "2027-03-31", "180", "", "250 g"],
    ["AM-500", "amlou", "", "", "160", "0", "", "0,5", "kg", "700", "", "", "", "", "2026-01-31", "", "", "500 g"],
]  # fmt: skip


def test_what_arrives(tifawin) -> None:
    assert applied(tifawin, FULL) == {"created": 2}
    product = Product.objects.get()
    assert (product.slug, product.status, product.names) == ("amlou", "draft", {"ar": "أملو", "fr": "Amlou"})
    assert (product.descriptions, product.compositions) == ({"fr": "Moulu à la pierre"}, {"fr": "Amandes"})
    assert (product.category_id, product.vat_class, product.perishable) == (
        "amlou", product.category.vat_class, product.category.perishable,
    )  # fmt: skip
    assert (product.origin_id, product.shelf_life_days) == (tifawin.commune_id, 180)
    assert (product.lowest_price_centimes, product.in_stock, product.variant_count) == (85_50, True, 2)
    assert product.folded == "املو amlou"
    assert product.changed_at == NOW
    small, large = product.variants.all()
    assert (small.sku, small.price_centimes, small.on_hand, small.weight_grams) == ("AM-250", 85_50, 24, 430)
    assert (small.content_amount, small.content_unit, small.labels) == (250, "g", {"fr": "250 g"})
    assert (small.best_before, small.outdated, small.position) == (date(2027, 3, 31), False, 0)
    assert (large.content_amount, large.content_unit, large.position, large.outdated) == (500, "g", 1, True)
    assert list(PricePeriod.objects.values_list("price_centimes", "from_at", "until_at")) == [
        (85_50, NOW, None), (160_00, NOW, None),
    ]  # fmt: skip
    assert list(StockMove.objects.values_list("variant", "change", "reason", "at")) == [(small.pk, 24, "imported", NOW)]
    facts = [(f.kind, f.fields) for f in FactRow.objects.filter(kind__in=("ProductsChanged", "CatalogueImported"))]
    assert facts[-2:] == [
        ("ProductsChanged", {"product_ids": [product.pk]}),
        ("CatalogueImported", {"import_id": ImportRun.objects.get().pk}),
    ]


def test_prices_and_stock_keep_their_history(tifawin) -> None:
    variant = a_variant(a_draft(tifawin.pk), sku="M", price_centimes=95_00, on_hand=10)
    assert applied(tifawin, [HEAD, ["M", "", "99,00", "7"]], now=LATER) == {"changed": 1}
    variant.refresh_from_db()
    assert (variant.price_centimes, variant.on_hand) == (99_00, 7)
    assert list(PricePeriod.objects.values_list("price_centimes", "from_at", "until_at")) == [
        (95_00, NOW, LATER), (99_00, LATER, None),
    ]  # fmt: skip
    assert StockMove.objects.aggregate(n=Sum("change"))["n"] == 7
    assert StockMove.objects.last().reason == "imported"
    assert Product.objects.get().lowest_price_centimes == 99_00
    before = (
        PricePeriod.objects.count(),
        StockMove.objects.count(),
        FactRow.objects.filter(kind="ProductsChanged").count(),
    )
    assert applied(tifawin, [HEAD, ["M", "", "99,00", "7"]], now=LATER) == {"unchanged": 1}
    assert before == (
        PricePeriod.objects.count(), StockMove.objects.count(), FactRow.objects.filter(kind="ProductsChanged").count(),
    )  # fmt: skip


def test_a_published_product_stays_published_and_what_it_said_is_kept(tifawin) -> None:
    product = a_product(tifawin.pk, variant={"sku": "M"})
    assert applied(tifawin, [HEAD, ["M", "Miel de thym bio", "95", ""]]) == {"changed": 1}
    product.refresh_from_db()
    assert (product.status, product.names["fr"]) == ("published", "Miel de thym bio")
    kept = AuditRow.objects.get(verb="import", subject_id=str(product.pk))
    assert (kept.before["names"]["fr"], kept.after["names"]["fr"]) == ("Miel de thym", "Miel de thym bio")


def test_a_new_category_brings_its_vat_unless_the_sheet_says(tifawin) -> None:
    product = a_draft(tifawin.pk)
    a_variant(product, sku="M")
    rows = [["sku", "name", "price", "category"], ["M", "", "95", "carpets"]]
    assert applied(tifawin, rows) == {"changed": 1}
    product.refresh_from_db()
    assert (product.category_id, product.vat_class) == ("carpets", product.category.vat_class)


def test_no_longer_made_to_order_drops_the_lead_time(tifawin) -> None:
    product = a_draft(tifawin.pk, made_to_order=True, lead_days=20)
    a_variant(product, sku="M")
    assert applied(tifawin, [["sku", "name", "price", "made to order"], ["M", "", "95", "non"]]) == {"changed": 1}
    product.refresh_from_db()
    assert (product.made_to_order, product.lead_days) == (False, 0)


def test_a_variant_joins_the_product_it_names(tifawin) -> None:
    product = a_draft(tifawin.pk)
    a_variant(product, sku="M")
    rows = [["sku", "group", "name", "price"], ["M-2", product.slug, "", "180"]]
    assert applied(tifawin, rows) == {"created": 1, "warned": 1}
    assert list(product.variants.values_list("sku", "position")) == [("M", 0), ("M-2", 1)]


def test_variants_of_one_product_without_a_group_agree_on_the_first(tifawin) -> None:
    product = a_draft(tifawin.pk)
    a_variant(product, sku="A")
    a_variant(product, sku="B", labels={"fr": "Grand"})
    rows = [HEAD, ["A", "Nom un", "95", ""], ["B", "Nom deux", "95", ""]]
    assert applied(tifawin, rows) == {"changed": 1, "unchanged": 1, "warned": 1}
    product.refresh_from_db()
    assert product.names["fr"] == "Nom un"
    assert applied(tifawin, rows) == {"unchanged": 2, "warned": 1}


# Through the worker


def test_the_worker_checks_then_applies(tifawin) -> None:
    rows = [HEAD, ["A", "Miel", "95", "3"], ["", "Thé", "12", ""]]
    run = start_import(cooperative_id=tifawin.pk, data=csv_bytes(rows), name="produits.csv", by=None)
    card = import_run_card(cooperative_id=tifawin.pk, run_id=run.pk)
    assert (card.status, card.name, card.percent, card.can_apply) == ("reading", "produits.csv", 0, False)
    with pytest.raises(MoveRefused):
        apply_import(cooperative_id=tifawin.pk, run_id=run.pk, by=None)
    run_due(NOW)
    card = import_run_card(cooperative_id=tifawin.pk, run_id=run.pk)
    assert (card.status, card.format, card.rows, card.percent, card.can_apply) == ("checked", "twiza", 2, 100, True)
    assert {name: n for name, n in card.counts.items() if n} == {"created": 1, "refused": 1, "warned": 1}
    assert Product.objects.count() == 0
    refused = import_rows(cooperative_id=tifawin.pk, run_id=run.pk, outcome="refused")
    assert [(o.row, o.why) for o in refused.items] == [(3, "“sku” is empty.")]
    apply_import(cooperative_id=tifawin.pk, run_id=run.pk, by=None)
    run_due(NOW)
    card = import_run_card(cooperative_id=tifawin.pk, run_id=run.pk)
    assert (card.status, card.done, card.percent, card.can_apply, card.applied_at) == ("applied", 2, 100, False, NOW)
    assert (card.counts["created"], card.counts["refused"]) == (1, 1)
    with pytest.raises(MoveRefused):
        apply_import(cooperative_id=tifawin.pk, run_id=run.pk, by=None)
    assert [c.id for c in runs_of_cooperative(tifawin.pk)] == [run.pk]


def test_a_sheet_refused_as_a_whole_says_so_in_any_language(tifawin) -> None:
    from django.utils.translation import override

    run = start_import(cooperative_id=tifawin.pk, data=b"sku,nom\r\nA,Miel\r\n", name="x.csv", by=None)
    run_due(NOW)
    card = import_run_card(cooperative_id=tifawin.pk, run_id=run.pk)
    assert (card.status, card.error) == ("failed", "The sheet has no column “Price (MAD)”.")
    with override("ar"):
        assert "الثمن (درهم)" in import_run_card(cooperative_id=tifawin.pk, run_id=run.pk).error
    with pytest.raises(MoveRefused):
        apply_import(cooperative_id=tifawin.pk, run_id=run.pk, by=None)


def test_a_stranger_finds_no_run(tifawin, stranger) -> None:
    run = allowed(tifawin, [HEAD, ["A", "Miel", "95", ""]])
    for ask in (
        lambda: import_run_card(cooperative_id=stranger.pk, run_id=run.pk),
        lambda: import_rows(cooperative_id=stranger.pk, run_id=run.pk),
        lambda: corrected_sheet(cooperative_id=stranger.pk, run_id=run.pk, language="fr"),
        lambda: apply_import(cooperative_id=stranger.pk, run_id=run.pk, by=None),
    ):
        with pytest.raises(NotFound):
            ask()
    assert runs_of_cooperative(stranger.pk) == []
    assert Product.objects.count() == 0


def test_pages_of_rows(tifawin) -> None:
    run = allowed(tifawin, [HEAD, *([f"S{n}", "Miel", "95", ""] for n in range(7))])
    apply_run(run, now=NOW)
    page = import_rows(cooperative_id=tifawin.pk, run_id=run.pk, page=2, page_size=3)
    assert ([o.row for o in page.items], page.count, page.page, page.pages) == ([5, 6, 7], 7, 2, 3)
    last = import_rows(cooperative_id=tifawin.pk, run_id=run.pk, page=99, page_size=3)
    assert ([o.row for o in last.items], last.page) == ([8], 3)
    assert import_rows(cooperative_id=tifawin.pk, run_id=run.pk, outcome="warned").count == 7


# Killed in the middle


class Killed(BaseException):
    pass


def many(n: int) -> list[list[str]]:
    """Products of one and of two variants that don't stand together, a duplicate, a refused row."""
    rows = [["sku", "group", "name", "price", "stock"]]
    rows += [
        [f"S{i}", f"g{i % 9}" if i % 3 == 0 else "", f"Produit {i % 11}", str(10 + i), str(i % 4)] for i in range(n)
    ]
    return [*rows, ["S1", "", "Encore", "9", ""], ["", "", "Rien", "9", ""]]


def state() -> list[tuple[object, ...]]:
    return [
        *Variant.objects.order_by("sku").values_list("sku", "price_centimes", "on_hand", "product__slug", "position"),
        *Product.objects.order_by("slug").values_list(
            "slug", "names", "lowest_price_centimes", "in_stock", "variant_count"
        ),
        (PricePeriod.objects.count(), StockMove.objects.count()),
    ]


@pytest.mark.parametrize("killed_at", [1, 2, 3, 4])
@pytest.mark.parametrize("moment", ["before the write", "after the write", "after the commit"])
def test_killed_then_taken_up_again(tifawin, monkeypatch, killed_at: int, moment: str) -> None:
    monkeypatch.setattr(catalogue, "CHUNK_ROWS", 7)
    rows = many(25)
    with transaction.atomic():
        whole = allowed(tifawin, rows)
        apply_run(whole, now=NOW)
        wanted, wanted_counts = state(), whole.summary["counts"]
        transaction.set_rollback(True)

    run = allowed(tifawin, rows)
    calls = 0
    write, real_chunk = runs.carry_out, runs._apply_chunk

    def dying_write(*given, **named):
        nonlocal calls
        calls += 1
        if calls == killed_at and moment == "before the write":
            raise Killed
        made = write(*given, **named)
        if calls == killed_at and moment == "after the write":
            raise Killed
        return made

    def dying_chunk(*given):
        real_chunk(*given)
        if calls == killed_at and moment == "after the commit":
            raise Killed

    monkeypatch.setattr(runs, "carry_out", dying_write)
    monkeypatch.setattr(runs, "_apply_chunk", dying_chunk)
    with pytest.raises(Killed):
        apply_run(run, now=NOW)
    monkeypatch.setattr(runs, "carry_out", write)
    monkeypatch.setattr(runs, "_apply_chunk", real_chunk)

    again = ImportRun.objects.get(pk=run.pk)
    assert again.status == "applying"
    apply_run(again, now=NOW)
    assert state() == wanted
    again.refresh_from_db()
    assert (again.status, again.summary["counts"], again.done) == ("applied", wanted_counts, 27)
    kept = [row[0] for chunk in ImportChunk.objects.filter(run=again, applied=True) for row in chunk.outcomes]
    assert sorted(kept) == list(range(2, 29))
    apply_run(again, now=NOW)
    assert state() == wanted


def test_two_workers_on_one_run_count_each_chunk_once(tifawin) -> None:
    run = allowed(tifawin, [HEAD, ["A", "Miel", "95", "3"]])
    late = ImportRun.objects.get(pk=run.pk)
    apply_run(run, now=NOW)
    with pytest.raises(runs.Overtaken):
        apply_run(late, now=NOW)
    assert StockMove.objects.count() == 1
    assert ImportRun.objects.get().summary["counts"]["created"] == 1


def test_somebody_takes_the_slug_meanwhile(tifawin, monkeypatch) -> None:
    run = allowed(tifawin, [HEAD, ["A", "Miel de thym", "95", "3"]])
    real = runs.carry_out
    tries = []

    def racing(plan, owner, **named):
        if not tries:
            tries.append(1)
            from django.db import IntegrityError

            real(plan, owner, **named)
            raise IntegrityError("UNIQUE constraint failed: catalog_product.slug")
        return real(plan, owner, **named)

    monkeypatch.setattr(runs, "carry_out", racing)
    apply_run(run, now=NOW)
    assert (Product.objects.count(), StockMove.objects.count()) == (1, 1)
    assert ImportRun.objects.get().summary["counts"]["created"] == 1
    assert [r[4] for c in ImportChunk.objects.filter(applied=True) for r in c.outcomes] == [
        [["no_category", "Category", {"category": "other"}], ["no_weight", "Gross weight (g)", {}]]
    ]


# Ten thousand rows


def test_ten_thousand_rows_take_a_fixed_number_of_queries_for_each_chunk(tifawin) -> None:
    rows = [HEAD, *([f"Q{i}", f"Produit {i}", "95", "2"] for i in range(10_000))]
    with CaptureQueriesContext(connection) as looked:
        report = look(rows, tifawin)
    assert report.counts["created"] == 10_000
    assert len(looked) <= 30
    run = allowed(tifawin, rows)
    with CaptureQueriesContext(connection) as wrote:
        apply_run(run, now=NOW)
    chunks = 10_000 // catalogue.CHUNK_ROWS
    assert len(wrote) <= 55 * chunks
    assert (Variant.objects.count(), PricePeriod.objects.count()) == (10_000, 10_000)


def test_a_changed_product_is_told_in_one_fact_for_each_chunk(tifawin) -> None:
    applied(tifawin, [HEAD, *([f"Q{i}", f"Produit {i}", "95", "2"] for i in range(1000))])
    told = [f.fields["product_ids"] for f in FactRow.objects.filter(kind="ProductsChanged").order_by("pk")]
    assert [len(ids) for ids in told] == [500, 500]
