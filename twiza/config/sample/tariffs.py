"""Invented carriers and tariffs: the shape of a real sheet, the figures of none."""

from __future__ import annotations

from datetime import date, datetime

from twiza.delivery import api as delivery
from twiza.geography import api as geography

SOURCE = "Sample: invented figures"
SINCE = date(2026, 1, 1)
STEPS = ((2_000, 0), (5_000, 700), (10_000, 1_700), (20_000, 3_500), (30_000, 5_500), (70_000, 12_000))
# zone: fee in centimes for the first step at the door, at a pick-up point; days at least, at most
ZONES = {
    "commune": (1500, 1000, 1, 2),
    "province": (2000, 1500, 1, 3),
    "region": (2500, 1900, 2, 4),
    "country": (3500, 2700, 3, 6),
}
HOURS = {
    "ar": "من الإثنين إلى السبت، 9 إلى 19",
    "fr": "Du lundi au samedi, 9 h à 19 h",
    "en": "Monday to Saturday, 9 to 19",
}
POINTS = (
    ("marrakech-gueliz", "Marrakech", "محل جليز", "Relais Guéliz", "Gueliz shop"),
    ("marrakech-bab-doukkala", "Marrakech", "محل باب دكالة", "Relais Bab Doukkala", "Bab Doukkala shop"),
    ("safi-port", "Safi", "محل الميناء", "Relais du port", "Harbour shop"),
    ("essaouira-medina", "Essaouira", "محل المدينة القديمة", "Relais de la médina", "Medina shop"),
    ("casablanca-maarif", "Casablanca", "محل المعاريف", "Relais Maârif", "Maarif shop"),
    ("rabat-agdal", "Rabat", "محل أكدال", "Relais Agdal", "Agdal shop"),
    ("agadir-talborjt", "Agadir", "محل تالبرجت", "Relais Talborjt", "Talborjt shop"),
)


def enter(now: datetime) -> None:
    """One carrier that moves parcels by itself, one whose numbers are typed in, and the cooperatives' own hands."""
    if any(card.code == "barid-sample" for card in delivery.carriers()):
        return
    delivery.save_carrier(
        code="barid-sample",
        names={"ar": "ناقل نموذجي", "fr": "Transporteur échantillon", "en": "Sample carrier"},
        adapter="fake",
        is_sample=True,
    )
    delivery.save_carrier(
        code="by-hand-sample",
        names={"ar": "ناقل محلي (نموذج)", "fr": "Messagerie locale (échantillon)", "en": "Local courier (sample)"},
        adapter="by_hand",
        is_sample=True,
    )
    delivery.save_carrier(
        code="own",
        names={"ar": "التعاونية نفسها", "fr": "La coopérative elle-même", "en": "The cooperative itself"},
        adapter="own",
        is_sample=True,
    )
    for zone, (door, point, soonest, latest) in ZONES.items():
        for grams, more in STEPS:
            _step("barid-sample", "carrier", zone, grams, door + more, soonest, latest)
            _step("barid-sample", "pickup", zone, grams, point + more, soonest, latest)
            if zone in ("commune", "province", "region"):
                _step("by-hand-sample", "carrier", zone, grams, door + more + 300, 1, max(1, latest - 1))
    for zone in ("commune", "province"):
        delivery.enter_tariff(
            carrier_code="own",
            method="hand",
            zone=zone,
            max_grams=70_000,
            fee_centimes=1000 if zone == "commune" else 1800,
            days_min=1,
            days_max=2,
            valid_from=SINCE,
            source=SOURCE,
        )
    for code, commune, ar, fr, en in POINTS:
        delivery.save_pickup_point(
            code=code,
            carrier_code="barid-sample",
            commune=geography.find_communes(commune, limit=1)[0].code,
            names={"ar": f"{ar} (نموذج)", "fr": f"{fr} (échantillon)", "en": f"{en} (sample)"},
            hours=HOURS,
        )


def _step(carrier: str, method: str, zone: str, grams: int, fee: int, soonest: int, latest: int) -> None:
    delivery.enter_tariff(
        carrier_code=carrier, method=method, zone=zone, max_grams=grams, fee_centimes=fee, days_min=soonest,
        days_max=latest, valid_from=SINCE, cash_fee_centimes=700, cash_ceiling_centimes=1_000_000, source=SOURCE,
    )  # fmt: skip
