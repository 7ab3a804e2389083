from __future__ import annotations

from django.db import transaction

from twiza.people.models import Address


@transaction.atomic
def delete_address(address: Address) -> None:
    """Take an address out of its person's book; the newest of the others becomes the default where it was.

    Orders keep their own copy: nothing else changes.
    """
    person_id, was_default = address.person_id, address.is_default
    address.delete()
    newest = Address.objects.filter(person_id=person_id).order_by("-pk").first()
    if was_default and newest:
        newest.is_default = True
        newest.save(update_fields=["is_default"])
