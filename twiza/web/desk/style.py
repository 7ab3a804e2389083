"""Every part of the look on one page, in both directions and both themes: what is missing here does not exist."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import override

from twiza.web.desk.forms import SpecimenForm
from twiza.web.desk.hall import DeskRequest, hall
from twiza.web.kit.gate import desk_only
from twiza.web.workshop.room import BAR

COLOURS = (
    *("wall", "card", "ink", "ink-soft", "line", "field"),
    *(
        "accent",
        "accent-wash",
        "earth",
        "earth-wash",
        "leaf",
        "leaf-wash",
        "saffron",
        "saffron-wash",
        "stop",
        "stop-wash",
    ),
)
SPACES = ("s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8")
SIDES = (("rtl", "ar", "light"), ("ltr", "fr", "light"), ("rtl", "ar", "dark"), ("ltr", "fr", "dark"))
TILINGS = [(kind, seed) for kind in ("food", "craft", "care") for seed in ("tifawin", "atlas", "safi", "ourika")]


@desk_only
def style(request: DeskRequest) -> HttpResponse:
    sides = []
    for direction, language, theme in SIDES:
        wrong = SpecimenForm({"phone": "12", "price": "-3", "commune": "Atlantis"}, auto_id=f"{language}-{theme}-%s")
        with override(language):
            wrong.full_clean()  # its errors are sentences from here on
        sides.append((direction, language, theme, wrong))
    return hall(
        request,
        "style",
        tab="style",
        colours=COLOURS,
        spaces=SPACES,
        sides=sides,
        tilings=TILINGS,
        bar=BAR,
    )
