from django.db import models
from django.db.models import F, Q

from twiza.ordering.states import CASH, LineStatus, Status


class Basket(models.Model):
    """One basket across cooperatives, of a guest (by the token in her cookie) or of a person. Kept 30 days.

    `nonce` is the seed of the idempotency key: two tabs share it, and it changes when an order was placed.
    """

    token = models.CharField(max_length=43, unique=True)
    person = models.OneToOneField("people.Person", models.CASCADE, null=True, related_name="+")
    nonce = models.CharField(max_length=22)
    held_until = models.DateTimeField(null=True)  # the recapitulation holds the stock of its lines until then
    changed_at = models.DateTimeField(db_index=True)

    @property
    def key(self) -> str:
        """The idempotency key of the order this basket would become; also the reference of its stock hold."""
        return f"basket-{self.pk}-{self.nonce}"


class BasketLine(models.Model):
    """`price_seen_centimes` is what the buyer was shown: she is asked about another price, it is never just taken."""

    basket = models.ForeignKey(Basket, models.CASCADE, related_name="lines")
    variant = models.ForeignKey("catalog.Variant", models.CASCADE, related_name="+")
    quantity = models.PositiveIntegerField()
    price_seen_centimes = models.BigIntegerField()
    held = models.PositiveIntegerField(default=0)
    added_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["basket", "variant"], name="one_line_per_variant"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="basket_line_above_zero"),
        ]


class Order(models.Model):
    """What one buyer ordered at once: contact, address, terms and money as she confirmed them.

    Its life is that of its parts: what is still due is the sum of theirs.
    """

    number = models.CharField(max_length=20, unique=True)
    key = models.CharField(max_length=64, unique=True)  # idempotency: of the form that placed it
    secret = models.CharField(max_length=43, unique=True)  # opens the page to a guest who holds the link
    person = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=16, db_index=True)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=3)
    commune = models.ForeignKey("geography.Commune", models.PROTECT, related_name="+")
    address = models.JSONField()
    goods_centimes = models.BigIntegerField()
    delivery_centimes = models.BigIntegerField()
    cash_fee_centimes = models.BigIntegerField()
    total_centimes = models.BigIntegerField()
    terms_version = models.CharField(max_length=20)
    terms_accepted_at = models.DateTimeField()
    placed_at = models.DateTimeField(db_index=True)
    confirmation = models.ForeignKey("plumbing.StoredFile", models.PROTECT, null=True, related_name="+")
    confirmation_given_at = models.DateTimeField(null=True)  # kept and sent to the buyer: 31-08 art. 32
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering = ("-id",)
        constraints = [
            models.CheckConstraint(
                condition=Q(total_centimes=F("goods_centimes") + F("delivery_centimes") + F("cash_fee_centimes")),
                name="order_total_is_its_sum",
            ),
            models.CheckConstraint(
                condition=Q(goods_centimes__gt=0, delivery_centimes__gte=0, cash_fee_centimes__gte=0),
                name="order_money_not_negative",
            ),
        ]
        indexes = [models.Index(fields=["person", "-id"], name="order_of_person")]


class CooperativeOrder(models.Model):
    """One cooperative's part of an order; its `number` is also the parcel's reference.

    It is paid in one way (`payments.api.ways`): cash at the door, or before anything is sent. The parts of an order
    that are paid in the same way share one payment.
    """

    order = models.ForeignKey(Order, models.PROTECT, related_name="parts")
    number = models.CharField(max_length=20, unique=True)
    cooperative = models.ForeignKey("cooperatives.Cooperative", models.PROTECT, related_name="+")
    status = models.CharField(max_length=12, choices=Status, default=Status.PLACED)
    seller = models.JSONField()  # names, seat, court, registration number, ICE, phone, as sold (law 112-12 art. 12)
    quote = models.JSONField()  # method, carrier, pickup_point, zone, days, as chosen
    goods_centimes = models.BigIntegerField()
    delivery_centimes = models.BigIntegerField()
    cash_fee_centimes = models.BigIntegerField()
    total_centimes = models.BigIntegerField()  # of the lines not declined, with delivery
    ordered_centimes = models.BigIntegerField()  # the total as it was ordered: what a payment before sending is for
    payment = models.CharField(max_length=12, default=CASH)
    pay_by = models.DateTimeField(null=True)  # of a part paid beforehand: until when it waits for the money
    paid_at = models.DateTimeField(null=True)
    grams = models.PositiveIntegerField()
    confirm_by = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True)
    promised_on = models.DateField()
    reason = models.CharField(max_length=30, blank=True)
    note = models.CharField(max_length=300, blank=True)
    confirmed_at = models.DateTimeField(null=True)
    prepared_at = models.DateTimeField(null=True)
    handed_over_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["order", "cooperative"], name="one_part_per_cooperative"),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="part_status_known"),
            models.CheckConstraint(
                condition=Q(total_centimes=F("goods_centimes") + F("delivery_centimes") + F("cash_fee_centimes")),
                name="part_total_is_its_sum",
            ),
            models.CheckConstraint(
                condition=Q(goods_centimes__gte=0, delivery_centimes__gte=0, cash_fee_centimes__gte=0),
                name="part_money_not_negative",
            ),
            models.CheckConstraint(condition=Q(payment=CASH) | Q(cash_fee_centimes=0), name="cash_fee_for_cash_alone"),
            models.CheckConstraint(
                condition=Q(payment=CASH, pay_by=None, paid_at=None) & ~Q(status="unpaid")
                | ~Q(payment=CASH)
                & Q(pay_by__isnull=False)
                & (Q(status__in=["unpaid", "cancelled"]) | Q(paid_at__isnull=False)),
                name="part_paid_before_it_begins",
            ),
        ]
        indexes = [
            models.Index(fields=["cooperative", "status", "-id"], name="part_of_cooperative"),
            models.Index(fields=["confirm_by"], condition=Q(status="placed"), name="part_to_confirm"),
            models.Index(fields=["pay_by"], condition=Q(status="unpaid"), name="part_to_pay"),
        ]


class OrderLine(models.Model):
    """A line as sold: name, price, tax, content and commission do not move when the product or a rule does.

    `commission_*` is `commission.api.commission_of` on that day: of `total_centimes`, its own VAT on top of it.
    """

    part = models.ForeignKey(CooperativeOrder, models.PROTECT, related_name="lines")
    variant = models.ForeignKey("catalog.Variant", models.PROTECT, related_name="+")
    product_id_sold = models.BigIntegerField()
    slug = models.CharField(max_length=80)
    names = models.JSONField()
    labels = models.JSONField(default=dict)
    sku = models.CharField(max_length=64)
    content_amount = models.PositiveIntegerField()
    content_unit = models.CharField(max_length=5)
    quantity = models.PositiveIntegerField()
    price_centimes = models.BigIntegerField()
    total_centimes = models.BigIntegerField()
    weight_grams = models.PositiveIntegerField()  # of one
    vat_class = models.CharField(max_length=8)
    vat_basis_points = models.PositiveIntegerField()
    vat_since = models.DateField()
    made_to_order = models.BooleanField()
    perishable = models.BooleanField()
    lead_days = models.PositiveSmallIntegerField(default=0)
    personalised = models.BooleanField(default=False)  # made to her own measures or wishes: 31-08 art. 38
    warranty_months = models.PositiveSmallIntegerField(default=0)
    warranty_terms = models.JSONField(default=dict)
    category_path = models.CharField(max_length=200, default="")
    commission_rule_id = models.BigIntegerField(null=True)
    commission_basis_points = models.PositiveIntegerField(default=0)
    commission_cap_centimes = models.BigIntegerField(null=True)
    commission_centimes = models.BigIntegerField(default=0)
    commission_vat_basis_points = models.PositiveIntegerField(default=0)
    commission_vat_centimes = models.BigIntegerField(default=0)
    cooperative_traits = models.JSONField(default=list)  # of new, remote, women_led: what lowered the rate
    status = models.CharField(max_length=10, choices=LineStatus, default=LineStatus.ORDERED)
    reason = models.CharField(max_length=30, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["part", "variant"], name="one_line_per_variant_and_part"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="order_line_above_zero"),
            models.CheckConstraint(condition=Q(status__in=LineStatus.values), name="line_status_known"),
            models.CheckConstraint(
                condition=Q(total_centimes=F("price_centimes") * F("quantity")), name="line_total_is_its_product"
            ),
            models.CheckConstraint(
                condition=Q(
                    commission_centimes__gte=0,
                    commission_centimes__lte=F("total_centimes"),
                    commission_vat_centimes__gte=0,
                ),
                name="line_commission_within_total",
            ),
        ]
