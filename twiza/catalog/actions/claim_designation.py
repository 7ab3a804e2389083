from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from twiza.catalog.actions.refresh import changed
from twiza.catalog.models import Designation, DesignationClaim, Product
from twiza.catalog.terms.refusals import CertificateExpired, CertificateMissing, TextTooLong, UnknownDesignation
from twiza.kernel.periods import day_of
from twiza.plumbing.api import record


@transaction.atomic
def claim_designation(
    *,
    product: Product,
    designation: str,
    certificate_number: str,
    body: str,
    valid_until: date,
    by: Any,
    now: datetime,
) -> DesignationClaim:
    """The product carries a protected name under its operator's certificate (law 25-06): number, body and last day.

    Claiming it again renews the certificate. Refuses an unknown designation, a claim without number or body, and a
    certificate that is no longer valid.
    """
    number, body = " ".join(certificate_number.split()), " ".join(body.split())
    if not Designation.objects.filter(pk=designation).exists():
        raise UnknownDesignation()
    if not number:
        raise CertificateMissing()
    if not body:
        raise CertificateMissing(field="body")
    if len(number) > 60:
        raise TextTooLong(field="certificate_number", longest=60)
    if len(body) > 120:
        raise TextTooLong(field="body", longest=120)
    if valid_until < day_of(now):
        raise CertificateExpired()
    columns = {"certificate_number": number, "body": body, "valid_until": valid_until, "lapsed": False}
    claim, _ = DesignationClaim.objects.update_or_create(product=product, designation_id=designation, defaults=columns)
    changed(product, now)
    after = {"designation": designation, "certificate_number": number, "body": body}
    record("claim", product, actor=by, role="cooperative", after=after | {"valid_until": valid_until.isoformat()})
    return claim
