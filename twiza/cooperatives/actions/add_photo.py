from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from twiza.cooperatives.actions.news import tell
from twiza.cooperatives.facts import CooperativeChanged
from twiza.cooperatives.models import Cooperative, CooperativePhoto
from twiza.cooperatives.terms import MOST_PHOTOS, TooManyPhotos
from twiza.kernel.text import LANGUAGES
from twiza.people.api import Person
from twiza.plumbing.api import record

if TYPE_CHECKING:
    from twiza.plumbing.models import Image


@transaction.atomic
def add_photo(
    *, cooperative: Cooperative, image: Image, alt: dict[str, str], by: Person, now: datetime
) -> CooperativePhoto:
    """Show a picture (as `plumbing.api.take_in_image` took it in) after the others. Refuses one beyond MOST_PHOTOS."""
    cooperative.lock()
    last = cooperative.photos.order_by("-position").values_list("position", flat=True).first()
    if cooperative.photos.count() >= MOST_PHOTOS:
        raise TooManyPhotos(most=MOST_PHOTOS)
    photo = CooperativePhoto.objects.create(
        cooperative=cooperative,
        image=image,
        alt={k: v.strip()[:300] for k, v in alt.items() if k in LANGUAGES and v.strip()},
        position=0 if last is None else last + 1,
    )
    record("add_photo", cooperative, actor=by, role="manager", after={"photo": photo.pk})
    tell(CooperativeChanged(cooperative_id=cooperative.pk))
    return photo
