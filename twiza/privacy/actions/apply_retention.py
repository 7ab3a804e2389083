from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from twiza.delivery import api as delivery
from twiza.kernel.periods import day_of
from twiza.kernel.refusals import Refusal
from twiza.law.api import Rule, rule
from twiza.ordering import api as ordering
from twiza.payments import api as payments
from twiza.people import api as people
from twiza.plumbing import api as plumbing
from twiza.privacy.actions.ask_erasure import begin_erasure
from twiza.privacy.actions.finish_erasure import finish_erasure
from twiza.privacy.actions.open_request import open_request
from twiza.privacy.models import DataRequest, RetentionRun
from twiza.privacy.queries.sources import forget_rights
from twiza.privacy.states import SYSTEM, Kind
from twiza.settlement import api as settlement


@dataclass(frozen=True, slots=True)
class RetentionLine:
    """What one rule takes away now: `count` rows older than `before`; 0 of what is kept by hand."""

    rule: Rule
    what: Any
    before: datetime
    count: int


def apply_retention(*, now: datetime, dry_run: bool = False) -> list[RetentionLine]:
    """Take away what was kept as long as the house says; with `dry_run` say what would go and write nothing.

    Periods are rules of the house (`house.keep_*`): the law gives no number. Each kind has transactions of its own, so
    a night that is interrupted goes on the next one.
    """
    lines = []
    for rule_id, what, take in KINDS:
        kept = rule(rule_id, on=day_of(now))
        before = now - timedelta(days=kept.value)
        lines.append(RetentionLine(kept, what, before, take(before, now, dry_run)))
    if not dry_run:
        RetentionRun.objects.create(at=now, taken={line.rule.id: line.count for line in lines})
    return lines


def _orders(before: datetime, now: datetime, dry_run: bool) -> int:
    traces = ordering.orders_to_pseudonymise(ended_before=before)
    taken = [
        trace
        for trace in traces
        if not settlement.is_unsettled(trace.part_numbers) and not payments.owes_orders([trace.number])
    ]
    for trace in () if dry_run else taken:
        with transaction.atomic():
            forget_rights(trace.part_numbers, now=now)
            settlement.forget_payees(part_numbers=trace.part_numbers, now=now)
            payments.forget_payers(order_numbers=[trace.number], now=now)
            delivery.forget_recipients(references=trace.part_numbers, now=now)
            ordering.forget_orders(numbers=[trace.number], now=now)
    return len(taken)


def _accounts(before: datetime, now: datetime, dry_run: bool) -> int:
    taken = 0
    for person in people.idle_people(before=before):
        try:
            with transaction.atomic():
                row = open_request(kind=Kind.ERASE, person=person, contact="", language=person.language, now=now)
                begin_erasure(request=row, by=SYSTEM, now=now)
                transaction.set_rollback(dry_run)
        except Refusal:
            continue
        taken += 1
        if not dry_run:
            finish_erasure(request_id=row.pk, now=now)
    return taken


def _requests(before: datetime, now: datetime, dry_run: bool) -> int:
    rows = DataRequest.objects.filter(ended_at__lt=before)
    return rows.count() if dry_run else rows.delete()[0]


def _letters(before: datetime, now: datetime, dry_run: bool) -> int:
    return plumbing.empty_letters(before=before, dry_run=dry_run)


def _proofs(before: datetime, now: datetime, dry_run: bool) -> int:
    return people.drop_old_proofs(before=before, dry_run=dry_run)


Take = Callable[[datetime, datetime, bool], int]
KINDS: tuple[tuple[str, Any, Take], ...] = (
    ("house.keep_letters_days", _("Texts of letters that were sent"), _letters),
    ("house.keep_order_contact_days", _("Names, phones and addresses of orders that ended"), _orders),
    ("house.keep_idle_account_days", _("Accounts that nobody used"), _accounts),
    ("house.keep_consent_proof_days", _("Proofs of consents that were taken back"), _proofs),
    ("house.keep_requests_days", _("Requests on personal data that were answered"), _requests),
)
