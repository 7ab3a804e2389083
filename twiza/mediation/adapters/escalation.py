"""The file for the court or the authority: parties, facts by time, messages, clocks, law, evidence, proposals."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from twiza.complaints.api import file_of_evidence
from twiza.conversations.api import messages_of
from twiza.kernel.say import dirhams, in_day, in_moment, isolated, own_way, phone
from twiza.kernel.text import pick
from twiza.mediation.adapters import SHEETS
from twiza.mediation.models import Case
from twiza.mediation.queries.views import CaseFile, ProposalView
from twiza.mediation.terms.words import ConsentKind
from twiza.plumbing.typesetter import typeset

MOST_MESSAGES = 200
Row = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Said:
    """A message, as it goes into the file."""

    at: datetime
    who: str
    text: str
    files: int


def escalation_pdf(case: Case, file: CaseFile, *, to: str, to_name: str, language: str, now: datetime) -> bytes:
    """A4, in Arabic or French. Reads the evidence to sum it; sets for a second: not in a transaction."""
    with override(language):
        return typeset(SHEETS / "escalation.typ", _data(case, file, to, to_name, language, now))


def _data(case: Case, file: CaseFile, to: str, to_name: str, language: str, now: datetime) -> dict[str, Any]:
    said = _messages(file.subjects)
    return {
        "language": language,
        "is_sample": case.is_sample,
        "number": case.number,
        "author": pick(case.association.names, language),
        "recipient": _("For %(recipient)s (%(kind)s), made on %(day)s")
        % {
            "recipient": own_way(to_name),
            "kind": pgettext("file for", "court") if to == ConsentKind.COURT else pgettext("file for", "authority"),
            "day": in_moment(now, language),
        },
        "words": {
            "title": _("File of a consumer case"),
            "claim": _("What the consumer says"),
            "time": _("What happened, in order of time"),
            "messages": pgettext("paper", "Messages"),
            "clocks": _("Times that ran"),
            "law": _("Rules concerned"),
            "proposals": _("Proposals and answers"),
            "evidence": _("Evidence, with the SHA-256 of each file"),
            "sample": _("Sample: invented persons and goods."),
        },
        "footer": _("Case %(number)s · %(association)s")
        % {"number": isolated(case.number), "association": own_way(pick(case.association.names, language))},
        "parts": _parties(case, file, language),
        "claim": _claim(file),
        "steps": _steps(file, language),
        "messages": [(f"{in_moment(m.at, language)} · {own_way(m.who)}", _text(m)) for m in said],
        "clocks": [_clock(clock, language) for clock in file.clocks] or [(pgettext("paper", "none"), "", "")],
        "laws": [_law(note, language) for note in file.law] or [(pgettext("paper", "none"), "")],
        "proposals": [_proposal(view, language) for view in file.case.proposals],
        "evidence": _evidence(case, file, language),
        "closing": _(
            "Made by the association with the consumer's consent. Rules marked “guidance” or “promise of the house” "
            "are not law. The association is paid neither by the platform nor by sellers (law 31-08, art. 153)."
        ),
    }


def _parties(case: Case, file: CaseFile, language: str) -> list[dict[str, Any]]:
    view = file.case
    consumer: list[Row] = [(pgettext("paper", "Name"), own_way(view.consumer_name))]
    if case.part:
        consumer.append((pgettext("paper", "Phone"), isolated(phone(case.part.order.phone))))
    elif view.consumer_phone:
        consumer.append((pgettext("paper", "Phone"), isolated(phone(view.consumer_phone))))
    if view.mandate:
        how = _("mandate %(number)s of %(day)s, %(way)s, witness: %(witness)s") % {
            "number": isolated(view.mandate.number),
            "day": in_day(view.mandate.given_on, language),
            "way": view.mandate.way_words,
            "witness": own_way(view.mandate.witness),
        }
        consumer.append((_("Represented by"), f"{own_way(pick(case.association.names, language))} ({how})"))
    seller: list[Row] = [(pgettext("paper", "Name"), own_way(pick(view.against, language)))]
    if case.part:
        terms = case.part.seller
        for label, key in (
            (_("Seat"), "seat"),
            (_("Court of its register"), "court"),
            (_("Registration number"), "registration_number"),
            (pgettext("paper", "ICE"), "ice"),
            (pgettext("paper", "Phone"), "phone"),
        ):
            if terms.get(key):
                seller.append((label, own_way(str(terms[key]))))
    elif view.seller_contact:
        seller.append((_("Reached at"), own_way(view.seller_contact)))
    return [
        {"title": _("Consumer"), "facts": consumer},
        {"title": _("Seller"), "facts": seller},
        {"title": _("What was bought"), "facts": _bought(file, language)},
    ]


def _bought(file: CaseFile, language: str) -> list[Row]:
    view, part = file.case, file.part
    if part is None:
        rows = [(pgettext("paper", "Day"), in_day(view.bought_on, language))] if view.bought_on else []
        if view.paid_centimes:
            rows.append((pgettext("paper", "Paid"), dirhams(view.paid_centimes, language)))
        return [*rows, (pgettext("paper", "Problem"), str(view.problem_words))]
    goods = [
        (f"{line.quantity} ×", f"{own_way(pick(line.names, language))}: {_money(line, language)}")
        for line in part.lines
    ]
    return [
        (pgettext("paper", "Order"), isolated(part.order_number)),
        (pgettext("paper", "Parcel"), isolated(part.number)),
        (pgettext("paper", "Ordered on"), in_moment(part.placed_at, language)),
        *goods,
        (pgettext("paper", "Delivery"), dirhams(part.delivery_centimes, language)),
        (pgettext("paper", "In all"), dirhams(part.total_centimes, language)),
        (pgettext("paper", "Payment"), str(part.payment_words)),
        (pgettext("paper", "Problem"), str(view.problem_words)),
    ]


def _money(line: Any, language: str) -> str:
    return dirhams(line.total_centimes, language)


def _claim(file: CaseFile) -> list[str]:
    texts = [file.complaint.text if file.complaint else "", file.case.facts]
    return list(dict.fromkeys(text.strip() for text in texts if text.strip())) or ["—"]


def _steps(file: CaseFile, language: str) -> list[Row]:
    rows: list[tuple[datetime, str]] = []
    if file.part:
        rows += [(step.at, str(step.label)) for step in file.part.timeline if step.at and step.state != "to_come"]
    if file.complaint:
        rows += [(step.at, _step(step)) for step in file.complaint.timeline]
    rows.append((file.case.opened_at, _("The association has the case")))
    for proposal in file.case.proposals:
        rows.append((proposal.at, _("The association makes a proposal")))
        if proposal.ended_at:
            rows.append((proposal.ended_at, _("The proposal ends: %(how)s") % {"how": proposal.status_words}))
    return [(in_moment(at, language), words) for at, words in sorted(rows)]


def _step(step: Any) -> str:
    return f"{step.words} · {own_way(str(step.detail))}" if step.detail else str(step.words)


def _messages(subjects: Iterable[str]) -> list[Said]:
    """What an adviser reads of the threads, masked as she sees it."""
    found = []
    for subject in subjects:
        page = messages_of(subject, as_role="adviser", page_size=MOST_MESSAGES)
        found += [Said(m.sent_at, m.author_name or str(m.role_words), m.text, len(m.files)) for m in page.items]
    return sorted(found, key=lambda said: said.at)


def _text(said: Said) -> str:
    if not said.files:
        return own_way(said.text)
    return own_way(said.text) + " " + _("[%(count)s photos or voice notes]") % {"count": said.files}


def _clock(clock: Any, language: str) -> tuple[str, str, str]:
    states = {
        "running": pgettext("clock", "runs"),
        "reminded": pgettext("clock", "runs"),
        "due": pgettext("clock", "over, not done"),
        "met": pgettext("clock", "done"),
        "cancelled": pgettext("clock", "no longer owed"),
    }
    return str(clock.words), in_moment(clock.due_at, language), states.get(clock.state, clock.state)


def _law(note: Any, language: str) -> Row:
    kind = (
        pgettext("rule", "law")
        if note.is_law
        else pgettext("rule", "promise of the house")
        if note.rule_id.startswith("house.")
        else pgettext("rule", "guidance")
    )
    place = f"{own_way(note.source)}, {own_way(note.article)}" if note.article != "—" else own_way(note.source)
    return pick(note.sentence, language), f"{kind} · {place} · {note.rule_id} ({note.confidence})"


def _proposal(view: ProposalView, language: str) -> dict[str, Any]:
    answers = [
        _("The consumer: %(answer)s %(note)s") % {"answer": view.buyer_words, "note": own_way(view.buyer_note)},
        _("The seller: %(answer)s %(note)s")
        % {"answer": view.cooperative_words, "note": own_way(view.cooperative_note)},
    ]
    return {
        "title": f"{in_moment(view.at, language)} · {view.status_words}",
        "lines": [own_way(view.text), *(f"• {term.said}" for term in view.terms)],
        "answers": [answer.strip() for answer in answers],
    }


def _evidence(case: Case, file: CaseFile, language: str) -> list[Row]:
    """(what it is and when it was given, SHA-256)."""
    if file.complaint is None or case.complaint is None:
        return []
    rows = []
    for item in file.complaint.evidence:
        data = file_of_evidence(case.complaint, item.evidence_id).data
        rows.append((f"{item.kind_words}, {in_moment(item.at, language)}", hashlib.sha256(data).hexdigest()))
    return rows
