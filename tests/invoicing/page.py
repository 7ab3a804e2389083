"""What the eye sees on a page: each line as the shapes of its glyphs, from left to right, where they are drawn.

Text taken out of an Arabic PDF misleads: ligatures and the order of digits are those of the file, not of the eye. So
the page is drawn, and what must be seen on it is drawn alone and looked for, shape by shape and gap by gap.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from xml.etree import ElementTree

import typst
from django.conf import settings
from django.utils.translation import override

from twiza.invoicing.adapters import SHEETS
from twiza.invoicing.adapters.printed import _data
from twiza.invoicing.models import Invoice
from twiza.plumbing.typesetter import PACKAGE

FONTS = [str(settings.ROOT / "data" / "fonts")]
SVG = "{http://www.w3.org/2000/svg}"
HREF = "{http://www.w3.org/1999/xlink}href"
Glyph = tuple[float, float, str]  # x, y, outline
MARKS = 4.0  # points that a vowel mark stands off its line, at most; the next line is further away
Line = list[tuple[float, str]]  # x, outline; from left to right


def drawn(invoice: Invoice, language: str, form: str = "svg") -> list[bytes]:
    """Every page of the invoice, drawn."""
    with override(language):
        data = _data(invoice, language)
    made = typst.compile(
        str(SHEETS / "invoice.typ"),
        root=str(PACKAGE),
        font_paths=FONTS,
        ignore_system_fonts=True,
        format=form,
        ppi=144,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )
    return made if isinstance(made, list) else [made]


def lines(svg: bytes) -> list[Line]:
    """The lines of a page, from its top to its bottom."""
    root = ElementTree.fromstring(svg)
    outlines = {symbol.get("id", ""): symbol[0].get("d", "") for symbol in root.iter(f"{SVG}symbol")}
    found: list[Line] = []
    last = float("-inf")
    for y, x, shape in sorted((y, x, shape) for x, y, shape in _glyphs(root, 0, 0)):
        if y - last > MARKS:
            found.append([])
        found[-1].append((x, outlines[shape]))
        last = y
    return [sorted(line) for line in found]


def _glyphs(node: ElementTree.Element, x: float, y: float) -> Iterator[Glyph]:
    moved = [float(n) for n in re.findall(r"-?[\d.]+", node.get("transform", ""))]
    if moved:
        x, y = x + moved[-2], y + moved[-1]
    if node.tag == f"{SVG}use":
        yield x + float(node.get("x", 0)), y, node.get(HREF, "")[1:]
    for child in node:
        if child.tag != f"{SVG}defs":
            yield from _glyphs(child, x, y)


def alone(text: str, *, right_to_left: bool, size: float = 9, bold: bool = False) -> Line:
    """The text set by itself on one line."""
    source = f"""
#set page(width: 2000pt, height: auto, margin: 4pt)
#set text(font: ("Twiza Paper Latin", "Twiza Paper Arabic", "Twiza Paper Latin Ext"), size: {size}pt, fallback: false,
  dir: {"rtl" if right_to_left else "ltr"}, lang: "{"ar" if right_to_left else "fr"}", weight: {700 if bold else 400})
#box[{text}]
"""
    made = typst.compile(source.encode(), font_paths=FONTS, ignore_system_fonts=True, format="svg")
    assert isinstance(made, bytes)
    (line,) = lines(made)
    return line


def stands_in(line: Line, page: list[Line]) -> bool:
    """Whether the same shapes stand on the page side by side, with the same gaps to a tenth of a point."""
    wanted = len(line)
    for found in page:
        for start in range(len(found) - wanted + 1):
            part = found[start : start + wanted]
            if all(
                mine[1] == theirs[1] and abs((mine[0] - line[0][0]) - (theirs[0] - part[0][0])) < 0.1
                for mine, theirs in zip(line, part, strict=True)
            ):
                return True
    return False
