"""The sample's cooperatives: invented names, real communes, numbers whose keys are right and that nobody holds."""

from __future__ import annotations

import csv
import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings

from twiza.cooperatives import api as cooperatives
from twiza.geography import api as geography
from twiza.kernel.periods import day_of
from twiza.people import api as people
from twiza.plumbing.api import list_letters

FOLDER = settings.ROOT / "data" / "sample"
FATIMA, TIFAWIN = "+212661000002", "tifawin"
FOOD_LINES = {"argan", "olive", "honey", "couscous", "spices", "rose", "cactus"}
MANAGERS = ("Aïcha", "Hassan", "Khadija", "Lahcen", "Malika", "Mbarek", "Naïma", "Rachida", "Saïd", "Touria")
COURTS = ("Marrakech", "Safi", "Essaouira", "Ben Guerir", "Imintanoute", "Kelâat Sraghna")


@dataclass(frozen=True)
class Row:
    """One line of `cooperatives.csv`."""

    slug: str
    line: str
    commune: str
    ar: str
    fr: str
    en: str
    members: str
    women: str
    founded: str

    @property
    def names(self) -> dict[str, str]:
        return {"ar": self.ar, "fr": self.fr, "en": self.en}


def read() -> list[Row]:
    with (FOLDER / "cooperatives.csv").open(encoding="utf-8", newline="") as file:
        return [Row(**row) for row in csv.DictReader(file, delimiter=";")]


def found(row: Row, line: dict[str, Any], *, desk: people.Person, now: datetime) -> cooperatives.Cooperative:
    """The cooperative of a row, registered, checked and verified by the desk; the one that is there already, else."""
    manager = manager_of(row)
    for membership in cooperatives.cooperatives_of(manager):
        return cooperatives.cooperative_of_team(manager, membership.slug)
    chance = random.Random(row.slug)
    commune = geography.find_communes(row.commune, limit=1, region="07")[0]
    then = now - timedelta(days=240)
    cooperative = cooperatives.register_cooperative(
        by=manager,
        now=then,
        is_sample=True,
        names=row.names,
        story=line["story"],
        activity=line["activity"],
        seat=f"{commune.names['ar']}، {commune.province_names['ar']} ({commune.names['fr']})",
        court=chance.choice(COURTS),
        registration_number=f"1/00/{row.founded[:4]}/{chance.randrange(100, 999)}",
        ice=number_with_key(chance, 13),
        rib=rib(chance),
        onssa_number=f"SAMPLE.{chance.randrange(10, 99)}.{chance.randrange(100, 999)}.{row.founded[2:4]}"
        if row.line in FOOD_LINES
        else "",
        sells_food=row.line in FOOD_LINES,
        members=int(row.members),
        women_members=int(row.women),
        founded_on=date.fromisoformat(row.founded),
        commune=commune.code,
        phone=manager.phone or "",
        email=f"{row.slug}@twiza.example",
        hand_delivery=chance.random() < 0.6 or row.slug == TIFAWIN,
    )
    cooperatives.submit_cooperative(cooperative=cooperative, by=manager, now=then)
    check_all(cooperative, desk=desk, now=then)
    cooperatives.verify_cooperative(cooperative=cooperative, by=desk, now=then)
    return cooperative


def check_all(cooperative: cooperatives.Cooperative, *, desk: people.Person, now: datetime) -> None:
    for line in cooperatives.workshop_cooperative(cooperative, on=day_of(now)).checks:
        cooperatives.answer_check(cooperative=cooperative, item=line.item, ok=True, by=desk, now=now, note="Sample")


def manager_of(row: Row) -> people.Person:
    """Each sample cooperative's own first manager; nobody is told the code of that phone but the letters page."""
    phone, name = phone_of(row.slug), "Fatima" if row.slug == TIFAWIN else random.Random(row.slug).choice(MANAGERS)
    known = people.person_by_contact(phone=phone)
    return known or people.register_person(phone=phone, name=name, is_sample=True)


def phone_of(slug: str) -> str:
    """The number by which the first manager of a sample cooperative signs in."""
    chance = random.Random(f"phone {slug}")
    return FATIMA if slug == TIFAWIN else f"+2126620{chance.randrange(10_000, 99_999)}"


def join(cooperative: cooperatives.Cooperative, person: people.Person, role: str, *, now: datetime) -> None:
    if any(m.cooperative_id == cooperative.pk for m in cooperatives.cooperatives_of(person)):
        return
    manager = manager_of(next(row for row in read() if row.slug == TIFAWIN))
    cooperatives.invite_to_team(cooperative=cooperative, contact=person.phone or "", role=role, by=manager, now=now)
    # The token stands in the letter alone: the sample reads it there, as the person would.
    letter = next(card for card in list_letters(to=person.phone).items if "/invitation/" in card.text)
    token = letter.text.split("/invitation/")[1].split("/")[0]
    cooperatives.accept_invitation(token=token, person=person, now=now)


def leave_work_for_the_desk(*, desk: people.Person, now: datetime) -> None:
    """Two more cooperatives that wait for the desk: one new, one that was sent back."""
    waiting = (
        ("Amal Lkhir", "تعاونية أمل الخير النموذجية", "Coopérative Amal Lkhir (échantillon)", "Ourika", False),
        ("Afous g Ufous", "تعاونية أفوس ك أوفوس النموذجية", "Coopérative Afous g Ufous (échantillon)", "Asni", True),
    )
    for slug, ar, fr, place, refused in waiting:
        row = Row(slug, "couscous", place, ar, fr, f"{slug} cooperative (sample)", "9", "7", "2026-02-11")
        manager = manager_of(row)
        if cooperatives.cooperatives_of(manager):
            continue
        chance = random.Random(slug)
        commune = geography.find_communes(place, limit=1, region="07")[0]
        cooperative = cooperatives.register_cooperative(
            by=manager, now=now, is_sample=True, names=row.names, seat=commune.names["fr"], court="Marrakech",
            registration_number=f"1/00/2026/{chance.randrange(100, 999)}", ice=number_with_key(chance, 13),
            rib=rib(chance), members=9, women_members=7, founded_on=date(2026, 2, 11), commune=commune.code,
            phone=manager.phone or "", sells_food=False,
        )  # fmt: skip
        cooperatives.submit_cooperative(cooperative=cooperative, by=manager, now=now)
        if refused:
            reason = next(iter(cooperatives.REFUSAL_REASONS))
            cooperatives.refuse_cooperative(cooperative=cooperative, reason=reason, by=desk, now=now, note="Sample")


def number_with_key(chance: random.Random, digits: int) -> str:
    """`digits` digits and the two that make the whole divisible by 97 (the key of an ICE)."""
    body = "009" + "".join(str(chance.randrange(10)) for _ in range(digits - 3))
    return body + f"{(97 - int(body) * 100 % 97) % 97:02d}"


def rib(chance: random.Random) -> str:
    """24 digits with a right key, of a bank code that no bank has."""
    body = "999999" + "".join(str(chance.randrange(10)) for _ in range(16))
    return body + f"{97 - int(body) * 100 % 97:02d}"
