"""Letters: a row in the caller's transaction, sent by the worker as e-mail or text message."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import F, Q

from twiza.plumbing.files import open_file
from twiza.plumbing.models import Letter, StoredFile
from twiza.plumbing.sms import sms_adapter


@dataclass(frozen=True, kw_only=True)
class Manner:
    """How one letter goes: `withheld` says why it does not go at all, the rest is added to what was written."""

    withheld: str = ""
    text: str = ""
    html: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)


Ask = Callable[[Letter, datetime], Manner]
_ask: list[Ask] = []
log = logging.getLogger(__name__)
MOST_ATTEMPTS = 8
LEASE = timedelta(minutes=10)


def on_sending(ask: Ask) -> Ask:
    """From now on ask `ask(letter, now)` before each letter goes; wired once, from config. Plumbing knows no people."""
    _ask[:] = [ask]
    return ask


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
    whose worker was killed while sending is tried again. After eight failures it waits on the desk. One that its
    reader stopped is withheld: it never goes.
    """
    due = Q(next_at=None) | Q(next_at__lte=now)
    waiting = Letter.objects.filter(due, sent_at=None, given_up_at=None, withheld_at=None).order_by("id")
    sent = 0
    for letter in waiting[:most]:
        mine = Letter.objects.filter(pk=letter.pk, sent_at=None, attempts=letter.attempts)
        if not mine.update(attempts=F("attempts") + 1, next_at=now + LEASE):
            continue
        attempts = letter.attempts + 1
        claimed = Letter.objects.filter(pk=letter.pk, attempts=attempts)
        try:
            manner = _ask[0](letter, now) if _ask else Manner()
            if not manner.withheld:
                _send(letter, manner)
        except Exception as error:  # noqa: BLE001 - one letter that fails must not stop the others
            # Neither the reference nor the error: both may carry a contact. The desk reads them in the row.
            log.warning("letter %s was not sent: %s", letter.pk, type(error).__name__)
            claimed.update(
                next_at=now + timedelta(minutes=2 ** (attempts - 1)),
                given_up_at=now if attempts >= MOST_ATTEMPTS else None,
                error=f"{type(error).__name__}: {error}"[:2000],
            )
        else:
            if manner.withheld:
                claimed.update(withheld_at=now, next_at=None, error=manner.withheld[:2000])
                continue
            sent += claimed.update(sent_at=now, error="")
    return sent


def _send(letter: Letter, manner: Manner) -> None:
    if letter.channel == Letter.Channel.SMS:
        sms_adapter().send(to=letter.to, text=letter.text + manner.text, reference=letter.reference)
        return
    site = settings.SITE_URL.partition("//")[2].partition(":")[0] or "localhost"
    # The same id on each try lets the receiver's server drop a second copy.
    headers = {"Message-ID": f"<letter-{letter.pk}@{site}>", "Content-Language": letter.language, **manner.headers}
    mail = EmailMultiAlternatives(letter.subject, letter.text + manner.text, to=[letter.to], headers=headers)
    if letter.html:
        mail.attach_alternative(_with_footer(letter.html, manner.html), "text/html")
    for file in StoredFile.objects.filter(pk__in=letter.attachments).order_by("pk"):
        mail.attach(file.name, open_file(file.pk), file.media_type)
    mail.send()


def _with_footer(html: str, footer: str) -> str:
    """The footer before the end of the body, where there is one."""
    head, end, tail = html.rpartition("</body>")
    return head + footer + end + tail if end else html + footer
