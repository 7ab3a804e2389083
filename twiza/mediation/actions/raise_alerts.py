from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Count

from twiza.kernel.periods import day_of
from twiza.law.api import Rule, rule
from twiza.mediation import messages
from twiza.mediation.facts import AlertRaised
from twiza.mediation.models import Alert, Case, CaseProduct
from twiza.mediation.queries.moments import start_of
from twiza.mediation.terms.words import AlertKind
from twiza.plumbing.api import announce


@transaction.atomic
def raise_alerts(*, case_id: int, now: datetime) -> list[Alert]:
    """After a new case: has its product or its seller collected too many in `house.alert_days`? Once per window.

    A window begins on the day of the alert and lasts as long; the next alert about the same comes after it.
    """
    case = Case.objects.select_related("association").get(pk=case_id)
    if case.cooperative_id is None:
        return []
    today = day_of(now)
    days = rule("house.alert_days", on=today).value
    since = start_of(today - timedelta(days=days))
    recent = Case.objects.filter(association=case.association_id, opened_at__gte=since)
    of_seller = recent.filter(cooperative=case.cooperative_id).count()
    mine = CaseProduct.objects.filter(case=case).values("product")
    of_products = CaseProduct.objects.filter(case__in=recent, product__in=mine).order_by().values_list("product")
    found = [
        _raise(case, product_id, count, rule("house.alert_product_cases", on=today), days, now)
        for product_id, count in of_products.annotate(n=Count("case"))
    ]
    found.append(_raise(case, None, of_seller, rule("house.alert_seller_cases", on=today), days, now))
    return [alert for alert in found if alert]


def _raise(case: Case, product_id: int | None, count: int, least: Rule, days: int, now: datetime) -> Alert | None:
    """`count` cases about the product, or about the seller where it is None."""
    if count < least.value:
        return None
    today = day_of(now)
    target: dict[str, Any] = {"association": case.association, "cooperative_id": case.cooperative_id}
    target["product_id"] = product_id
    if Alert.objects.filter(**target, window__gt=today - timedelta(days=days)).exists():
        return None
    try:
        with transaction.atomic():
            alert = Alert.objects.create(
                **target,
                kind=AlertKind.PRODUCT if product_id else AlertKind.COOPERATIVE,
                window=today,
                cases=count,
                rule_id=least.id,
                rule_since=least.since,
                raised_at=now,
            )
    except IntegrityError:  # another case of the same minute
        return None
    messages.alert_raised(alert)
    announce(AlertRaised(alert_id=alert.pk))
    return alert
