from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.db import transaction

from twiza.kernel.numbers import normalise_number, public_number
from twiza.kernel.periods import day_of
from twiza.law.api import rule
from twiza.mediation import messages
from twiza.mediation.actions.ask_mandate_code import purpose_of
from twiza.mediation.models import Association, Mandate
from twiza.mediation.terms.refusals import (
    AssociationClosed,
    DayInFuture,
    MandateOver,
    MandateTooLong,
    NameMissing,
    NoSuchOrder,
    ScanMissing,
    UnknownScope,
    UnknownWay,
    WitnessMissing,
)
from twiza.mediation.terms.words import MANDATE_PREFIX, ConsentKind, MandateWay
from twiza.ordering.api import Order
from twiza.people.api import Person, WrongCode, check_phone_code, normalise_phone
from twiza.plumbing.api import record


def record_mandate(
    *,
    association: Association,
    name: str,
    phone: str,
    language: str,
    way: str,
    witness: str,
    given_on: date,
    expires_on: date,
    scope: Collection[str],
    order_number: str = "",
    code: str = "",
    scan: int | None = None,
    key: str,
    by: Person,
    now: datetime,
) -> Mandate:
    """Write down that somebody told the association to act for her: how, before whom, when, for what, how long.

    Spoken, or about an order on Twiza: the code sent to her phone (`ask_mandate_code`) proves it, and the order must
    have been placed with that phone (NoSuchOrder). On paper: a scan (`take_in_scan`). Longest `house.mandate_days`.
    The same key gives the same mandate. Refuses what is missing, and a wrong code. Not inside a transaction.
    """
    if (known := Mandate.objects.filter(key=f"{association.pk}:{key}"[:80]).first()) is not None:
        return known
    phone = normalise_phone(phone)
    rights = _scope(scope)
    promise = rule("house.mandate_days", on=given_on)
    _check(association, name, witness, way, given_on, expires_on, promise.value, scan, day_of(now))
    if way == MandateWay.SPOKEN or order_number.strip():
        if not code.strip():
            raise WrongCode()
        check_phone_code(phone=phone, purpose=purpose_of(association), code=code, now=now)
    order = _order(order_number, phone) if order_number.strip() else None
    with transaction.atomic():
        mandate = Mandate.objects.create(
            number=public_number(MANDATE_PREFIX),
            association=association,
            key=f"{association.pk}:{key}"[:80],
            name=" ".join(name.split())[:120],
            phone=phone,
            language=language,
            order=order,
            way=way,
            witness=" ".join(witness.split())[:120],
            given_on=given_on,
            scope=rights,
            expires_on=expires_on,
            rule_id=promise.id,
            rule_since=promise.since,
            scan_id=scan,
            confirmed_at=now if code.strip() else None,
            recorded_by=by,
            recorded_at=now,
        )
        messages.mandate_recorded(mandate)
        record("record", mandate, actor=by, role="adviser", after={"way": way, "scope": rights})
    return mandate


def _scope(scope: Collection[str]) -> list[str]:
    """Reading the file and mediating is what every mandate is for; the rest is said."""
    if not set(scope) <= set(ConsentKind.values):
        raise UnknownScope()
    return [kind for kind in ConsentKind.values if kind == ConsentKind.FILE or kind in scope]


def _check(
    association: Association,
    name: str,
    witness: str,
    way: str,
    given_on: date,
    expires_on: date,
    most_days: int,
    scan: int | None,
    today: date,
) -> None:
    if association.closed_at is not None:
        raise AssociationClosed()
    if not name.strip():
        raise NameMissing()
    if not witness.strip():
        raise WitnessMissing()
    if way not in MandateWay.values:
        raise UnknownWay()
    if given_on > today:
        raise DayInFuture()
    if expires_on < today or expires_on < given_on:
        raise MandateOver()
    if expires_on > given_on + timedelta(days=most_days):
        raise MandateTooLong(days=most_days)
    if way == MandateWay.PAPER and scan is None:
        raise ScanMissing()


def _order(typed: str, phone: str) -> Order:
    number = normalise_number(typed)
    found = Order.objects.filter(number=number, phone=phone).first() if number else None
    if found is None:
        raise NoSuchOrder()
    return found
