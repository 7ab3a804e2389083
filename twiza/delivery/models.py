from django.db import models
from django.db.models import Q

from twiza.delivery.states import CashStatus, Status


class Zone(models.TextChoices):
    """How far the buyer's commune lies from the cooperative's."""

    COMMUNE = "commune"
    PROVINCE = "province"
    REGION = "region"
    COUNTRY = "country"


class Method(models.TextChoices):
    CARRIER = "carrier"
    PICKUP = "pickup"
    HAND = "hand"


class Carrier(models.Model):
    """Who carries. `adapter` names the code that talks to it: own, by_hand or fake."""

    code = models.SlugField(max_length=40, primary_key=True)
    names = models.JSONField()
    adapter = models.CharField(max_length=12, choices=[("own", "own"), ("by_hand", "by_hand"), ("fake", "fake")])
    phone = models.CharField(max_length=16, blank=True)
    is_sample = models.BooleanField(default=False)


class Tariff(models.Model):
    """One row of a tariff sheet: up to `max_grams`, in `zone`, between two days (both included). Money in centimes.

    `cash_ceiling_centimes`: the most cash taken at the door; None for no ceiling, 0 where no cash is taken.
    """

    carrier = models.ForeignKey(Carrier, models.CASCADE, related_name="+")
    method = models.CharField(max_length=8, choices=Method)
    zone = models.CharField(max_length=8, choices=Zone)
    max_grams = models.PositiveIntegerField()
    fee_centimes = models.BigIntegerField()
    cash_fee_centimes = models.BigIntegerField(default=0)
    cash_ceiling_centimes = models.BigIntegerField(null=True, blank=True)
    days_min = models.PositiveSmallIntegerField()
    days_max = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["carrier", "method", "zone", "max_grams", "valid_from"], name="one_tariff_per_step"
            ),
            models.CheckConstraint(
                condition=Q(fee_centimes__gte=0, cash_fee_centimes__gte=0), name="tariff_not_negative"
            ),
        ]


class PickupPoint(models.Model):
    code = models.SlugField(max_length=60, primary_key=True)
    carrier = models.ForeignKey(Carrier, models.CASCADE, related_name="+")
    commune = models.ForeignKey("geography.Commune", models.PROTECT, related_name="+")
    names = models.JSONField()
    directions = models.JSONField(default=dict)
    hours = models.JSONField(default=dict)
    phone = models.CharField(max_length=16, blank=True)
    active = models.BooleanField(default=True)


class Shipment(models.Model):
    """One parcel. It knows a `reference` of whoever sends it, and an address as it was, and nothing of orders."""

    reference = models.CharField(max_length=40, unique=True)
    number = models.CharField(max_length=20, unique=True)
    cooperative = models.ForeignKey("cooperatives.Cooperative", models.PROTECT, related_name="+")
    method = models.CharField(max_length=8, choices=Method)
    carrier = models.ForeignKey(Carrier, models.PROTECT, related_name="+")
    pickup_point = models.ForeignKey(PickupPoint, models.PROTECT, null=True, related_name="+")
    tracking = models.CharField(max_length=60, blank=True)
    recipient = models.CharField(max_length=120)
    phone = models.CharField(max_length=16)
    commune = models.ForeignKey("geography.Commune", models.PROTECT, related_name="+")
    address = models.JSONField()
    grams = models.PositiveIntegerField()
    status = models.CharField(max_length=14, choices=Status, default=Status.READY)
    attempts = models.PositiveSmallIntegerField(default=0)
    reason = models.CharField(max_length=30, blank=True)
    # The one-time code is kept nowhere: it is derived from this salt and the house's secret.
    code_salt = models.CharField(max_length=32)
    code_used_at = models.DateTimeField(null=True)
    wrong_codes = models.PositiveSmallIntegerField(default=0)
    promised_on = models.DateField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    delivered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(status__in=Status.values), name="shipment_status_known")]
        indexes = [models.Index(fields=["cooperative", "status"], name="shipment_of_cooperative")]

    def lock(self) -> None:
        """Read again and hold the row until the transaction ends (SQLite holds the whole database anyway)."""
        self.refresh_from_db(from_queryset=Shipment.objects.select_for_update())


class ShipmentEvent(models.Model):
    """What happened to a parcel, as the buyer may read it."""

    shipment = models.ForeignKey(Shipment, models.CASCADE, related_name="events")
    verb = models.CharField(max_length=20)
    reason = models.CharField(max_length=30, blank=True)
    note = models.CharField(max_length=300, blank=True)
    proof = models.ForeignKey("plumbing.Image", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "id")


class Holder(models.TextChoices):
    """Who holds cash that was collected."""

    CARRIER = "carrier"
    COOPERATIVE = "cooperative"


class Cash(models.Model):
    """Cash due at the door: to collect, then held by who brought the parcel, then remitted by a carrier."""

    shipment = models.OneToOneField(Shipment, models.PROTECT, related_name="cash")
    due_centimes = models.BigIntegerField()
    status = models.CharField(max_length=10, choices=CashStatus, default=CashStatus.TO_COLLECT)
    holder = models.CharField(max_length=12, choices=Holder, blank=True)
    collected_at = models.DateTimeField(null=True)
    remitted_at = models.DateTimeField(null=True)
    remittance = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(status__in=CashStatus.values), name="cash_status_known"),
            models.CheckConstraint(condition=Q(due_centimes__gt=0), name="cash_above_zero"),
            # Cash that somebody holds has a holder and a moment; cash that nobody collected has neither.
            models.CheckConstraint(
                condition=Q(status__in=["collected", "remitted"], collected_at__isnull=False, holder__in=Holder.values)
                | Q(status__in=["to_collect", "not_due"], collected_at=None, holder=""),
                name="cash_held_by_somebody",
            ),
            models.CheckConstraint(
                condition=(~Q(status="remitted") & Q(remitted_at=None, remittance=""))
                | Q(status="remitted", remitted_at__isnull=False, holder="carrier"),
                name="cash_remitted_by_carrier",
            ),
        ]
