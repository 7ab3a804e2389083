"""Associations, their teams, cases and proposals, made through the front door. Invented: none of them exists."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from tests.conftest import NOW
from tests.make.cooperatives import a_desk_person
from tests.make.people import make_person
from twiza.complaints.api import Complaint
from twiza.geography.api import find_communes
from twiza.kernel.periods import day_of
from twiza.mediation import api as mediation
from twiza.mediation.models import Invitation
from twiza.people.api import Person
from twiza.plumbing.api import deliver
from twiza.plumbing.models import Delivery, Letter

_serial = count(1)
DANGER = {
    "danger": "label",
    "reasons": {"ar": "ليس عسل زعتر", "fr": "Ce n’est pas du miel de thym"},
    "advice": {"ar": "لا تستهلكوه.", "fr": "Ne le consommez pas."},
}
WORDS = {
    "titles": {"ar": "تحذير", "fr": "Attention au miel"},
    "bodies": {"ar": "نص التحذير", "fr": "Le texte de l’avertissement."},
}


def adviser_token(invitation: Invitation) -> str:
    """The token as its letter carries it."""
    letter = Letter.objects.get(reference=f"adviser-invitation:{invitation.pk}")
    return re.search(r"/association/invitation/([\w-]+)/", letter.text)[1]


def an_association(*, head: Person | None = None, desk: Person | None = None, **changes: Any) -> mediation.Association:
    """Registered by the desk, its head has accepted."""
    head, n = head or make_person(name="Head"), next(_serial)
    wanted: dict[str, Any] = {
        "names": {"ar": f"جمعية متخيلة {n}", "fr": f"Association imaginée {n}"},
        "about": {"fr": "Une association inventée."},
        "seat": "شارع المثال",
        "commune": find_communes("Smimou")[0].code,
        "phone": "0524000000",
        "email": f"association{n}@example.org",
        "languages": ["ar", "fr"],
        "head_contact": head.email or head.phone,
    }
    made = mediation.register_association(by=desk or a_desk_person(), now=NOW, **(wanted | changes))
    mediation.accept_invitation(token=adviser_token(Invitation.objects.get(association=made)), person=head, now=NOW)
    return made


def join_association(association: mediation.Association, person: Person, role: str, *, by: Person) -> None:
    contact = person.email or person.phone
    invitation = mediation.invite_adviser(association=association, contact=contact, role=role, by=by, now=NOW)
    mediation.accept_invitation(token=adviser_token(invitation), person=person, now=NOW)


def a_case(complaint: Complaint, association: mediation.Association, *, now: datetime = NOW) -> mediation.Case:
    """The consumer has let this association in."""
    consent = mediation.give_consent(complaint=complaint, association=association, by=complaint.person, now=now)
    return mediation.Case.objects.select_related("complaint", "part__order", "association").get(consent=consent)


def a_refund_of(case: mediation.Case, centimes: int, *, days: int = 10, now: datetime = NOW) -> mediation.TermLine:
    """So much of the first line."""
    line = mediation.offerable(case).lines[0]
    by_day = day_of(now) + timedelta(days=days)
    return mediation.TermLine(kind="refund", by_day=by_day, items={line.line_id: centimes})


def a_proposal(case: mediation.Case, *terms: mediation.TermLine, by: Person, now: datetime = NOW) -> Any:
    """By an adviser who has taken the case; 50 dirhams back where nothing else is said."""
    case.refresh_from_db()
    if case.status == "new":
        mediation.take_case(case=case, by=by, now=now)
    terms = terms or (a_refund_of(case, 50_00, now=now),)
    key = f"key-{next(_serial)}"
    return mediation.propose(case=case, terms=terms, text="نقترح هذا.", key=key, by=by, now=now)


def both_agree(proposal: Any, *, now: datetime = NOW, **changes: Any) -> None:
    for party in ("cooperative", "buyer"):
        proposal.refresh_from_db()
        more = changes if party == "buyer" else {}
        mediation.answer_proposal(proposal=proposal, party=party, accept=True, by=None, now=now, **more)  # type: ignore[arg-type]


def a_mandate(association: mediation.Association, *, by: Person, now: datetime = NOW, **changes: Any) -> Any:
    """By phone, for Salma's number, whose code was read out."""
    wanted: dict[str, Any] = {
        "name": "سلمى بناني",
        "phone": "0661234567",
        "language": "ar",
        "way": "spoken",
        "witness": "Khadija",
        "given_on": day_of(now),
        "expires_on": day_of(now) + timedelta(days=90),
        "scope": ["file", "authority"],
        "key": f"key-{next(_serial)}",
    } | changes
    mediation.ask_mandate_code(
        association=association, phone=wanted["phone"], language=wanted["language"], by=by, now=now
    )
    text = Letter.objects.filter(kind="people.code").latest("pk").text
    return mediation.record_mandate(
        association=association, by=by, now=now, **({"code": re.search(r"\d{6}", text)[0]} | wanted)
    )


def hear_mediation(now: datetime = NOW) -> None:
    """Every fact reaches whoever reacts to it; a reaction of mediation that failed is the test's failure."""
    while deliver(now):
        pass
    stuck = Delivery.objects.filter(done_at=None, reaction__startswith="twiza.mediation").select_related("fact")
    assert [(row.fact.kind, row.reaction, row.error) for row in stuck] == []
