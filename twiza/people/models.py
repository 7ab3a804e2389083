from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import Q
from django.utils.crypto import salted_hmac

from twiza.people.terms.purposes import HOW


class Role(models.TextChoices):
    DESK = "desk"


class PersonManager(BaseUserManager["Person"]):
    """What Django's own commands call; everybody else registers people with `actions.register_person`."""

    def create_user(
        self, *, email: str | None = None, phone: str | None = None, password: str | None = None, **columns: Any
    ) -> Person:
        person = self.model(email=(email or "").lower() or None, phone=phone or None, **columns)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, **columns: Any) -> Person:
        return self.create_user(is_superuser=True, **columns)


class Person(AbstractBaseUser, PermissionsMixin):
    """Somebody who can sign in, by a phone number (E.164) or an e-mail address. No national identity number, ever."""

    email = models.EmailField(unique=True, null=True, blank=True)
    phone = models.CharField(max_length=16, unique=True, null=True, blank=True)
    phone_verified = models.BooleanField(default=False)
    name = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=3, default="ar")
    contact_by = models.CharField(max_length=8, choices=[("sms", "sms"), ("email", "email")], default="sms")
    is_active = models.BooleanField(default=True)
    is_sample = models.BooleanField(default=False)
    joined_at = models.DateTimeField(auto_now_add=True)
    forgotten_at = models.DateTimeField(null=True)  # erased at her request: the row stays for those that point at it

    objects = PersonManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(email__isnull=False) | Q(phone__isnull=False) | Q(forgotten_at__isnull=False),
                name="person_can_be_reached",
            ),
            models.CheckConstraint(
                condition=Q(forgotten_at=None) | Q(email=None, phone=None, name="", is_active=False),
                name="person_forgotten_is_nobody",
            ),
        ]

    @property
    def is_staff(self) -> bool:
        """What the read-only Django admin asks."""
        return self.is_superuser

    def __str__(self) -> str:
        return self.name or self.phone or self.email or f"#{self.pk}"


class Grant(models.Model):
    """A role of the platform given to a person. Roles in a cooperative stand in that cooperative's team."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="grants")
    role = models.CharField(max_length=12, choices=Role)
    granted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "role"], name="one_grant_per_role")]


class Address(models.Model):
    """Where a parcel can be handed over: commune, quarter or douar, landmark, phone; no postcode."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="addresses")
    recipient = models.CharField(max_length=120)
    phone = models.CharField(max_length=16)
    commune = models.ForeignKey("geography.Commune", models.PROTECT, related_name="+")
    quarter = models.CharField(max_length=120)
    landmark = models.CharField(max_length=200, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    is_default = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(is_default=True), name="one_default_address_per_person"
            )
        ]


class PhoneCode(models.Model):
    """A one-time code sent to the phone of somebody who has no account, for one purpose. Only its hash is kept."""

    phone = models.CharField(max_length=16)
    purpose = models.CharField(max_length=60)
    hash = models.CharField(max_length=64)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["phone", "purpose"], name="one_code_per_phone_and_purpose")]

    @staticmethod
    def hash_of(phone: str, purpose: str, code: str) -> str:
        """Keyed by the site's secret: six digits alone could be found from a bare hash in a second."""
        return salted_hmac("twiza.people.phone_code", f"{phone}\0{purpose}\0{code}", algorithm="sha256").hexdigest()


class CacheRow(models.Model):
    """The table of Django's database cache, where allauth counts how often a sign-in was tried.

    It is shared by the web processes and survives them, so a limit is one limit. Columns as `createcachetable` makes
    them; nobody but that cache reads or writes it.
    """

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "people_cache"


def contact_hashes(contact: str) -> list[str]:
    """The keyed hash of a phone (E.164) or e-mail address, under the site's secret and under those it had before."""
    return [
        salted_hmac("twiza.people.contact", contact.lower(), secret=secret, algorithm="sha256").hexdigest()
        for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    ]


class Consent(models.Model):
    """One word given or taken back for one purpose: append-only, the last one counts.

    A trigger keeps the word and its proof as they are. Erasure empties `contact` and `person` alone: the keyed hash
    stays, so that somebody who said no is not written to again.
    """

    purpose = models.CharField(max_length=24)
    given = models.BooleanField()
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    contact = models.CharField(max_length=254, blank=True)
    contact_hash = models.CharField(max_length=64)
    at = models.DateTimeField()
    how = models.CharField(max_length=8)
    where = models.CharField(max_length=80)
    version = models.CharField(max_length=20, blank=True)
    language = models.CharField(max_length=3)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ("-id",)
        constraints = [
            models.CheckConstraint(condition=Q(how__in=HOW), name="consent_how_known"),
            models.CheckConstraint(condition=Q(given=False) | ~Q(version=""), name="consent_has_its_sentence"),
        ]
        indexes = [
            models.Index(fields=["contact_hash", "purpose", "-id"], name="consent_of_contact"),
            models.Index(fields=["person", "purpose", "-id"], name="consent_of_person"),
        ]


class StopLink(models.Model):
    """The short address in letters of one purpose to one contact. It never ends: old letters stop things too."""

    token = models.CharField(max_length=16, unique=True)
    purpose = models.CharField(max_length=24)
    contact = models.CharField(max_length=254, blank=True)
    contact_hash = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contact_hash", "purpose"], name="one_stop_link")]
