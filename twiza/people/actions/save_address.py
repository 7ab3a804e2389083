from __future__ import annotations

from django.db import transaction

from twiza.people.models import Address, Person
from twiza.people.queries import check_postal_address


@transaction.atomic
def save_address(
    person: Person,
    *,
    recipient: str,
    phone: str,
    commune_code: str,
    quarter: str,
    landmark: str = "",
    latitude: float | None = None,
    longitude: float | None = None,
    is_default: bool = False,
    address: Address | None = None,
) -> Address:
    """Add an address to this person's book, or change `address` (got from `address_of_person`).

    One address is the default: the first one, and the one last saved as such.
    Refuses NameMissing, NotAPhone, UnknownCommune, QuarterMissing, PinOutside.
    """
    postal = check_postal_address(
        recipient=recipient,
        phone=phone,
        commune_code=commune_code,
        quarter=quarter,
        landmark=landmark,
        latitude=latitude,
        longitude=longitude,
    )
    # The person's row is the lock: two tabs that save at once would both see no default.
    Person.objects.select_for_update().get(pk=person.pk)
    row = address or Address(person=person)
    others = Address.objects.filter(person=person).exclude(pk=row.pk)
    row.is_default = is_default or row.is_default or not others.filter(is_default=True).exists()
    if row.is_default:
        others.filter(is_default=True).update(is_default=False)
    for column, value in postal.as_dict().items():
        setattr(row, "commune_id" if column == "commune_code" else column, value)
    row.save()
    return row
