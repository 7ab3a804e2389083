from __future__ import annotations

import re
from datetime import datetime

from django.db import IntegrityError, transaction

from twiza.bank.models import Transfer
from twiza.bank.states import SYSTEM, TRANSFER
from twiza.bank.terms.reading import key_of
from twiza.bank.terms.refusals import ReferenceTaken, WrongRib
from twiza.bank.terms.rib import check_rib
from twiza.people.api import Person

_SIGNS = re.compile(r"[A-Za-z0-9:().,'+ -]{4,35}")  # what an end-to-end reference may be made of


@transaction.atomic
def queue_transfer(
    *,
    reference: str,
    amount_centimes: int,
    payee_name: str,
    rib: str,
    subject: str,
    kind: str,
    by: Person | None,
    now: datetime,
    park_wrong_rib: bool = False,
) -> Transfer:
    """Money that shall leave our account, once two persons released it. `kind`: "payout" or "refund".

    The same reference again gives the transfer that is there. Refuses a wrong RIB (WrongRib), or with
    `park_wrong_rib` keeps the transfer parked with the sentence until the desk corrects it; refuses a reference
    under which other money goes (ReferenceTaken). A reference is at most 35 signs of the banks' small alphabet,
    and for a second try after a failure a new one.
    """
    if not _SIGNS.fullmatch(reference) or amount_centimes <= 0:
        raise ValueError(f"not a transfer: {reference!r}, {amount_centimes}")
    sentence = ""
    try:
        digits = check_rib(rib)
    except WrongRib as refusal:
        if not park_wrong_rib:
            raise
        digits, sentence = " ".join(rib.split())[:40], str(refusal)
    columns = {
        "key": key_of(reference),
        "kind": kind,
        "amount_centimes": amount_centimes,
        "payee_name": " ".join(payee_name.split())[:140],
        "rib": digits,
        "subject": " ".join(subject.split())[:140],
        "queued_at": now,
        "queued_by": by,
    }
    existing = Transfer.objects.filter(reference=reference).first()
    if existing is None:
        try:
            with transaction.atomic():
                made = Transfer.objects.create(reference=reference, **columns)
        except IntegrityError:
            existing = Transfer.objects.filter(reference=reference).first()
            if existing is None:  # another reference that the bank could not tell from this one
                raise ReferenceTaken(reference=reference) from None
        else:
            if sentence:
                TRANSFER.apply(made, "park", by=SYSTEM, actor=by, reason=sentence[:300])
            return made
    if (existing.amount_centimes, existing.kind) != (amount_centimes, kind):
        raise ReferenceTaken(reference=reference)
    return existing
