"""Everybody who keeps something about a person, and how to ask them: the one list of it.

An architecture test demands that each context with a column that can name a person stands here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from twiza.complaints import api as complaints
from twiza.conversations import api as conversations
from twiza.cooperatives import api as cooperatives
from twiza.delivery import api as delivery
from twiza.invoicing import api as invoicing
from twiza.kernel.personal import PersonalSection
from twiza.kernel.personal_words import WORDS
from twiza.mediation import api as mediation
from twiza.members import api as members
from twiza.ordering import api as ordering
from twiza.payments import api as payments
from twiza.people import api as people
from twiza.plumbing import api as plumbing
from twiza.privacy.models import DataRequest
from twiza.privacy.terms.words import Whom
from twiza.protection import api as protection
from twiza.reviews import api as reviews
from twiza.settlement import api as settlement
from twiza.wishes import api as wishes

# Of these, the acts of a person are shown from the audit trail (`plumbing.acts`); their own rows name who did it by
# number alone, or are the bank's and the cooperatives' own books: kept whole, as accounting must.
BY_AUDIT = {
    "bank": _("Statements and transfers of the bank stay as the bank wrote them."),
    "cashbook": _("A sale at the cooperative's own table stays in its book."),
    "catalog": _("Who imported a file of products stays by number."),
    "commission": _("No person is named."),
}
NAMELESS = ("geography", "ledger", "search", "clocks", "freshness", "guidance", "law", "kernel", "observatory")
WITH_PERSONS: dict[str, Any] = {
    "protection": protection,
    "reviews": reviews,
    "complaints": complaints,
    "mediation": mediation,
    "conversations": conversations,
    "members": members,
    "cooperatives": cooperatives,
    "wishes": wishes,
}
LISTED = {"people", "plumbing", "ordering", "delivery", "payments", "settlement", "invoicing", "privacy"}


def listed() -> set[str]:
    """Every context that this list answers for."""
    return LISTED | set(WITH_PERSONS) | set(BY_AUDIT) | set(NAMELESS)


def _call(api: Any, name: str, **arguments: Any) -> Any:
    return getattr(api, name)(**arguments)


def data_of(whom: Whom, person: people.Person | None, *, phone: str = "") -> list[PersonalSection]:
    """Everything that is kept, section by section; empty ones are left out."""
    found: list[PersonalSection] = []
    if person is not None:
        found += people.personal_data(person=person)
    else:
        found += people.personal_data_of_contact(phone)
    found += ordering.personal_data(person=person, phone=phone)
    found += delivery.personal_data(references=whom.parts)
    found += payments.personal_data(order_numbers=whom.orders)
    found += settlement.personal_data(part_numbers=whom.parts)
    found += invoicing.personal_data(order_numbers=whom.orders)
    if person is not None:
        for api in WITH_PERSONS.values():
            found += _call(api, "personal_data", person=person)
        found += [requests_of(person), acts_of(person)]
    else:
        found += _of_guest(whom, phone)
    found += plumbing.personal_data(contacts=whom.contacts)
    return [section for section in found if section.records]


def _of_guest(whom: Whom, phone: str) -> list[PersonalSection]:
    """What she asked, said and wrote on her orders, who has no account."""
    found = [
        *protection.personal_data(parts=whom.parts),
        *reviews.personal_data(parts=whom.parts),
        *complaints.personal_data(phone=phone),
        *mediation.personal_data(parts=whom.parts, phone=phone),
        *wishes.personal_data(contact=phone),
    ]
    subjects = [f"part:{number}" for number in whom.parts]
    for code, kind in (("complaints.complaints", "complaint"), ("mediation_cases", "case")):
        rows = (record for section in found if section.code == code for record in section.records)
        subjects += [f"{kind}:{record['number']}" for record in rows]
    return [*found, *conversations.personal_data(subjects=subjects)]


def requests_of(person: people.Person) -> PersonalSection:
    rows = DataRequest.objects.filter(person_id=person.pk).order_by("pk")
    records = [
        {"number": row.number, "kind": row.kind, "status": row.status, "at": row.asked_at.isoformat(), "text": row.text}
        for row in rows
    ]
    kept = _("That you asked stays, without your words, as long as it must be answered for.")
    return PersonalSection(
        code="privacy.requests", title=_("Your requests on your data"), records=records, words=WORDS, kept=kept
    )


def acts_of(person: people.Person) -> PersonalSection:
    """What she did that must be answered for, from the audit trail: the newest thousand."""
    page = plumbing.list_audit(actor=str(person.pk), page_size=1000)
    records = [
        {"at": card.at.isoformat(), "verb": card.verb, "subject": card.subject_kind, "role": card.role}
        for card in page.items
    ]
    kept = _("Who did what stays by number, without your name.")
    return PersonalSection(code="plumbing.acts", title=_("What you did"), records=records, words=WORDS, kept=kept)


Step = tuple[str, Callable[[Whom, "people.Person | None", datetime], Any]]


def steps() -> Sequence[Step]:
    """Erasure, step by step from above down; people last, because by their contacts the others are found."""

    def by_person(api: Any) -> Callable[[Whom, people.Person | None, datetime], Any]:
        return lambda whom, person, now: _call(api, "forget_person", person=person, now=now) if person else None

    return (
        *((name, by_person(api)) for name, api in WITH_PERSONS.items()),
        (
            "complaints of a guest",
            lambda whom, person, now: whom.phone and complaints.forget_person(phone=whom.phone, now=now),
        ),
        ("rights used on the orders", lambda whom, person, now: forget_rights(whom.parts, phone=whom.phone, now=now)),
        ("settlement", lambda whom, person, now: settlement.forget_payees(part_numbers=whom.parts, now=now)),
        ("payments", lambda whom, person, now: payments.forget_payers(order_numbers=whom.orders, now=now)),
        ("delivery", lambda whom, person, now: delivery.forget_recipients(references=whom.parts, now=now)),
        ("ordering", lambda whom, person, now: ordering.forget_orders(numbers=whom.orders, now=now)),
        ("baskets", lambda whom, person, now: person and ordering.forget_basket(person=person, now=now)),
        (
            "plumbing",
            lambda whom, person, now: plumbing.forget_contacts(
                contacts=whom.contacts, names=whom.names, about=(*whom.orders, *whom.parts), now=now
            ),
        ),
        ("people", _people),
    )


def forget_rights(parts: Sequence[str], *, phone: str = "", now: datetime) -> None:
    """What was asked, said and judged on these parts, also by a guest: name, words, account, papers, pictures."""
    for api in (protection, reviews):
        _call(api, "forget_parts", numbers=parts, now=now)
    mediation.forget_parts(numbers=parts, phone=phone, now=now)
    conversations.forget_buyer(subjects=[f"part:{number}" for number in parts], now=now)


def _people(whom: Whom, person: people.Person | None, now: datetime) -> None:
    if person is not None:
        people.forget_person(person=person, now=now)
    for contact in whom.contacts:
        wishes.forget_contact(contact=contact, now=now)
        people.forget_contact(contact=contact, now=now)
