from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from twiza.clocks.api import start_clock
from twiza.complaints.actions.clocking import end_of
from twiza.complaints.facts import ReportFiled
from twiza.complaints.models import Report, ReportEvidence
from twiza.complaints.terms.kinds import REPORT
from twiza.complaints.terms.refusals import (
    TextMissing,
    TextTooLong,
    TooManyComplaints,
    TooManyFiles,
    UnknownProblem,
    UnknownSubject,
)
from twiza.complaints.terms.tree import Problem, problems
from twiza.complaints.terms.words import MOST_FILES, MOST_OF_CLIENT, MOST_TEXT, REPORT_PREFIX, ReportSubject
from twiza.kernel.numbers import public_number
from twiza.kernel.periods import day_of
from twiza.law.api import rule
from twiza.people.api import normalise_email, normalise_phone
from twiza.plumbing.api import announce, within_rate

DAY = 86_400
LENGTH = 10  # of a receipt's number: it opens what became of it


def file_report(
    *,
    about: str,
    subject: str = "",
    words: str = "",
    problem: str,
    text: str,
    cooperative_id: int | None = None,
    product_id: int | None = None,
    evidence: Sequence[tuple[int, str]] = (),
    person: Any = None,
    email: str = "",
    phone: str = "",
    language: str,
    client: str,
    key: str,
    now: datetime,
) -> Report:
    """Tell the market about itself; anonymous without person, e-mail and phone. The same `key` gives the same report.

    `subject` is the slug or number of what it is about, `words` how its page named it. `client` is the visitor's
    address, counted and not kept. Refuses an unknown subject or problem, no text, too long a one, a contact that can't
    be one, too many files, and more than `MOST_OF_CLIENT` a day. Not inside a transaction.
    """
    key = f"report:{key}"[:80]
    if known := Report.objects.filter(key=key).first():
        return known
    kind = _checked(about, problem, text := text.strip(), evidence)
    to = normalise_email(email) if email.strip() else normalise_phone(phone) if phone.strip() else ""
    if not within_rate(f"reports:{client}", most=MOST_OF_CLIENT, seconds=DAY, now=now):
        raise TooManyComplaints()
    promise = rule("house.report_answer_days", on=day_of(now))
    try:
        with transaction.atomic():
            report = Report.objects.create(
                number=public_number(REPORT_PREFIX, LENGTH),
                key=key,
                about=about,
                subject=subject[:120],
                words=words.strip()[:200],
                cooperative_id=cooperative_id,
                product_id=product_id,
                problem=kind.code,
                route=kind.route,
                text=text,
                person=person if person is not None and person.is_authenticated else None,
                channel="" if not to else "email" if email.strip() else "sms",
                contact=to,
                language=language,
                answer_by=end_of(day_of(now) + timedelta(days=promise.value)),
                filed_at=now,
            )
            ReportEvidence.objects.bulk_create(
                ReportEvidence(report=report, file_id=file_id, kind=k) for file_id, k in evidence
            )
            start_clock(
                reference=report.subject_code,
                kind=REPORT,
                subject=report.subject_code,
                due_at=report.answer_by,
                rule_id=promise.id,
                rule_since=promise.since,
                now=now,
            )
            announce(ReportFiled(report_id=report.pk))
            return report
    except IntegrityError:
        return Report.objects.get(key=key)


def count_files(*, client: str, now: datetime) -> None:
    """One more form with files from this visitor's address, before they are kept; refuses more than `MOST_OF_CLIENT`
    a day (TooManyComplaints). Not inside a transaction: tries must count.
    """
    if not within_rate(f"report-files:{client}", most=MOST_OF_CLIENT, seconds=DAY, now=now):
        raise TooManyComplaints()


def _checked(about: str, problem: str, text: str, evidence: Sequence[Any]) -> Problem:
    if about not in ReportSubject.values:
        raise UnknownSubject()
    kind = problems().problem(problem)
    if not kind.report:
        raise UnknownProblem()
    if not text:
        raise TextMissing()
    if len(text) > MOST_TEXT:
        raise TextTooLong(most=MOST_TEXT)
    if len(evidence) > MOST_FILES:
        raise TooManyFiles(most=MOST_FILES)
    return kind
