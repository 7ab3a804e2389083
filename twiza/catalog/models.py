"""The tables of the catalogue.

What must stay true, whoever writes (the actions do it; bulk SQL in `exchange/` must do the same):

1. Price. A variant's `price_centimes` equals its one open `PricePeriod` (until_at null). A new variant opens one at
   `now`; another price closes it (`until_at = now`) and opens the next; the same price writes nothing. No other column
   of a period, and no closed period, is ever written.
2. Stock. The `StockMove`s of a variant sum to its `on_hand`; its `Hold`s that are HELD and `from_stock` sum to its
   `held`; 0 ≤ held ≤ on_hand. A stock is counted by a move of (counted - on_hand), zero moves are not written, and a
   count below `held` is refused. In bulk: reason `imported`, reference "".
3. Copies for the lists on `Product` (`lowest_price_centimes`, `in_stock`, `variant_count`, `cheapest`, `cover`, `sign`)
   are written by `actions.refresh.refresh_products(ids)` alone: call it once, after the variants, with every product
   touched. `folded` is `terms.texts.folded_names(names)`; `changed_at` is `now`.
4. `Variant.cooperative` is its product's; a SKU is unique in a cooperative. `Variant.outdated` is
   `best_before < day`; `DesignationClaim.lapsed` is `valid_until < day`: kept by the edits and by the nightly job.
5. News. Every change to what a list, a page or the index shows ends in `ProductsChanged` (`actions.refresh.tell`,
   which batches the ids), in the same transaction.
6. Order of locks: holds, then variants, then products, each by rising id. Anything else can deadlock.
7. `status` is written by `states.PRODUCT.apply` alone; new rows are drafts.
"""

from django.db import models
from django.db.models import F, Q

from twiza.catalog.states import Status


class VatClass(models.TextChoices):
    """Each names a rule of the law book: `trade.vat_<class>`."""

    NORMAL = "normal"
    REDUCED = "reduced"
    EXEMPT = "exempt"


class Unit(models.TextChoices):
    """The base units of a variant's content; the amount is a whole number of them."""

    GRAM = "g"
    MILLILITRE = "ml"
    PIECE = "piece"
    CENTIMETRE = "cm"


class Category(models.Model):
    """A node of the category tree; the code is stable and used by imports and the API.

    `branch` is the number of its branch of handicraft (decree 2-21-991), 1 to 13; none for what stands outside.
    """

    code = models.SlugField(max_length=60, primary_key=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    names = models.JSONField()
    path = models.CharField(max_length=200, db_index=True)  # "food/honey/": a subtree is a prefix
    vat_class = models.CharField(max_length=8, choices=VatClass, default=VatClass.NORMAL)
    perishable = models.BooleanField(default=False)
    branch = models.PositiveSmallIntegerField(null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position", "code")


class Designation(models.Model):
    """A protected designation (law 25-06): IGP, AOP or agricultural label ("" where the source does not say which)."""

    code = models.SlugField(max_length=80, primary_key=True)
    sign = models.CharField(max_length=3, blank=True, choices=[("IGP", "IGP"), ("AOP", "AOP"), ("LA", "LA")])
    names = models.JSONField()
    goods = models.CharField(max_length=40)  # what kind of goods it protects, in English: "olive oil"
    source = models.CharField(max_length=600)

    class Meta:
        ordering = ("code",)


class Product(models.Model):
    """What a cooperative makes. Texts are JSON by language (ar, fr, en, zgh).

    `origin` is where it is made; the cooperative's own commune unless told otherwise.
    `published_at` is the first time it was shown: it orders the lists, and prices before it were never shown.
    `needs_review`: the desk withdrew it, so the cooperative can't show it again by itself.
    `personalised`: made to the buyer's own measures or wishes, the one kind of made to order that can't be withdrawn
    from (law 31-08 art. 38). `warranty_months` is what its maker promises beyond the legal guarantee (0: nothing), and
    `warranty_terms` by language what it covers and how to use it (arts. 66–68).
    """

    cooperative = models.ForeignKey("cooperatives.Cooperative", models.PROTECT, related_name="+")
    slug = models.SlugField(max_length=80, unique=True)
    names = models.JSONField()
    descriptions = models.JSONField(default=dict, blank=True)
    compositions = models.JSONField(default=dict, blank=True)
    category = models.ForeignKey(Category, models.PROTECT, related_name="+")
    vat_class = models.CharField(max_length=8, choices=VatClass)
    origin = models.ForeignKey("geography.Commune", models.PROTECT, null=True, blank=True, related_name="+")
    perishable = models.BooleanField(default=False)
    shelf_life_days = models.PositiveIntegerField(null=True, blank=True)
    made_to_order = models.BooleanField(default=False)
    lead_days = models.PositiveSmallIntegerField(default=0)
    personalised = models.BooleanField(default=False)
    warranty_months = models.PositiveSmallIntegerField(default=0)
    warranty_terms = models.JSONField(default=dict, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    review_note = models.TextField(blank=True)
    needs_review = models.BooleanField(default=False)
    folded = models.CharField(max_length=1000, blank=True)
    # Copies for the lists: kept by the actions, so that a facet or a sort needs no join over variants.
    lowest_price_centimes = models.BigIntegerField(default=0)
    in_stock = models.BooleanField(default=False)
    variant_count = models.PositiveSmallIntegerField(default=0)
    cheapest = models.ForeignKey("Variant", models.SET_NULL, null=True, blank=True, related_name="+")
    cover = models.ForeignKey("Photo", models.SET_NULL, null=True, blank=True, related_name="+")
    sign = models.CharField(max_length=3, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(status__in=Status.values), name="product_status_known"),
            models.CheckConstraint(condition=Q(made_to_order=True) | Q(lead_days=0), name="lead_time_is_made_to_order"),
            models.CheckConstraint(
                condition=Q(made_to_order=True) | Q(personalised=False), name="personalised_is_made_to_order"
            ),
        ]
        indexes = [
            models.Index(fields=["status", "-published_at", "-id"], name="product_new"),
            models.Index(fields=["status", "lowest_price_centimes", "id"], name="product_by_price"),
            models.Index(fields=["status", "category", "-published_at", "-id"], name="product_list"),
            models.Index(fields=["status", "category", "-in_stock", "-published_at", "-id"], name="product_similar"),
            models.Index(fields=["cooperative", "status"], name="product_of_cooperative"),
        ]


class Variant(models.Model):
    """One thing with one price that can be put in a basket.

    `content_amount` is whole base units of `content_unit`; `weight_grams` is of the parcel's share, packing included.
    `outdated`: past its best-before date, so not for sale.
    """

    product = models.ForeignKey(Product, models.CASCADE, related_name="variants")
    cooperative = models.ForeignKey("cooperatives.Cooperative", models.PROTECT, related_name="+")
    sku = models.CharField(max_length=64)
    labels = models.JSONField(default=dict, blank=True)
    content_amount = models.PositiveIntegerField(default=1)
    content_unit = models.CharField(max_length=5, choices=Unit, default=Unit.PIECE)
    weight_grams = models.PositiveIntegerField()
    price_centimes = models.BigIntegerField()
    on_hand = models.PositiveIntegerField(default=0)
    held = models.PositiveIntegerField(default=0)
    best_before = models.DateField(null=True, blank=True)
    outdated = models.BooleanField(default=False)
    active = models.BooleanField(default=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position", "id")
        constraints = [
            models.UniqueConstraint(fields=["cooperative", "sku"], name="one_variant_per_sku"),
            models.CheckConstraint(condition=Q(held__lte=F("on_hand")), name="held_within_on_hand"),
            models.CheckConstraint(condition=Q(price_centimes__gt=0), name="price_above_zero"),
            models.CheckConstraint(condition=Q(content_amount__gt=0), name="content_above_zero"),
        ]


class PricePeriod(models.Model):
    """A price that was shown, from when until when. Append-only: only the open period's end may be written."""

    variant = models.ForeignKey(Variant, models.CASCADE, related_name="prices")
    price_centimes = models.BigIntegerField()
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("from_at", "id")
        constraints = [
            models.UniqueConstraint(fields=["variant"], condition=Q(until_at=None), name="one_current_price"),
            models.CheckConstraint(
                condition=Q(until_at=None) | Q(until_at__gte=F("from_at")), name="price_period_runs_forward"
            ),
        ]


class PriceStatement(models.Model):
    """Where the money of a variant's price goes, as its cooperative says: from when until when, the open one counts.

    The cooperative states materials, the members' work, packaging and its own share; what the State and the platform
    take are those of the day it was stated. All of it sums to the price it is about, which may be an older one.
    Append-only, but for the end.
    """

    variant = models.ForeignKey(Variant, models.CASCADE, related_name="statements")
    price_centimes = models.BigIntegerField()
    materials_centimes = models.BigIntegerField()
    work_centimes = models.BigIntegerField()
    packaging_centimes = models.BigIntegerField()
    share_centimes = models.BigIntegerField()
    vat_centimes = models.BigIntegerField()  # of the goods, inside the price
    commission_centimes = models.BigIntegerField()
    commission_vat_centimes = models.BigIntegerField()
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("from_at", "id")
        constraints = [
            models.UniqueConstraint(fields=["variant"], condition=Q(until_at=None), name="one_current_statement"),
            models.CheckConstraint(
                condition=Q(
                    price_centimes=F("materials_centimes")
                    + F("work_centimes")
                    + F("packaging_centimes")
                    + F("share_centimes")
                    + F("vat_centimes")
                    + F("commission_centimes")
                    + F("commission_vat_centimes")
                ),
                name="statement_sums_to_price",
            ),
            models.CheckConstraint(
                condition=Q(
                    materials_centimes__gte=0,
                    work_centimes__gte=0,
                    packaging_centimes__gte=0,
                    share_centimes__gte=0,
                    vat_centimes__gte=0,
                    commission_centimes__gte=0,
                    commission_vat_centimes__gte=0,
                ),
                name="statement_not_negative",
            ),
        ]


class BookedPrice(models.Model):
    """Where the money of a product's sales went, as the books had it when they were last looked at: a copy for pages,
    written each night by who keeps the books. `members_centimes` is None while its cooperative has shared nothing.

    `differs`: what the cooperative states is not what the books say.
    """

    product = models.OneToOneField(Product, models.CASCADE, related_name="booked")
    since = models.DateField()
    until = models.DateField()
    sold_centimes = models.BigIntegerField()
    commission_centimes = models.BigIntegerField()
    commission_vat_centimes = models.BigIntegerField()
    members_centimes = models.BigIntegerField(null=True)
    differs = models.BooleanField(default=False)
    differs_since = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    sold_centimes__gt=0,
                    commission_centimes__gte=0,
                    commission_vat_centimes__gte=0,
                    sold_centimes__gte=F("commission_centimes") + F("commission_vat_centimes"),
                ),
                name="booked_price_sums",
            ),
        ]
        indexes = [models.Index(fields=["-id"], condition=Q(differs=True), name="booked_price_differs")]


class Hold(models.Model):
    """Stock set aside for a checkout until `expires_at`, then taken by an order or let go.

    `from_stock` is false for what was made to order when it was held: no stock was touched, none is given back.
    """

    class Status(models.TextChoices):
        HELD = "held"
        TAKEN = "taken"
        RELEASED = "released"

    reference = models.CharField(max_length=80)
    variant = models.ForeignKey(Variant, models.PROTECT, related_name="+")
    quantity = models.PositiveIntegerField()
    from_stock = models.BooleanField(default=True)
    expires_at = models.DateTimeField()
    status = models.CharField(max_length=8, choices=Status, default=Status.HELD)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reference", "variant"], name="one_hold_per_reference_and_variant"),
            models.CheckConstraint(condition=Q(status__in=["held", "taken", "released"]), name="hold_status_known"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="hold_above_zero"),
        ]
        indexes = [models.Index(fields=["expires_at"], condition=Q(status="held"), name="hold_open")]


class StockMove(models.Model):
    """Why `on_hand` changed. Append-only; the moves of a variant sum to what is on hand."""

    class Reason(models.TextChoices):
        COUNTED = "counted"
        IMPORTED = "imported"
        LOST = "lost"
        SOLD = "sold"
        RETURNED = "returned"  # came back after it had left
        DECLINED = "declined"  # sold, then declined by the cooperative
        CANCELLED = "cancelled"  # sold, then cancelled before it left

    variant = models.ForeignKey(Variant, models.CASCADE, related_name="+")
    change = models.IntegerField()
    reason = models.CharField(max_length=20, choices=Reason)
    reference = models.CharField(max_length=80, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(change=0), name="stock_move_moves"),
            models.UniqueConstraint(
                fields=["variant", "reference"], condition=Q(reason="sold"), name="taken_once_per_reference"
            ),
            models.UniqueConstraint(
                fields=["variant", "reference"],
                condition=Q(reason__in=["returned", "declined", "cancelled"]),
                name="put_back_once_per_reference",
            ),
        ]


class Photo(models.Model):
    product = models.ForeignKey(Product, models.CASCADE, related_name="photos")
    image = models.ForeignKey("plumbing.Image", models.PROTECT, related_name="+")
    alt = models.JSONField(default=dict, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position", "id")


class DesignationClaim(models.Model):
    """A product carries a protected name only with its operator's certificate: number, body, validity."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="designations")
    designation = models.ForeignKey(Designation, models.PROTECT, related_name="+")
    certificate_number = models.CharField(max_length=60)
    body = models.CharField(max_length=120)
    valid_until = models.DateField()
    lapsed = models.BooleanField(default=False)

    class Meta:
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["product", "designation"], name="one_claim_per_designation")]


class ImportRun(models.Model):
    """A catalogue file given in: its dry run, then its application by the worker.

    `rows` and `done` count rows of the step that runs. `summary` holds "counts" (by outcome), "ignored" headings,
    "encoding", and "refusal" where the whole sheet was refused.
    """

    class Status(models.TextChoices):
        READING = "reading"
        CHECKED = "checked"
        APPLYING = "applying"
        APPLIED = "applied"
        FAILED = "failed"

    cooperative = models.ForeignKey("cooperatives.Cooperative", models.CASCADE, related_name="+")
    file = models.ForeignKey("plumbing.StoredFile", models.PROTECT, related_name="+")
    format = models.CharField(max_length=20, default="auto")
    language = models.CharField(max_length=3, default="ar")
    status = models.CharField(max_length=8, choices=Status, default=Status.READING)
    rows = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    summary = models.JSONField(default=dict)
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    applied_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["reading", "checked", "applying", "applied", "failed"]),
                name="import_status_known",
            )
        ]
        indexes = [models.Index(fields=["cooperative", "-id"], name="import_of_cooperative")]


class ImportChunk(models.Model):
    """The outcomes of some hundred rows of a run, written in the transaction that applied them: so each counts once."""

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="chunks")
    applied = models.BooleanField()
    number = models.PositiveIntegerField()
    outcomes = models.JSONField()

    class Meta:
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=["run", "applied", "number"], name="one_chunk_per_number")]
