"""Consumer associations and their own teams."""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64encode

from django.db import models
from django.db.models import Q

from twiza.mediation.terms.words import AdviserRole


class Association(models.Model):
    """A consumer association, registered by the desk, which then has no key to its files.

    `names` and `about` are JSON by language. Its standing under law 31-08 is data: `public_utility_since` (art. 154),
    `may_sue_until` and `permit_number` of a special authorisation to sue (art. 157). There is deliberately no account,
    fee or payment here: platform and sellers have no way to pay an association (art. 153). A `closed_at` one takes no
    new cases.
    """

    slug = models.SlugField(max_length=80, unique=True)
    names = models.JSONField()
    about = models.JSONField(default=dict, blank=True)
    seat = models.CharField(max_length=200)
    commune = models.ForeignKey("geography.Commune", models.PROTECT, related_name="+")
    phone = models.CharField(max_length=16)
    email = models.EmailField()
    languages = models.JSONField(default=list)  # codes in which it advises
    founded_on = models.DateField(null=True)
    public_utility_since = models.DateField(null=True)
    may_sue_until = models.DateField(null=True)
    permit_number = models.CharField(max_length=60, blank=True)
    registered_at = models.DateTimeField()
    registered_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering = ("slug",)
        constraints = [
            models.CheckConstraint(
                condition=Q(may_sue_until=None) | ~Q(permit_number=""), name="authorised_association_has_number"
            )
        ]

    def lock(self) -> None:
        """Read again and hold the row until the transaction ends (SQLite holds the whole database anyway)."""
        self.refresh_from_db(from_queryset=Association.objects.select_for_update())


class Adviser(models.Model):
    """Somebody of an association's team: no role of the platform, and given by the association itself."""

    association = models.ForeignKey(Association, models.CASCADE, related_name="team")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    role = models.CharField(max_length=8, choices=AdviserRole)
    joined_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["association", "person"], name="one_role_per_adviser"),
            models.CheckConstraint(condition=Q(role__in=AdviserRole.values), name="adviser_role_known"),
        ]


def token_digest(token: str) -> str:
    """The SHA-256 of a token, base64url without padding: 43 signs."""
    return urlsafe_b64encode(hashlib.sha256(token.encode()).digest()).decode().rstrip("=")


class Invitation(models.Model):
    """An invitation to an association's team, sent to a phone number or an e-mail address; used once."""

    association = models.ForeignKey(Association, models.CASCADE, related_name="invitations")
    token = models.CharField(max_length=43, unique=True)  # its SHA-256: only the letter carries the token itself
    contact = models.CharField(max_length=254)
    role = models.CharField(max_length=8, choices=AdviserRole)
    invited_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-id",)
