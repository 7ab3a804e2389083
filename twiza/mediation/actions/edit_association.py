from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from twiza.freshness.api import drop
from twiza.mediation.actions.register_association import SPOKEN, checked
from twiza.mediation.models import Association
from twiza.people.api import Person
from twiza.plumbing.api import record


@transaction.atomic
def edit_association(
    *,
    association: Association,
    names: Mapping[str, str],
    about: Mapping[str, str],
    seat: str,
    commune: str,
    phone: str,
    email: str,
    languages: Sequence[str],
    by: Person,
    now: datetime,
) -> None:
    """What its public page says, kept by its own head. Refuses as `register_association` does."""
    columns = checked(names=names, about=about, seat=seat, commune=commune, phone=phone, email=email)
    columns["languages"] = [code for code in SPOKEN if code in languages]
    before = {name: getattr(association, name) for name in ("seat", "phone", "email")}
    for name, value in columns.items():
        setattr(association, name, value)
    association.save(update_fields=[name.removesuffix("_id") for name in columns])
    drop(["associations"])
    record("edit", association, actor=by, role="head", before=before, after={"seat": columns["seat"]})
