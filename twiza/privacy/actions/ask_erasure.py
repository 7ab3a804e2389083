from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils.crypto import constant_time_compare, salted_hmac

from twiza.kernel.numbers import digits_code
from twiza.kernel.states import MoveRefused
from twiza.kernel.text import western_digits
from twiza.people import api as people
from twiza.plumbing.api import within_rate
from twiza.privacy.actions.open_request import end, open_request
from twiza.privacy.messages import erasure_code
from twiza.privacy.models import DataRequest
from twiza.privacy.queries.whom import may_be_forgotten
from twiza.privacy.states import PERSON, REQUEST, Kind, Status
from twiza.privacy.terms.words import TooManyRequests, WrongErasureCode

CODE_VALID, MOST_TRIES, MOST_CODES = timedelta(minutes=10), 5, 5


def ask_erasure(*, person: people.Person | None = None, phone: str = "", language: str, now: datetime) -> DataRequest:
    """The first of two steps: nothing is erased yet; a code goes to the person's phone, or e-mail where there is none.

    Asked again, the same request gets a new code. Refuses what `may_be_forgotten` does; TooManyRequests after five
    codes in an hour. Never inside another transaction: codes must count.
    """
    may_be_forgotten(person, phone=phone)
    to = (person.phone or person.email or "") if person else phone
    whose = f"p{person.pk}" if person else salted_hmac("twiza.privacy", phone).hexdigest()[:16]
    if not within_rate(f"erasure-code/{whose}", most=MOST_CODES, seconds=3600, now=now):
        raise TooManyRequests()
    code = digits_code()
    with transaction.atomic():
        waiting = DataRequest.objects.filter(kind=Kind.ERASE, status=Status.ASKED)
        waiting = waiting.filter(person_id=person.pk) if person else waiting.filter(person=None, contact=phone)
        row = waiting.first() or open_request(kind=Kind.ERASE, person=person, contact=to, language=language, now=now)
        row.code_hash, row.code_until, row.code_tries = _hash(row, code), now + CODE_VALID, 0
        row.save(update_fields=["code_hash", "code_until", "code_tries"])
        erasure_code(row, to=to, code=code)
    return row


def confirm_erasure(*, request: DataRequest, code: str, now: datetime) -> None:
    """The second step, which nobody can take back: from here the erasure runs to its end.

    Refuses WrongErasureCode alike for a wrong, an old one and the sixth try; what `may_be_forgotten` does; MoveRefused.
    Never inside another transaction: tries must count.
    """
    if request.status != Status.ASKED:
        raise MoveRefused()
    typed = "".join(sign for sign in western_digits(code) if sign.isdecimal())
    open_to_tries = DataRequest.objects.filter(
        pk=request.pk, status=Status.ASKED, code_tries__lt=MOST_TRIES, code_until__gt=now
    ).exclude(code_hash="")
    tried = open_to_tries.update(code_tries=F("code_tries") + 1)
    request.refresh_from_db()
    if not tried or not constant_time_compare(request.code_hash, _hash(request, typed)):
        raise WrongErasureCode()
    begin_erasure(request=request, by=PERSON, now=now)


@transaction.atomic
def begin_erasure(*, request: DataRequest, by: str, now: datetime) -> None:
    """Under way, with what is looked for written down: `finish_erasure` goes on from there, whatever happens."""
    person = request.person
    whom = may_be_forgotten(person, phone="" if person else request.contact)
    REQUEST.apply(request, "confirm", by=by, actor=person, whom=whom.as_dict(), code_hash="")


@transaction.atomic
def take_back_erasure(*, request: DataRequest, now: datetime) -> None:
    """She changed her mind before the second step. Refuses MoveRefused."""
    end(request, "take_back", by=PERSON, actor=request.person, now=now)


def _hash(row: DataRequest, code: str) -> str:
    return salted_hmac("twiza.privacy.erasure", f"{row.number}\0{code}", algorithm="sha256").hexdigest()
