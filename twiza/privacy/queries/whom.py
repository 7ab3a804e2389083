"""Who is meant, and whether she may be forgotten now."""

from __future__ import annotations

from twiza.cooperatives import api as cooperatives
from twiza.ordering import api as ordering
from twiza.payments import api as payments
from twiza.people import api as people
from twiza.privacy.terms.words import MoneyOwed, NothingKept, OrderUnderWay, StillInATeam, StillOfTheHouse, Whom
from twiza.settlement import api as settlement


def whom_of(person: people.Person | None, *, phone: str = "") -> Whom:
    """By the account, or by the phone of a guest: her orders, and every name and contact that stands on them."""
    traces = ordering.order_traces(person=person, phone=phone)
    contacts = {phone} | {contact for trace in traces for contact in trace.contacts}
    names = {name for trace in traces for name in trace.names}
    if person is not None:
        contacts |= {person.phone or "", person.email or ""}
        names.add(person.name)
        names |= {card.postal.recipient for card in people.addresses_of(person)}
    return Whom(
        person_id=person.pk if person is not None else None,
        phone="" if person is not None else phone,
        contacts=tuple(sorted(contacts - {""})),
        names=tuple(sorted((names - {"", "—"}), key=len, reverse=True)),
        orders=tuple(trace.number for trace in traces),
        parts=tuple(number for trace in traces for number in trace.part_numbers),
    )


def may_be_forgotten(person: people.Person | None, *, phone: str = "") -> Whom:
    """Whom to forget. Refuses, in words: OrderUnderWay, MoneyOwed, StillInATeam, StillOfTheHouse, NothingKept."""
    if person is not None:
        if any(people.has_role(person, role) for role in people.Role.values):
            raise StillOfTheHouse()
        if cooperatives.is_in_a_team(person):
            raise StillInATeam()
    for trace in ordering.order_traces(person=person, phone=phone):
        if trace.is_open:
            raise OrderUnderWay(number=trace.number)
        if settlement.is_unsettled(trace.part_numbers) or payments.owes_orders([trace.number]):
            raise MoneyOwed(number=trace.number)
    whom = whom_of(person, phone=phone)
    if person is None and not whom.orders:
        raise NothingKept()
    return whom
