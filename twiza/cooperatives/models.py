import hashlib
from base64 import urlsafe_b64encode

from django.db import models
from django.db.models import F, Q

from twiza.cooperatives.states import Status


class TeamRole(models.TextChoices):
    MANAGER = "manager"
    PREPARER = "preparer"
    TREASURER = "treasurer"


class Cooperative(models.Model):
    """A seller. `names`, `story` and `activity` are JSON by language; what law 112-12 art. 12
    demands has a column each."""

    slug = models.SlugField(max_length=80, unique=True)
    names = models.JSONField()
    story = models.JSONField(default=dict, blank=True)
    activity = models.JSONField(default=dict, blank=True)
    seat = models.CharField(max_length=200, blank=True)
    court = models.CharField(max_length=120, blank=True)
    registration_number = models.CharField(max_length=40, blank=True)
    ice = models.CharField(max_length=15, blank=True)
    rib = models.CharField(max_length=24, blank=True)
    onssa_number = models.CharField(max_length=40, blank=True)
    sells_food = models.BooleanField(default=False)
    members = models.PositiveIntegerField(default=0)
    women_members = models.PositiveIntegerField(default=0)
    founded_on = models.DateField(null=True, blank=True)
    commune = models.ForeignKey("geography.Commune", models.PROTECT, related_name="+")
    phone = models.CharField(max_length=16)
    email = models.EmailField(blank=True)
    status = models.CharField(max_length=12, choices=Status, default=Status.DRAFT)
    hand_delivery = models.BooleanField(default=True)  # its own people bring parcels to buyers nearby
    refusal_reason = models.CharField(max_length=40, blank=True)
    refusal_note = models.TextField(blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    verified_at = models.DateTimeField(null=True, blank=True)
    first_verified_at = models.DateTimeField(null=True, blank=True)  # whoever is checked again is not new again
    created_at = models.DateTimeField(auto_now_add=True)
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(status__in=Status.values), name="cooperative_status_known"),
            models.CheckConstraint(condition=Q(women_members__lte=F("members")), name="women_among_members"),
            # A draft or a refused one must not keep the true owner of a number out.
            models.UniqueConstraint(
                fields=["ice"],
                condition=Q(status__in=[Status.SUBMITTED, Status.VERIFIED, Status.SUSPENDED]) & ~Q(ice=""),
                name="one_cooperative_per_ice",
            ),
            models.UniqueConstraint(
                fields=["court", "registration_number"],
                condition=Q(status__in=[Status.SUBMITTED, Status.VERIFIED, Status.SUSPENDED])
                & ~Q(registration_number=""),
                name="one_cooperative_per_registration",
            ),
        ]

    def lock(self) -> None:
        """Read again and hold the row until the transaction ends (SQLite holds the whole database anyway)."""
        self.refresh_from_db(from_queryset=Cooperative.objects.select_for_update())


class CooperativePhoto(models.Model):
    cooperative = models.ForeignKey(Cooperative, models.CASCADE, related_name="photos")
    image = models.ForeignKey("plumbing.Image", models.PROTECT, related_name="+")
    alt = models.JSONField(default=dict)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position", "id")


class TeamMember(models.Model):
    cooperative = models.ForeignKey(Cooperative, models.CASCADE, related_name="team")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    role = models.CharField(max_length=12, choices=TeamRole)
    joined_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cooperative", "person"], name="one_role_per_team_member")]


def token_digest(token: str) -> str:
    """The SHA-256 of a token, base64url without padding: 43 signs."""
    return urlsafe_b64encode(hashlib.sha256(token.encode()).digest()).decode().rstrip("=")


class Invitation(models.Model):
    """An invitation to a team, sent to a phone number or an e-mail address; its token is used once."""

    cooperative = models.ForeignKey(Cooperative, models.CASCADE, related_name="invitations")
    token = models.CharField(max_length=43, unique=True)  # its SHA-256: only the letter carries the token itself
    contact = models.CharField(max_length=254)
    role = models.CharField(max_length=12, choices=TeamRole)
    invited_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)


class Closure(models.Model):
    """A season in which the cooperative takes no orders; `ends_on` is the last closed day, None until reopened."""

    cooperative = models.ForeignKey(Cooperative, models.CASCADE, related_name="closures")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    note = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ("starts_on",)
        constraints = [
            models.CheckConstraint(condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="closure_forward")
        ]


class Check(models.Model):
    """One point of the desk's verification checklist, as it was answered."""

    cooperative = models.ForeignKey(Cooperative, models.CASCADE, related_name="checks")
    item = models.CharField(max_length=40)
    ok = models.BooleanField()
    note = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cooperative", "item"], name="one_answer_per_check")]
