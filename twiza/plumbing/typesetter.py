"""typst behind one function: a sheet and its data in, a PDF out. Papers of all contexts are set here."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import segno
import typst
from django.conf import settings

PACKAGE = Path(__file__).parents[1]  # sheets import "/plumbing/sheets/common.typ" from here, and nothing outside


def typeset(sheet: Path, data: dict[str, Any]) -> bytes:
    """The PDF of a `.typ` sheet inside the package, with the fonts of data/fonts and no other."""
    return bytes(
        typst.compile(
            str(sheet),
            root=str(PACKAGE),
            font_paths=[str(settings.ROOT / "data" / "fonts")],
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        )
    )


def qr_svg(text: str) -> str:
    """A QR code as SVG, with the quiet zone that the standard asks for; fit for a hurried camera."""
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind="svg", border=4, xmldecl=False, svgns=True)
    return out.getvalue().decode()
