from __future__ import annotations

from datetime import datetime

from django.db import transaction

from twiza.cooperatives.actions.news import tell
from twiza.cooperatives.facts import CooperativeChanged
from twiza.cooperatives.models import Cooperative, CooperativePhoto
from twiza.kernel.refusals import NotFound
from twiza.people.api import Person
from twiza.plumbing.api import record


@transaction.atomic
def remove_photo(*, cooperative: Cooperative, photo_id: int, by: Person, now: datetime) -> None:
    """Show a picture no longer. NotFound for a photo of another cooperative."""
    photo = CooperativePhoto.objects.filter(cooperative=cooperative, pk=photo_id).first()
    if photo is None:
        raise NotFound()
    photo.delete()
    record("remove_photo", cooperative, actor=by, role="manager", before={"photo": photo_id})
    tell(CooperativeChanged(cooperative_id=cooperative.pk))
