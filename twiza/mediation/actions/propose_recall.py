from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from twiza.catalog.api import Product, Variant
from twiza.kernel.numbers import public_number
from twiza.kernel.periods import day_of
from twiza.mediation import messages
from twiza.mediation.actions.register_association import texts
from twiza.mediation.models import Association, Recall
from twiza.mediation.states import ADVISER, RECALL
from twiza.mediation.terms.refusals import AdviceMissing, PeriodWrong, ProductMissing, ReasonMissing, UnknownDanger
from twiza.mediation.terms.words import RECALL_PREFIX, Danger
from twiza.people.api import Person
from twiza.plumbing.api import record


@transaction.atomic
def propose_recall(
    *,
    association: Association,
    product_id: int,
    variant_id: int | None = None,
    sold_from: date,
    sold_until: date,
    lot: str = "",
    danger: str,
    reasons: Mapping[str, str],
    advice: Mapping[str, str],
    key: str,
    by: Person,
    now: datetime,
) -> Recall:
    """Propose to call a batch back: what of a product was ordered in a period. The cooperative or the desk confirms.

    `reasons` and `advice` in Arabic and French. The same key gives the same recall. Refuses an unknown product or
    variant, a period that is none or not over, and what is missing.
    """
    if (known := Recall.objects.filter(key=f"{association.pk}:{key}"[:80]).first()) is not None:
        return known
    product = Product.objects.filter(pk=product_id).first()
    if product is None:
        raise ProductMissing()
    if variant_id is not None and not Variant.objects.filter(pk=variant_id, product=product).exists():
        raise ProductMissing("variant")
    if sold_until < sold_from or sold_until > day_of(now):
        raise PeriodWrong()
    if danger not in Danger.values:
        raise UnknownDanger()
    reasons, advice = texts(reasons, 1000), texts(advice, 300)
    if not (reasons.get("ar") and reasons.get("fr")):
        raise ReasonMissing()
    if not (advice.get("ar") and advice.get("fr")):
        raise AdviceMissing()
    recall = Recall.objects.create(
        number=public_number(RECALL_PREFIX),
        key=f"{association.pk}:{key}"[:80],
        association=association,
        cooperative_id=product.cooperative_id,
        product=product,
        variant_id=variant_id,
        sold_from=sold_from,
        sold_until=sold_until,
        lot=" ".join(lot.split())[:60],
        danger=danger,
        reasons=reasons,
        advice=advice,
        proposed_at=now,
        proposed_by=by,
    )
    messages.recall_proposed(recall)
    record("propose", recall, actor=by, role="adviser", after={"product": product.pk})
    return recall


@transaction.atomic
def take_back_recall(*, recall: Recall, by: Person, now: datetime) -> None:
    """The association was mistaken, before anybody decided. MoveRefused afterwards."""
    RECALL.apply(recall, "take_back", by=ADVISER, actor=by, decided_at=now)
