from django.db import models
from django.db.models import Q

from twiza.delivery.states import CashStatus, RemittanceStatus, Status


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


class Receiver(models.TextChoices):
    """To whom a carrier gave the cash it had collected."""

    MARKET = "market"
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
    remitted_to = models.CharField(max_length=12, choices=Receiver, blank=True)

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
                condition=(~Q(status="remitted") & Q(remitted_at=None, remittance="", remitted_to=""))
                | Q(
                    status="remitted",
                    remitted_at__isnull=False,
                    holder="carrier",
                    remitted_to__in=["market", "cooperative"],
                ),
                name="cash_remitted_by_carrier",
            ),
        ]
        indexes = [models.Index(fields=["collected_at"], condition=Q(status="collected"), name="cash_collected")]


class Remittance(models.Model):
    """A carrier's slip: cash it gives to the market, parcel by parcel, less the fees it keeps.

    `gross_centimes` and `fees_centimes` are the sums of its lines in dirhams; the bank should see their difference.
    """

    carrier = models.ForeignKey(Carrier, models.PROTECT, related_name="+")
    slip = models.CharField(max_length=60)
    key = models.CharField(max_length=60)  # the slip's number as it survives a bank's systems
    file = models.ForeignKey("plumbing.StoredFile", models.PROTECT, null=True, related_name="+")
    sha256 = models.CharField(max_length=64, blank=True)  # of the file; none where it was ticked off by hand
    gross_centimes = models.BigIntegerField()
    fees_centimes = models.BigIntegerField(default=0)
    status = models.CharField(max_length=10, choices=RemittanceStatus, default=RemittanceStatus.READ)
    read_at = models.DateTimeField()
    read_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    booked_at = models.DateTimeField(null=True)
    booked_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    bank_entry = models.OneToOneField("bank.Entry", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(status__in=RemittanceStatus.values), name="remittance_status_known"),
            models.UniqueConstraint(fields=["carrier", "key"], condition=~Q(status="dropped"), name="one_slip"),
            models.UniqueConstraint(
                fields=["carrier", "sha256"], condition=~Q(status="dropped") & ~Q(sha256=""), name="one_slip_a_file"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["read", "dropped"], booked_at=None, bank_entry=None)
                | Q(status__in=["different", "booked"], booked_at__isnull=False),
                name="remittance_booked_once",
            ),
        ]


class RemittanceLine(models.Model):
    """One row of a slip, as typed, and how it stands to our parcels (`terms.STANDINGS`).

    `remitted`: its cash is booked as received. `resolution`: how the desk ended a difference, '' while it is open.
    """

    remittance = models.ForeignKey(Remittance, models.CASCADE, related_name="lines")
    row = models.PositiveIntegerField()
    typed = models.CharField(max_length=60)
    centimes = models.BigIntegerField()
    fee_centimes = models.BigIntegerField(default=0)
    currency = models.CharField(max_length=3, default="MAD")
    shipment = models.ForeignKey(Shipment, models.PROTECT, null=True, related_name="+")
    standing = models.CharField(max_length=16)
    remitted = models.BooleanField(default=False)
    resolution = models.CharField(max_length=10, blank=True)
    note = models.CharField(max_length=300, blank=True)
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ("row", "id")
        constraints = [
            models.UniqueConstraint(fields=["remittance", "row"], name="one_line_a_row"),
            models.UniqueConstraint(fields=["shipment"], condition=Q(remitted=True), name="parcel_remitted_once"),
            models.CheckConstraint(
                condition=Q(remitted=False) | Q(shipment__isnull=False), name="remitted_line_has_parcel"
            ),
        ]
