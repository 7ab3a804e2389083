"""What is picked, pressed and gathered in Morocco, month by month.

In general words that hold for the country as a whole: a wet or a dry year moves each of them by some weeks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Harvest:
    """One harvest: its months (1 to 12), its name, a sentence, and the category that shows its goods."""

    code: str
    months: tuple[int, ...]
    name: Any
    sentence: Any
    category: str


HARVESTS = (
    Harvest("olives", (10, 11, 12, 1), _("Olives"), _("Olives are being picked and pressed."), "olive-oil"),
    Harvest(
        "saffron",
        (10, 11),
        _("Saffron"),
        _("Saffron flowers at dawn, and is picked before the sun opens it."),
        "saffron",
    ),
    Harvest("dates", (9, 10, 11), _("Dates"), _("Dates are coming down from the palms of the oases."), "dates"),
    Harvest(
        "citrus",
        (11, 12, 1, 2, 3),
        _("Oranges and clementines"),
        _("Oranges and clementines are on the trees."),
        "fresh-fruit",
    ),
    Harvest(
        "blossom", (3, 4), _("Orange blossom"), _("Orange blossom is gathered and distilled."), "orange-flower-water"
    ),
    Harvest("roses", (4, 5), _("Roses"), _("Roses are picked at daybreak and distilled the same day."), "rose-water"),
    Harvest("wool", (4, 5, 6), _("Wool"), _("Sheep are being shorn: the wool of next winter's rugs."), "carpets"),
    Harvest(
        "spring-honey", (4, 5, 6), _("Spring honey"), _("Beekeepers are taking the spring honeys."), "honey-and-hive"
    ),
    Harvest(
        "grain",
        (5, 6, 7),
        _("Wheat and barley"),
        _("Wheat and barley are being cut; couscous is rolled from the new grain."),
        "couscous-and-pasta",
    ),
    Harvest("argan", (6, 7, 8, 9), _("Argan"), _("Argan fruit is ripe, and gathered from the ground."), "argan-oil"),
    Harvest("figs", (7, 8, 9), _("Figs"), _("Figs are picked, and laid out in the sun to dry."), "dried-figs"),
    Harvest("almonds", (7, 8, 9), _("Almonds"), _("Almonds are being shaken down and shelled."), "almonds"),
    Harvest("prickly-pear", (7, 8, 9), _("Prickly pears"), _("Prickly pears are ripe."), "prickly-pear-oil"),
    Harvest("pomegranate", (9, 10, 11), _("Pomegranates"), _("Pomegranates are ripening."), "fresh-fruit"),
    Harvest("walnuts", (9, 10), _("Walnuts"), _("Walnuts are coming down in the High Atlas."), "walnuts"),
    Harvest(
        "summer-honey",
        (7, 8, 9),
        _("Euphorbia honey"),
        _("Bees are on the euphorbia: its peppery honey follows."),
        "euphorbia-honey",
    ),
    Harvest(
        "herbs",
        (5, 6, 7),
        _("Thyme and rosemary"),
        _("Thyme and rosemary are cut on the hills and dried in the shade."),
        "herbs-and-teas",
    ),
)


def in_season(month: int) -> list[Harvest]:
    """The harvests of a month, those that began last first."""
    return sorted((h for h in HARVESTS if month in h.months), key=lambda h: (month - h.months[0]) % 12)


def year() -> list[tuple[Harvest, tuple[bool, ...]]]:
    """The calendar: each harvest and, for the twelve months, whether it is its time."""
    return [(h, tuple(m in h.months for m in range(1, 13))) for h in HARVESTS]
