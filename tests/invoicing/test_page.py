"""The page as it is drawn: Arabic is joined and runs from the right, digits and phones from the left."""

from __future__ import annotations

import io
import shutil
import subprocess

import pytest
from PIL import Image, ImageChops

from tests.invoicing.page import alone, drawn, lines, stands_in
from tests.make.invoicing import a_credit_note, a_line, an_invoice
from twiza.invoicing.adapters.printed import invoice_pdf
from twiza.invoicing.api import Buyer, Invoice, set_tax_identity

PHONE = "06 61 23 45 67"
JOINER = "\u200c"  # set between letters, it keeps them apart


@pytest.fixture
def paper(tifawin, fatima, now) -> Invoice:
    set_tax_identity(cooperative_id=tifawin.pk, tax_number="40123456", by=fatima, now=now)
    return an_invoice(
        tifawin.pk,
        a_line(120_00, 11),
        a_line(80_00, 1, 1000, names={"ar": "أملو باللوز", "fr": "Amlou aux amandes"}),
        fees=(("delivery", 35_00),),
        order_number="TW-4K7Q2MX",
        buyer=Buyer(name="سلمى بناني", lines=("دوار تاماسينت، آيت أورير", PHONE), ice=""),
    )


@pytest.fixture
def arabic(paper) -> list:
    (page,) = drawn(paper, "ar")
    return lines(page)


@pytest.mark.parametrize("text", [PHONE, "TW-4K7Q2MX", "40123456", "1.320,00", "1.435", "120,00", "10%", "2026"])
def test_numbers_run_from_the_left_in_arabic(arabic, text):
    assert stands_in(alone(text, right_to_left=False), arabic) or stands_in(
        alone(text, right_to_left=False, bold=True, size=9 * 1.25), arabic
    )
    if text != text[::-1]:
        assert not stands_in(alone(text[::-1], right_to_left=False), arabic)


def test_a_phone_is_not_turned_group_by_group(arabic, paper):
    turned = " ".join(reversed(PHONE.split()))
    assert not stands_in(alone(turned, right_to_left=False), arabic)
    own = paper.seller["phone"]
    shown = " ".join(f"0{own[4:]}"[i : i + 2] for i in range(0, 10, 2))
    assert stands_in(alone(shown, right_to_left=False), arabic)
    assert not stands_in(alone(" ".join(reversed(shown.split())), right_to_left=False), arabic)


@pytest.mark.parametrize(
    ("text", "bold", "size"),
    [
        ("سلمى بناني", True, 9),
        ("دوار تاماسينت، آيت أورير", False, 9),
        ("أملو باللوز", False, 9),
        ("ألف وأربعمائة وخمسة وثلاثون", False, 9),
        ("تعاونية تيفاوين", True, 9 * 1.2),
    ],
)
def test_arabic_is_joined_and_runs_from_the_right(arabic, text, bold, size):
    set_alone = alone(text, right_to_left=True, bold=bold, size=size)
    assert stands_in(set_alone, arabic)
    # The same letters not joined, or joined from the wrong side, are other shapes.
    apart = alone(JOINER.join(text), right_to_left=True, bold=bold, size=size)
    assert [shape for _x, shape in apart] != [shape for _x, shape in set_alone]
    assert not stands_in(apart, arabic)
    assert not stands_in(alone(text[::-1], right_to_left=True, bold=bold, size=size), arabic)
    # And the first word is the rightmost.
    first = alone(text.split()[0], right_to_left=True, bold=bold, size=size)
    assert [shape for _x, shape in set_alone[-len(first) :]] == [shape for _x, shape in first]


def test_columns_of_an_arabic_page_begin_at_the_right(arabic):
    goods, total = (alone(word, right_to_left=True, size=9 * 0.88) for word in ("السلع", "الكمية"))
    (head,) = [line for line in arabic if stands_in(goods, [line]) and stands_in(total, [line])]
    places = {shape: x for x, shape in head}
    assert places[goods[0][1]] > places[total[0][1]]


def test_french_runs_from_the_left_and_keeps_arabic_words(paper):
    (page,) = drawn(paper, "fr")
    found = lines(page)
    for text in (PHONE, "Amlou aux amandes", "1\u00a0320,00", "20\u00a0%", "mille quatre cent trente-cinq dirhams"):
        assert stands_in(alone(text, right_to_left=False), found), text
    assert stands_in(alone("سلمى بناني", right_to_left=True, bold=True), found)


def test_long_lists_break_with_their_head_and_carry_their_sum(tifawin):
    long = {
        "ar": "زيت الأركان العضوية المعصورة على البارد المستخرجة يدويا من ثمار أشجار غابات حاحا، قارورة داكنة",
        "fr": "Huile d’argan biologique pressée à froid, extraite à la main des fruits des forêts du pays Haha",
    }
    many = [a_line(100_00, 1, names=long) for _ in range(60)]
    paper = an_invoice(tifawin.pk, *many, buyer=Buyer(name="Société " * 12, lines=("Rue " * 40,)))
    for language, words in (
        ("fr", ("Produits", "À reporter", "Report")),
        ("ar", ("السلع", "يُنقل إلى الصفحة الموالية", "منقول من الصفحة السابقة")),
    ):
        pages = [lines(page) for page in drawn(paper, language)]
        assert len(pages) > 2
        rtl = language == "ar"
        head = alone(words[0], right_to_left=rtl, size=9 * 0.88)
        carry, carried = (alone(word, right_to_left=rtl) for word in words[1:])
        with_goods = [page for page in pages if stands_in(head, page)]
        assert with_goods[:2] == pages[:2]
        assert [stands_in(carry, page) for page in with_goods] == [True] * (len(with_goods) - 1) + [False]
        assert [any(carried_line(line, carried) for line in page) for page in with_goods] == [False] + [True] * (
            len(with_goods) - 1
        )
        total = "6.000,00" if rtl else "6\u00a0000,00"
        assert stands_in(alone(total, right_to_left=False, bold=True), with_goods[-1])


def carried_line(line, carried) -> bool:
    """« Report » is also the end of « À reporter » in no alphabet, but begins like it: it must begin its line."""
    return stands_in(carried, [line[: len(carried)]]) or stands_in(carried, [line[-len(carried) :]])


def test_a_credit_note_names_its_invoice(paper):
    note = a_credit_note(paper, a_line(120_00))
    (page,) = drawn(note, "ar")
    assert stands_in(alone(paper.number, right_to_left=False), lines(page))


@pytest.mark.skipif(not shutil.which("pdftoppm"), reason="poppler is not here")
@pytest.mark.parametrize("language", ["ar", "fr"])
def test_the_pdf_is_that_picture(paper, language, tmp_path):
    """What is archived looks as what was looked at above: an independent reader draws the PDF."""
    (ours,) = drawn(paper, language, "png")
    file = tmp_path / "paper.pdf"
    file.write_bytes(invoice_pdf(paper, language))
    run = ["pdftoppm", "-r", "144", "-png", "-singlefile", str(file), str(tmp_path / "page")]
    subprocess.run(run, check=True)
    mine = Image.open(io.BytesIO(ours)).convert("L")
    theirs = Image.open(tmp_path / "page.png").convert("L").resize(mine.size)
    # Edges differ by a shade: halved in size, ink must be where ink is.
    half = (mine.width // 4, mine.height // 4)
    small = [picture.resize(half, Image.Resampling.BOX) for picture in (mine, theirs)]
    apart = ImageChops.difference(*small).point(lambda shade: 255 if shade > 60 else 0)
    assert sum(1 for shade in apart.tobytes() if shade) < half[0] * half[1] * 0.002
