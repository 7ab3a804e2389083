"""What conversations keep about one person: what she wrote."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from twiza.conversations.models import Message
from twiza.conversations.terms import Role
from twiza.kernel.personal import PersonalSection
from twiza.people.api import Person

KEPT = ("complaint:", "case:")  # what was said in a dispute is evidence of both parties


def personal_data(*, person: Person | None = None, subjects: Collection[str] = ()) -> list[PersonalSection]:
    """Her messages with their number of files; the files themselves stand in the threads, which she can open.

    By her account, or of a guest by the subjects of her threads, where she wrote as the buyer.
    """
    records, hers = [], Message.objects.filter(author=person)
    if person is None:
        hers = Message.objects.filter(thread__subject__in=list(subjects), role=Role.BUYER, erased_at=None)
    for row in hers.select_related("thread").prefetch_related("files").order_by("pk"):
        records.append(
            {
                "subject": row.thread.subject,
                "sent_at": row.sent_at.isoformat(),
                "as": row.role,
                "text": row.text,
                "photos": sum(file.kind == "photo" for file in row.files.all()),
                "voice_notes": sum(file.kind == "voice" for file in row.files.all()),
            }
        )
    if not records:
        return []
    return [
        PersonalSection(
            code="messages",
            title=_("Messages that you wrote"),
            records=records,
            words={
                "subject": _("About"),
                "sent_at": _("Sent"),
                "as": _("As"),
                "text": _("Text"),
                "photos": _("Photos"),
                "voice_notes": _("Voice notes"),
            },
            kept=_(
                "Messages on orders are erased, with their photos and recordings. What was written in a complaint or a "
                "case stays as evidence of both parties, without your name, numbers and voice."
            ),
        )
    ]
