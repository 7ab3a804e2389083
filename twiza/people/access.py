"""Whose address it is: a stranger's does not exist."""

from __future__ import annotations

from twiza.kernel.refusals import NotFound
from twiza.people.models import Address, Person


def address_of_person(person: Person, address_id: int) -> Address:
    """One address of this person's own book; NotFound for anybody else's."""
    address = Address.objects.filter(person_id=person.pk, pk=address_id).first() if person.pk else None
    if address is None:
        raise NotFound(address_id)
    return address
