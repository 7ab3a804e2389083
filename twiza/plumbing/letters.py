"""Letters: a row in the caller's transaction, sent by the worker as e-mail or text message."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Literal

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import F, Q

from twiza.plumbing.files import open_file
from twiza.plumbing.models import Letter, StoredFile
from twiza.plumbing.sms import sms_adapter

log = logging.getLogger(__name__)
MOST_ATTEMPTS = 8
LEASE = timedelta(minutes=10)


def queue_letter(
    *,
    reference: str,
    kind: str,
    channel: Literal["email", "sms"],
    to: str,
    language: str,
    subject: str = "",
    text: str,
    html: str = "",
    attachments: Sequence[int] = (),
) -> None:
    """Write a letter in the caller's transaction; the worker sends it. `attachments` are StoredFile ids.

    Under the same `reference` the letter that is already there stays, unchanged: nobody gets it twice.
    """
    letter = Letter(
        reference=reference,
        kind=kind,
        channel=channel,
        to=to,
        language=language,
        subject=" ".join(subject.split())[:200],
        text=text,
        html=html,
        attachments=list(attachments),
    )
    # One statement; not `ignore_conflicts`, by which SQLite ignores every constraint.
    Letter.objects.bulk_create(
        [letter], update_conflicts=True, unique_fields=["reference"], update_fields=["reference"]
    )


def send_letters(now: datetime, most: int = 50) -> int:
    """Send the letters that are due; returns how many went. A failure is tried again after 1, 2, 4 … minutes.

    Each is claimed first by moving its next try ten minutes on, so two workers don't send the same one, and one
    whose worker was killed while sending is tried again. After eight failures it waits on the desk.
    """
    due = Q(next_at=None) | Q(next_at__lte=now)
    waiting = Letter.objects.filter(due, sent_at=None, given_up_at=None).order_by("id")
    sent = 0
    for letter in waiting[:most]:
        mine = Letter.objects.filter(pk=letter.pk, sent_at=None, attempts=letter.attempts)
        if not mine.update(attempts=F("attempts") + 1, next_at=now + LEASE):
            continue
        attempts = letter.attempts + 1
        claimed = Letter.objects.filter(pk=letter.pk, attempts=attempts)
        try:
            _send(letter)
        except Exception as error:  # noqa: BLE001 - one letter that fails must not stop the others
            log.warning("letter %s was not sent: %s", letter.reference, error)
            claimed.update(
                next_at=now + timedelta(minutes=2 ** (attempts - 1)),
                given_up_at=now if attempts >= MOST_ATTEMPTS else None,
                error=f"{type(error).__name__}: {error}"[:2000],
            )
        else:
            sent += claimed.update(sent_at=now, error="")
    return sent


def _send(letter: Letter) -> None:
    if letter.channel == Letter.Channel.SMS:
        sms_adapter().send(to=letter.to, text=letter.text, reference=letter.reference)
        return
    site = settings.SITE_URL.partition("//")[2].partition(":")[0] or "localhost"
    # The same id on each try lets the receiver's server drop a second copy.
    headers = {"Message-ID": f"<letter-{letter.pk}@{site}>", "Content-Language": letter.language}
    mail = EmailMultiAlternatives(letter.subject, letter.text, to=[letter.to], headers=headers)
    if letter.html:
        mail.attach_alternative(letter.html, "text/html")
    for file in StoredFile.objects.filter(pk__in=letter.attachments).order_by("pk"):
        mail.attach(file.name, open_file(file.pk), file.media_type)
    mail.send()
