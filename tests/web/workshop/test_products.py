"""Products by their forms: written, priced, counted, shown, and what is refused in words beside its field."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from tests.web.workshop.conftest import SHEET, a_picture
from twiza.catalog import api as catalog
from twiza.plumbing.api import run_due

PRODUCT = {
    "names_ar": "أملو",
    "names_fr": "Amlou",
    "category": "thyme-honey",
    "descriptions_ar": "أملو باللوز",
    "compositions_fr": "Amandes, argan, miel",
    "shelf_life_days": "180",
}
VARIANT = {
    "price": "١٢٠٫٥٠",
    "on_hand": "12",
    "content_amount": "250",
    "content_unit": "g",
    "weight_grams": "400",
    "sku": "AML-250",
}


@pytest.fixture
def work(client, fatima, tifawin):
    client.force_login(fatima)

    def send(name, *rest, get=False, **typed):
        address = reverse(f"workshop:{name}", args=(tifawin.slug, *rest))
        return client.get(address, typed) if get else client.post(address, typed)

    return send


def errors(page) -> dict:
    return {name: list(lines) for name, lines in page.context["form"].errors.items()}


def test_a_product_from_nothing_to_the_desk(work, tifawin, fatima) -> None:
    made = work("new-product", **PRODUCT)
    product = catalog.products_of_cooperative(tifawin.pk).items[0]
    assert made["Location"] == reverse("workshop:new-variant", args=(tifawin.slug, product.id))
    assert work("new-variant", product.id, **VARIANT).status_code == 302
    work("product-verb", product.id, "submit")
    shown = catalog.products_of_cooperative(tifawin.pk).items[0]
    assert (shown.status, shown.price_centimes, shown.variants[0].on_hand) == ("submitted", 120_50, 12)
    work("product-verb", product.id, "take_back")
    assert catalog.products_of_cooperative(tifawin.pk).items[0].status == "draft"


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("names", {"names_ar": "", "names_fr": ""}),
        ("category", {"category": "nowhere"}),
        ("origin", {"origin": "Atlantis"}),
        ("lead_days", {"lead_days": "3"}),
        ("shelf_life_days", {"shelf_life_days": "999999"}),
    ],
)
def test_a_product_is_refused_beside_its_field_and_keeps_what_was_typed(field, typed, work, tifawin) -> None:
    page = work("new-product", **PRODUCT | typed)
    assert page.status_code == 422
    assert list(errors(page)) == [field]
    assert "أملو باللوز" in page.content.decode()
    assert catalog.products_of_cooperative(tifawin.pk).count == 0


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("price", {"price": "0"}),
        ("price", {"price": "-5"}),
        ("price", {"price": "99999999"}),
        ("weight_grams", {"weight_grams": ""}),
        ("on_hand", {"on_hand": "-1"}),
        ("sku", {"sku": "H-250"}),
    ],
)
def test_a_variant_is_refused_beside_its_field(field, typed, work, house) -> None:
    page = work("new-variant", house.draft.pk, **VARIANT | typed)
    assert page.status_code == 422
    assert list(errors(page)) == [field]
    assert house.draft.variants.count() == 0


def test_a_new_price_keeps_the_old_one_in_sight(work, house) -> None:
    assert work("price", house.variant.pk, price="99,90").status_code == 302
    assert [p.price_centimes for p in catalog.price_history(house.variant.pk)] == [95_00, 99_90]
    page = work("price", house.variant.pk, get=True).content.decode()
    assert "99,90" in page
    assert "95" in page


def test_stock_is_counted_but_not_below_what_is_set_aside(work, house) -> None:
    assert work("stock", house.variant.pk, on_hand="٧").status_code == 302
    house.variant.refresh_from_db()
    assert house.variant.on_hand == 7
    moment = timezone.now()
    catalog.hold_stock(
        reference="t", quantities={house.variant.pk: 5}, expires_at=moment.replace(year=2099), now=moment
    )
    page = work("stock", house.variant.pk, on_hand="3")
    assert page.status_code == 422
    assert list(errors(page)) == ["on_hand"]


@pytest.mark.parametrize(
    "data",
    [
        b"not a picture",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"\xff\xd8\xff\xe0broken",
    ],
)
def test_what_is_not_a_picture_is_refused_in_words(data, work, house) -> None:
    page = work("new-photo", house.draft.pk, photo=SimpleUploadedFile("x.jpg", data), alt_ar="قنينة")
    assert page.status_code == 422
    assert list(errors(page)) == ["photo"]
    assert "قنينة" in page.content.decode()
    assert house.draft.photos.count() == 0


def test_photos_are_added_put_first_described_and_taken_away(work, house) -> None:
    upload = SimpleUploadedFile("x.jpg", a_picture("navy"), content_type="image/jpeg")
    assert work("new-photo", house.product.pk, photo=upload, alt_fr="Le rucher").status_code == 302
    first, second = house.product.photos.all()
    work("photo-first", second.pk)
    assert [p.pk for p in house.product.photos.all()] == [second.pk, first.pk]
    work("edit-photo", first.pk, alt_ar="جرة")
    first.refresh_from_db()
    assert first.alt == {"ar": "جرة"}
    work("remove-photo", second.pk)
    assert [p.pk for p in house.product.photos.all()] == [first.pk]


def test_a_designation_needs_a_valid_certificate(work, house) -> None:
    typed = {"designation": catalog.designations()[1].code, "certificate_number": "C-9", "body": "Organisme"}
    page = work("new-claim", house.product.pk, **typed, valid_until="2001-01-01")
    assert page.status_code == 422
    assert list(errors(page)) == ["valid_until"]
    assert work("new-claim", house.product.pk, **typed, valid_until="2099-01-01").status_code == 302
    assert house.product.designations.count() == 2
    work("drop-claim", house.claim.pk)
    assert house.product.designations.count() == 1


def test_what_is_missing_is_said_in_words(work, house) -> None:
    page = work("product", house.draft.pk, get=True)
    said = [str(m) for m in page.context["product"].missing]
    assert said
    assert all(sentence in page.content.decode() for sentence in said)
    html = page.content.decode()
    # The whole checklist stands there too, each duty with its rule, and each lack with the page that mends it.
    assert all(f"/rules/{duty.rule_id}/" in html for duty in page.context["product"].duties)
    assert f"/products/{house.draft.pk}/edit/" in html


def test_a_warranty_and_wishes_are_written_down(work, house, tifawin) -> None:
    typed = {"names_fr": "Tapis mesuré", "category": "carpets", "made_to_order": "on", "lead_days": "7"}
    answer = work("new-product", **typed, personalised="on", warranty_months="24", warranty_terms_fr="Les nœuds.")
    assert answer.status_code == 302, answer.context["form"].errors
    made = catalog.Product.objects.get(names__fr="Tapis mesuré")
    assert (made.personalised, made.warranty_months, made.warranty_terms) == (True, 24, {"fr": "Les nœuds."})
    text = work("product", made.pk, get=True).content.decode()
    assert "Les nœuds." in text
    answer = work("edit-product", made.pk, **(typed | {"made_to_order": "", "lead_days": ""}), personalised="on")
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["personalised"]


def test_a_sheet_is_looked_at_then_applied(work, house, tifawin) -> None:
    upload = SimpleUploadedFile("miels.csv", SHEET.encode())
    answer = work("sheets", sheet=upload, format="auto", language="fr")
    run_id = int(answer["Location"].rstrip("/").rsplit("/", 1)[1])
    assert work("import", run_id, get=True).context["busy"]
    run_due(timezone.now())
    page = work("import", run_id, get=True)
    assert {name: number for name, _i, _w, number in page.context["tiles"] if number} == {"created": 1, "refused": 1}
    assert [row.sku for row in work("import", run_id, get=True, outcome="refused").context["rows"].items] == ["N-2"]
    assert work("corrected", run_id, get=True).content[:2] == b"PK"
    before = catalog.products_of_cooperative(tifawin.pk).count
    work("apply-import", run_id)
    run_due(timezone.now())
    assert catalog.products_of_cooperative(tifawin.pk).count == before + 1
    assert work("import", run_id, get=True).context["run"].status == "applied"


def test_a_sheet_that_is_none_is_a_sentence(work, tifawin) -> None:
    answer = work("sheets", sheet=SimpleUploadedFile("x.xlsx", b"\x00\x01\x02 nothing"), format="auto", language="ar")
    run_due(timezone.now())
    run_id = int(answer["Location"].rstrip("/").rsplit("/", 1)[1])
    page = work("import", run_id, get=True)
    assert page.context["run"].status == "failed"
    assert page.context["run"].error in page.content.decode()


def test_templates_and_the_export_are_files(work, house) -> None:
    for language in ("ar", "fr", "en"):
        assert work("template", language, "xlsx", get=True).content[:2] == b"PK"
    assert work("template", "de", "xlsx", get=True).status_code == 404
    assert b"H-250" in b"".join(work("export", "csv", get=True).streaming_content)
