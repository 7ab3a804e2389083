"""What the plumbing keeps about a person: letters sent to her contacts."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from twiza.kernel.personal import PersonalSection
from twiza.kernel.personal_words import WORDS
from twiza.plumbing.models import Letter


def personal_data(*, contacts: Sequence[str]) -> list[PersonalSection]:
    """The letters to these phones and e-mail addresses, oldest first, as they were written; codes are left out."""
    rows = Letter.objects.filter(to__in=list(contacts)).exclude(kind="people.code").order_by("pk")
    records = [
        {
            "written_at": row.created_at.isoformat(),
            "channel": row.channel,
            "to": row.to,
            "subject": row.subject,
            "text": row.text,
            "sent_at": row.sent_at.isoformat() if row.sent_at else None,
        }
        for row in rows
    ]
    return [PersonalSection(code="plumbing.letters", title=_("Letters and messages"), records=records, words=WORDS)]
