"""The file of a case: as the association reads it, and as the two parties do."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from twiza.clocks.api import clocks_of
from twiza.complaints.api import Complaint, complaint_view, problems
from twiza.kernel.periods import day_of
from twiza.law.api import rule
from twiza.mediation.models import Association, Case, Consent, EscalationFile, FileOpening, Mandate, Note
from twiza.mediation.queries.cases import against, problem_words
from twiza.mediation.queries.proposals import proposals_of
from twiza.mediation.queries.views import (
    CaseFile,
    CaseView,
    ConsentView,
    LawNote,
    MandateView,
    NoteView,
    Offerable,
    OfferLine,
    OpeningView,
    PaperView,
    PartyCase,
)
from twiza.mediation.states import ADVISER, CASE, CaseStatus
from twiza.mediation.terms.words import CASE_WORDS, ConsentKind, MandateWay, Origin, Outcome
from twiza.ordering.api import Page, part_view
from twiza.protection.api import rights_of_part
from twiza.settlement.api import part_money

GIVEN_ON = (ConsentKind.COURT, ConsentKind.AUTHORITY)


def file_of(case: Case, *, now: datetime) -> CaseFile:
    """Everything that the consent or the mandate opens. `case` comes from `access.case_of_association`."""
    subjects = [case.subject]
    if case.complaint and case.part:
        subjects += [case.complaint.subject, f"part:{case.part.number}"]
    clocks = clocks_of(subjects, now=now)
    kind = problems().problems.get(case.problem)
    return CaseFile(
        case=case_view(case, now=now),
        complaint=complaint_view(case.complaint, now=now) if case.complaint else None,
        part=part_view(case.part, now=now) if case.part else None,
        money=part_money(case.part.pk) if case.part else None,
        rights=rights_of_part(case.part, now=now) if case.part else None,
        clocks=tuple(clock for subject in subjects for clock in clocks[subject]),
        law=tuple(_law(name, now) for name in (kind.rules if kind else ())),
        subjects=tuple(subjects),
    )


def _law(name: str, now: datetime) -> LawNote:
    found = rule(name, on=day_of(now))
    return LawNote(
        rule_id=found.id,
        sentence=found.sentence,
        source=found.source,
        article=found.article,
        confidence=found.confidence,
        is_law=found.is_law,
    )


def case_view(case: Case, *, now: datetime) -> CaseView:
    """The association's own part of a case."""
    proposals = tuple(proposals_of([case.pk])[case.pk])
    consents = consent_views(Consent.objects.filter(complaint=case.complaint_id, association=case.association_id))
    standing = [view for view in consents if view.withdrawn_at is None]
    mandate = mandate_view(case.mandate, now=now) if case.mandate else None
    in_force = mandate is not None and mandate.state == "in_force"
    return CaseView(
        case_id=case.pk,
        number=case.number,
        subject=case.subject,
        status=case.status,
        status_words=CASE_WORDS[case.status],
        origin=case.origin,
        origin_words=Origin(case.origin).label,
        problem=case.problem,
        problem_words=problem_words(case.problem),
        consumer_name=case.consumer_name,
        consumer_phone=case.mandate.phone if case.mandate else "",
        against=against(case),
        is_elsewhere=case.part_id is None,
        seller_contact=case.seller_contact,
        bought_on=case.bought_on,
        paid_centimes=case.paid_centimes,
        facts=case.facts,
        complaint_number=case.complaint.number if case.complaint else "",
        order_number=case.part.order.number if case.part else "",
        part_number=case.part.number if case.part else "",
        adviser_id=case.adviser_id,
        adviser_name=case.adviser.name if case.adviser else "",
        look_by=case.look_by,
        rule_id=case.rule_id,
        rule_since=case.rule_since,
        opened_at=case.opened_at,
        taken_at=case.taken_at,
        closed_at=case.closed_at,
        outcome=case.outcome,
        outcome_words=Outcome(case.outcome).label if case.outcome else "",
        outcome_note=case.outcome_note,
        consent=next((view for view in consents if view.consent_id == case.consent_id), None),
        further_consents=tuple(view for view in standing if view.kind in GIVEN_ON),
        mandate=mandate,
        proposals=proposals,
        agreement=next((p.agreement for p in reversed(proposals) if p.agreement), None),
        notes=tuple(NoteView(note.author_name, note.text, note.at) for note in Note.objects.filter(case=case)),
        papers=tuple(_paper(row) for row in EscalationFile.objects.filter(case=case).select_related("by")),
        openings=tuple(openings_of_case(case)),
        verbs=tuple(CASE.open_to(case.status, ADVISER)),
        may_give_to=may_give_to(case, [view.kind for view in standing], mandate if in_force else None),
    )


def may_give_to(case: Case, consented: Iterable[str], mandate: MandateView | None) -> tuple[str, ...]:
    """Where the consumer lets the file go: what she consented to, or what the mandate in force says."""
    allowed = set(consented) | set(mandate.scope if mandate else ())
    return tuple(str(kind) for kind in GIVEN_ON if kind in allowed)


def given_to(case: Case, *, now: datetime) -> tuple[str, ...]:
    """`may_give_to` of a case, asked afresh."""
    standing = Consent.objects.filter(
        complaint=case.complaint_id, complaint__isnull=False, association=case.association_id, withdrawn_at=None
    )
    mandate = mandate_view(case.mandate, now=now) if case.mandate else None
    in_force = mandate if mandate and mandate.state == "in_force" else None
    return may_give_to(case, standing.values_list("kind", flat=True), in_force)


def consent_views(rows: Iterable[Consent]) -> list[ConsentView]:
    if not isinstance(rows, list):
        rows = rows.select_related("association")  # type: ignore[attr-defined]
    return [
        ConsentView(
            consent_id=row.pk,
            kind=row.kind,
            kind_words=ConsentKind(row.kind).label,
            association_slug=row.association.slug,
            association_names=row.association.names,
            words=row.words,
            given_at=row.given_at,
            withdrawn_at=row.withdrawn_at,
        )
        for row in rows
    ]


def consents_of(complaint: Complaint) -> list[ConsentView]:
    """All that she allowed, withdrawn or not, the oldest first."""
    return consent_views(Consent.objects.filter(complaint=complaint))


def mandate_view(row: Mandate, *, now: datetime) -> MandateView:
    over = row.expires_on < day_of(now)
    return MandateView(
        number=row.number,
        name=row.name,
        phone=row.phone,
        language=row.language,
        order_number=row.order.number if row.order else "",
        way=row.way,
        way_words=MandateWay(row.way).label,
        witness=row.witness,
        given_on=row.given_on,
        expires_on=row.expires_on,
        scope=tuple(row.scope),
        scope_words=tuple(ConsentKind(kind).label for kind in row.scope),
        confirmed_at=row.confirmed_at,
        has_scan=row.scan_id is not None,
        recorded_by=row.recorded_by.name if row.recorded_by else "",
        recorded_at=row.recorded_at,
        revoked_at=row.revoked_at,
        state="revoked" if row.revoked_at else "over" if over else "in_force",
    )


def _paper(row: EscalationFile) -> PaperView:
    return PaperView(
        paper_id=row.pk,
        to=row.to,
        to_words=ConsentKind(row.to).label,
        to_name=row.to_name,
        language=row.language,
        by_name=row.by.name if row.by else "",
        at=row.at,
    )


def _openings(rows: Iterable[FileOpening]) -> list[OpeningView]:
    return [OpeningView(row.association.names, row.adviser_name, row.why, row.at) for row in rows]


def openings_of_case(case: Case) -> list[OpeningView]:
    return _openings(FileOpening.objects.filter(case=case).select_related("association"))


def openings_of(complaint: Complaint) -> list[OpeningView]:
    """Who of which association read the file of this complaint, when and why; the newest first. For its consumer."""
    return _openings(FileOpening.objects.filter(case__complaint=complaint).select_related("association"))


def offerable(case: Case) -> Offerable:
    """What a proposal may name. Of a seller elsewhere nothing."""
    money = part_money(case.part_id) if case.part_id else None
    paid = bool(money and money.paid_at)
    rows = case.products.select_related("product").order_by("pk")
    return Offerable(
        lines=tuple(
            OfferLine(line.line_id, line.names, line.quantity, line.rest if paid else 0)
            for line in (money.lines if money else ())
        ),
        delivery_left_centimes=money.delivery_rest if money and paid else 0,
        products=tuple((row.product_id, row.product.names) for row in rows),
        paid_by=money.way if money else "",
    )


def party_case(case: Case, *, for_buyer: bool, now: datetime) -> PartyCase:
    """The case as the buyer or the cooperative sees it: notes and openings of others stay out."""
    assert case.part is not None
    assert case.complaint is not None
    assert case.cooperative is not None
    proposals = tuple(proposals_of([case.pk])[case.pk])
    return PartyCase(
        number=case.number,
        subject=case.subject,
        status=case.status,
        status_words=CASE_WORDS[case.status],
        association_slug=case.association.slug,
        association_names=case.association.names,
        adviser_name=case.adviser.name if case.adviser else "",
        problem_words=problem_words(case.problem),
        complaint_number=case.complaint.number,
        order_number=case.part.order.number,
        part_number=case.part.number,
        buyer_name=case.consumer_name,
        cooperative_names=case.cooperative.names,
        opened_at=case.opened_at,
        closed_at=case.closed_at,
        outcome=case.outcome,
        outcome_words=Outcome(case.outcome).label if case.outcome else "",
        outcome_note=case.outcome_note,
        proposals=proposals,
        agreement=next((p.agreement for p in reversed(proposals) if p.agreement), None),
        clocks=tuple(clocks_of([case.subject], now=now)[case.subject]),
        consents=tuple(consents_of(case.complaint)) if for_buyer else (),
        openings=tuple(openings_of_case(case)) if for_buyer else (),
        mandate=mandate_view(case.mandate, now=now) if for_buyer and case.mandate else None,
    )


def cases_of_complaint(complaint: Complaint, *, now: datetime) -> list[PartyCase]:
    """The cases of one complaint for its buyer, the newest first: hardly ever more than one."""
    rows = Case.objects.filter(complaint=complaint).order_by("-pk")
    related = ("complaint", "part__order", "cooperative", "association", "mandate__order", "adviser")
    return [party_case(case, for_buyer=True, now=now) for case in rows.select_related(*related)]


def mandates_of(association: Association, *, after: int | None = None, page_size: int = 30, now: datetime) -> Page:
    """MandateViews, the newest first. Two queries."""
    rows = Mandate.objects.filter(association=association).select_related("order", "recorded_by").order_by("-pk")
    count = rows.count()
    if after is not None:
        rows = rows.filter(pk__lt=after)
    found = list(rows[: page_size + 1])
    items = tuple(mandate_view(row, now=now) for row in found[:page_size])
    return Page(items, count, found[page_size - 1].pk if len(found) > page_size else None)


def open_case_number(complaint: Complaint) -> str:
    """Of the case that an association has open about it, "" without one."""
    rows = Case.objects.filter(complaint=complaint).exclude(status=CaseStatus.CLOSED)
    return rows.values_list("number", flat=True).first() or ""
