"""What is kept about one person: her open wishes."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from twiza.kernel.personal import PersonalSection
from twiza.wishes.models import Wish


def personal_data(*, person: Any = None, contact: str = "") -> list[PersonalSection]:
    """Of a person (and her contacts), or of a guest's phone or e-mail address."""
    contacts = [one for one in (person.phone, person.email) if one] if person else [contact]
    hers = Q(contact__in=contacts) | (Q(person=person.pk) if person else Q())
    records = [
        {"words": row.words, "contact": row.contact, "asked_at": row.asked_at.isoformat()}
        for row in Wish.objects.filter(hers).order_by("pk")
    ]
    words = {"words": _("What you looked for"), "contact": _("Where we tell you"), "asked_at": _("Asked")}
    return [
        PersonalSection(
            code="wishes", title=_("What you want to be told of"), records=records, words=words, kept=_("Nothing.")
        )
    ]
