"""From bytes to rows: encodings, separators, workbooks, and what is not a sheet."""

from __future__ import annotations

import io
import zipfile

import pytest

from tests.catalog.exchange.sheets import csv_bytes, look, with_part, xlsx_bytes
from twiza.catalog.exchange.refusals import UnknownHeadings
from twiza.catalog.exchange.sheets import open_sheet
from twiza.plumbing.sheets import refusals

ARABIC = [
    ["الرمز", "الاسم", "الثمن", "المخزون"],
    ["AMLOU-250", "أملو باللوز وزيت أركان", "٨٥٫٥٠", "٢٤"],
    ["ZAAFARAN", "زعفران تاليوين الحر", "45", "12"],
]
FRENCH = [
    ["Référence", "Désignation", "Prix", "Quantité"],
    ["MIEL-1", "Miel d’oranger, récolté à l’été", "95,50", "10"],
    ["THE-2", "ÉPICES MÉLANGÉES À L’ANCIENNE", "12,00", "3"],
]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize(
    ("encoding", "found"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16-le"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("cp1256", "windows-1256"),
    ],
)
def test_arabic_sheets(encoding: str, found: str, delimiter: str) -> None:
    rows = ARABIC
    if encoding == "cp1256":  # it has no Arabic-Indic digits
        rows = [[cell.replace("٨٥٫٥٠", "85,50").replace("٢٤", "24") for cell in line] for line in ARABIC]
    report = look(csv_bytes(rows, encoding=encoding, delimiter=delimiter))
    assert report.encoding == found
    assert [(o.sku, o.name, o.outcome) for o in report.outcomes] == [
        ("AMLOU-250", "أملو باللوز وزيت أركان", "created"),
        ("ZAAFARAN", "زعفران تاليوين الحر", "created"),
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize(
    ("encoding", "found"), [("utf-8", "utf-8"), ("utf-16", "utf-16-le"), ("cp1252", "windows-1252")]
)
def test_french_sheets(encoding: str, found: str, delimiter: str) -> None:
    report = look(csv_bytes(FRENCH, encoding=encoding, delimiter=delimiter))
    assert report.encoding == found
    assert [o.name for o in report.outcomes] == [FRENCH[1][1], FRENCH[2][1]]
    assert report.counts["created"] == 2


def test_utf_16_with_big_endian_mark() -> None:
    report = look(b"\xfe\xff" + csv_bytes(ARABIC, encoding="utf-16-be"))
    assert (report.encoding, report.counts["created"]) == ("utf-16-be", 2)


def test_a_sheet_in_both_scripts_in_windows_1256() -> None:
    rows = [
        ["SKU", "name_ar", "name_fr", "price"],
        ["A", "عسل الزعتر الجبلي", "Miel de thym récolté à pied d’œuvre", "9"],
    ]
    report = look(csv_bytes(rows, encoding="cp1256"))
    assert report.encoding == "windows-1256"
    assert report.outcomes[0].name == "عسل الزعتر الجبلي"


def test_a_few_broken_bytes_are_refused_and_the_row_is_named() -> None:
    good = csv_bytes(ARABIC)
    broken = good.replace("زعفران".encode(), b"\xd8\xff\xb9")
    with pytest.raises(refusals.WrongEncoding) as refused:
        look(broken)
    assert str(refused.value) == "The letters of the file can't be read (around row 3): save it as UTF-8 or XLSX."


@pytest.mark.parametrize("encoding", ["shift_jis", "koi8-r", "mac_arabic"])
def test_encodings_that_are_none_of_ours_are_refused(encoding: str) -> None:
    texts = {"shift_jis": "日本の蜂蜜と砂糖", "koi8-r": "Мёд и масло горное", "mac_arabic": "عسل الزعتر الجبلي الحر"}
    with pytest.raises(refusals.WrongEncoding):
        look(csv_bytes([["sku", "name", "price"], ["A", texts[encoding] * 4, "9"]], encoding=encoding))


def test_text_damaged_before_it_came_is_refused() -> None:
    twice = csv_bytes(ARABIC).decode("latin-1").encode("utf-8")
    with pytest.raises(refusals.Mojibake):
        look(twice)


def test_truncated_utf_16_is_refused() -> None:
    with pytest.raises(refusals.WrongEncoding):
        look(csv_bytes(ARABIC, encoding="utf-16") + b"\x00")


def test_newlines_and_separators_inside_quotes() -> None:
    text = (
        'sku;name;price;description_fr\r\n"A;1";"Miel, de ""thym""";9;"une ligne\r\nune autre; la même"\r\nB;C;1;\r\n'
    )
    report = look(text.encode())
    assert [(o.row, o.sku, o.name) for o in report.outcomes] == [(2, "A;1", 'Miel, de "thym"'), (3, "B", "C")]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_any_end_of_line(newline: str) -> None:
    assert look(csv_bytes(FRENCH, newline=newline)).counts["created"] == 2


def test_a_heading_with_quoted_separators_is_cut_right() -> None:
    data = b'"Nom, ou d\xc3\xa9signation";R\xc3\xa9f\xc3\xa9rence;Prix;Name\r\nx;A;9;Miel\r\n'
    report = look(data)
    assert (report.outcomes[0].sku, report.ignored_columns) == ("A", ("Nom, ou désignation",))


def test_excels_own_line_says_the_separator() -> None:
    assert look(b"sep=|\r\nsku|name|price\r\nA|Miel|9\r\n").outcomes[0].row == 3


def test_blank_lines_and_titles_above_the_heading() -> None:
    data = "Catalogue 2026;;\r\n;;\r\n\r\nsku;nom;prix\r\nA;Miel;9\r\n\r\n;;\r\nB;Thé;8\r\n".encode()
    report = look(data)
    assert [(o.row, o.sku) for o in report.outcomes] == [(5, "A"), (8, "B")]


def test_ragged_rows_are_refused_one_by_one() -> None:
    report = look(b"sku,name,price\r\nA,Miel,9\r\nB,The\r\nC,Cafe,9,extra\r\nD,Sel,9,,\r\n")
    assert [(o.row, o.outcome) for o in report.outcomes] == [
        (2, "created"), (3, "refused"), (4, "refused"), (5, "created"),
    ]  # fmt: skip
    assert report.outcomes[1].why == "The row has 2 cells where the header has 3."
    assert report.outcomes[2].why == "The row has 4 cells where the header has 3."


def test_a_quote_that_never_closes_is_refused_as_a_whole() -> None:
    data = b'sku,name,price\r\nA,Miel,9\r\nB,"The,9\r\nC,Cafe,9\r\n' + b"D,Sel,9\r\n" * 50
    with pytest.raises(refusals.UnclosedQuote) as refused:
        look(data)
    assert refused.value.blanks == {"row": 3}


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"", refusals.Empty),
        (b"  \r\n\r\n", refusals.Empty),
        (b"sku,name,price\r\n", refusals.Empty),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, refusals.OldOrLocked),
        (b"%PDF-1.7 ...", refusals.NotASheet),
        (b"\x89PNG\r\n\x1a\n....", refusals.NotASheet),
        (b"PK\x03\x04 not really", refusals.NotASheet),
        (bytes(range(256)) * 20, refusals.NotASheet),
        (b"only one word", UnknownHeadings),
        (b"a,b,c\r\n1,2,3\r\n", UnknownHeadings),
    ],
)
def test_what_is_not_a_sheet(data: bytes, refusal: type[refusals.SheetRefused]) -> None:
    with pytest.raises(refusal):
        look(data)


def test_too_large_and_too_many() -> None:
    with pytest.raises(refusals.TooLarge):
        open_sheet(b"a" * (50 * 2**20 + 1))
    with pytest.raises(refusals.TooManyRows):
        open_sheet(b"sku,name,price\r\n" + b"A,B,1\r\n" * 50_001)


# Workbooks


def test_a_workbook_with_numbers_dates_and_gaps() -> None:
    from datetime import date

    rows = [
        ["SKU", "Nom", "Prix (DH)", "Stock", "À consommer avant le", "Actif"],
        [6111234567890, "Miel", 95.5, 10, date(2027, 3, 31), True],
        [None, None, None],
        ["B-2", "Thé", 0.1 + 0.2, None, None, None],
    ]
    report = look(xlsx_bytes(rows))
    assert (report.encoding, report.counts["created"]) == ("xlsx", 2)
    assert [(o.row, o.sku) for o in report.outcomes] == [(2, "6111234567890"), (4, "B-2")]


def test_a_formula_error_names_its_cell() -> None:
    report = look(xlsx_bytes([["sku", "nom", "prix"], ["A", "Miel", "#REF!"], ["B", "#N/A", 9]]))
    assert [o.why for o in report.outcomes] == [
        "“prix” holds a formula error (#REF!).",
        "“nom” holds a formula error (#N/A).",
    ]


def test_workbooks_that_are_not_opened() -> None:
    book = xlsx_bytes([["sku", "nom", "prix"], ["A", "Miel", 9]])
    with pytest.raises(refusals.HasMacros):
        look(with_part(book, "xl/vbaProject.bin", b"x"))
    with pytest.raises(refusals.Bomb):
        look(with_part(book, "xl/media/zeros.xml", b"0" * 30 * 2**20))
    with pytest.raises(refusals.Bomb):
        look(with_part(book, "xl/entities.xml", b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "b">]><x>&a;</x>'))
    with pytest.raises(refusals.NotASheet):
        look(book[: len(book) // 2])
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("hello.txt", "hello")
    with pytest.raises(refusals.NotASheet):
        look(buffer.getvalue())
    for packing in (zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", packing) as archive:
            archive.writestr("[Content_Types].xml", "<Types/>" * 50)
            archive.writestr("xl/workbook.xml", "<a/>" * 50)
        broken = bytearray(buffer.getvalue())
        broken[60:80] = bytes(sign ^ 0x5A for sign in broken[60:80])
        with pytest.raises(refusals.NotASheet):
            look(bytes(broken))


def test_a_workbook_that_unpacks_to_too_much(monkeypatch) -> None:
    from twiza.plumbing.sheets import workbook

    book = xlsx_bytes([["sku", "nom", "prix"], ["A", "Miel", 9]])
    assert look(book).counts["created"] == 1
    monkeypatch.setattr(workbook, "MOST_UNPACKED", 4_000)
    with pytest.raises(refusals.Bomb):
        look(book)
