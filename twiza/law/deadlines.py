"""The days of the law, computed: when a right ends, when something is owed, how late it is.

Nothing here reads a clock or a row. Every answer keeps the rule it was taken by (`rule_id`, `rule_since`: the version
in force on the day the period began).

A period of law 31-08 is a full one (art. 203, `consumer.full_periods`); how it is counted is taken from the Code of
civil procedure by analogy (`consumer.full_period_counting`, guidance). Where that leaves doubt the house takes the
count that is better for the buyer (`house.doubt_for_buyer`): a right of hers ends on the later day (`until`), what is
owed to her is due on the earlier one (`due_on`), and a seller is late by law only after the later one (`late_after`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from twiza.kernel.periods import end_of_full_period, same_day_years_later
from twiza.law.book import Rule, UnknownRule, holidays, rule

YEAR = 365  # days that a rule in days means as one year


@dataclass(frozen=True, kw_only=True)
class Right:
    """Somebody may do something from `opens_on` to the end of `until`."""

    opens_on: date
    until: date
    days: int
    rule_id: str
    rule_since: date

    def open_on(self, day: date) -> bool:
        return self.opens_on <= day <= self.until


@dataclass(frozen=True, kw_only=True)
class Duty:
    """Something is owed by the end of `due_on`; after `late_after` it is late by law, whichever way one counts."""

    due_on: date
    late_after: date
    days: int
    rule_id: str
    rule_since: date

    def late_days(self, day: date) -> int:
        """Whole days late at `day`; 0 while it is not."""
        return max(0, (day - self.late_after).days)


@dataclass(frozen=True, kw_only=True)
class Interest:
    """Legal interest: its days, and its amount; None while the book has no rate (then nothing is shown but days)."""

    days: int
    centimes: int | None


def withdrawal(received_on: date, *, confirmed_on: date | None) -> Right:
    """When the buyer may still withdraw from goods received on a day (31-08 art. 36).

    `confirmed_on` is when she was given the written confirmation of arts. 29 and 32, owed at the latest on delivery:
    none, or later than that, and the longer period holds. Each delivery of one order has its own.
    """
    confirmed = confirmed_on is not None and confirmed_on <= received_on
    name = "consumer.withdrawal_days" if confirmed else "consumer.withdrawal_days_unconfirmed"
    return _right(rule(name, on=received_on), received_on)


def withdrawal_exception(*, personalised: bool, perishable: bool, on: date, not_returnable: bool = False) -> str:
    """Why goods can't be withdrawn from (art. 38): `personalised`, `perishable`, `not_returnable`; "" where they can.

    Made when it was ordered is no exception: only what was made to the buyer's own measures or wishes is.
    """
    said = {"personalised": personalised, "perishable": perishable, "not_returnable": not_returnable}
    listed = rule("consumer.withdrawal_exceptions", on=on).value
    return next((name for name, holds in said.items() if holds and name in listed), "")


def refund_after_withdrawal(withdrawn_on: date) -> Duty:
    """When the money is owed after the right was used (art. 37)."""
    return _duty(rule("consumer.refund_days", on=withdrawn_on), withdrawn_on)


def refund_of_unavailable(paid_on: date) -> Duty:
    """When the money is owed for goods that can't be had: counted from payment, not from the bad news (art. 40)."""
    return _duty(rule("consumer.unavailable_refund_days", on=paid_on), paid_on)


def refund_of_late(rescinded_on: date) -> Duty:
    """When the money is owed after a cancellation for lateness (arts. 13–14). Interest runs from the day after the
    number of days itself: art. 14 names that day.
    """
    law = rule("consumer.late_refund_days", on=rescinded_on)
    due = rescinded_on + timedelta(days=law.value)
    return Duty(due_on=due, late_after=due, days=law.value, rule_id=law.id, rule_since=law.since)


def execution(acknowledged_on: date, *, agreed_on: date | None = None) -> Duty:
    """When an order must be carried out (art. 39): on the day agreed, or within the days of the law from the
    acknowledgement of the order.
    """
    law = rule("consumer.execution_days", on=acknowledged_on)
    if agreed_on is None:
        return _duty(law, acknowledged_on)
    return Duty(due_on=agreed_on, late_after=agreed_on, days=law.value, rule_id=law.id, rule_since=law.since)


def rescission(promised_on: date) -> Right:
    """When the buyer may cancel for lateness (arts. 13–14): once the delay is more than the law's days, within the
    days that follow it. Opens by the earlier count, ends by the later.
    """
    wait = rule("consumer.late_days", on=promised_on)
    use = rule("consumer.rescission_days", on=promised_on)
    return Right(
        opens_on=promised_on + timedelta(days=wait.value + 1),
        until=_full(_full(promised_on, wait.value), use.value),
        days=use.value,
        rule_id=use.id,
        rule_since=use.since,
    )


def defect_notice(received_on: date, *, found_on: date | None = None) -> Right:
    """When a defect may be told (Code of obligations art. 553): counted from receipt, or for one that could not be
    seen then from the day it was found (`house.hidden_defect_notice_days`), whichever ends later.
    """
    seen = _right(rule("consumer.defect_notice_days", on=received_on), received_on)
    if found_on is None or found_on <= received_on:
        return seen
    hidden = _right(rule("house.hidden_defect_notice_days", on=found_on), found_on)
    return max(seen, hidden, key=lambda right: right.until)


def defect_action(received_on: date) -> Right:
    """When a claim for a defect ends (art. 65). Days that make whole years end on the same day of the year, so that a
    leap day takes nothing away.
    """
    law = rule("consumer.defect_action_days", on=received_on)
    years, days = divmod(law.value, YEAR)
    anniversary = same_day_years_later(received_on, years) + timedelta(days=days)
    until = _full(received_on, max(law.value, (anniversary - received_on).days))
    return Right(opens_on=received_on, until=until, days=law.value, rule_id=law.id, rule_since=law.since)


def personal_data_request(asked_on: date) -> Duty:
    """When a correction, erasure or blocking of personal data is owed (09-08 art. 8)."""
    return _duty(rule("privacy.rectify_days", on=asked_on), asked_on)


def needs_written_date(price_centimes: int, *, immediate: bool, on: date) -> bool:
    """Whether the date of delivery must be in writing (art. 12): above the law's price, and not delivered at once."""
    return not immediate and price_centimes > rule("consumer.written_delivery_date_above", on=on).value


def legal_interest(centimes: int, *, late_after: date, until: date) -> Interest:
    """Interest on `centimes` for each day after `late_after`, `until` included, at the rates of those days (a year of
    365 days), to the nearest centime.
    """
    days = max(0, (until - late_after).days)
    try:
        rates = [rule("consumer.legal_interest", on=late_after + timedelta(days=n)).value for n in range(1, days + 1)]
    except UnknownRule:
        return Interest(days=days, centimes=None)
    owed, whole = centimes * sum(rates), 10_000 * YEAR
    return Interest(days=days, centimes=(2 * owed + whole) // (2 * whole))


def _full(start: date, days: int) -> date:
    return end_of_full_period(start, days, holidays=holidays())


def _right(law: Rule, start: date) -> Right:
    return Right(opens_on=start, until=_full(start, law.value), days=law.value, rule_id=law.id, rule_since=law.since)


def _duty(law: Rule, start: date) -> Duty:
    return Duty(
        due_on=start + timedelta(days=law.value),
        late_after=_full(start, law.value),
        days=law.value,
        rule_id=law.id,
        rule_since=law.since,
    )
