"""What others may do with mediation. Every action: keyword-only, one transaction, a named refusal or done.

An association is no role of the platform: `association_of_adviser(person, slug, roles)` is the gate of
`web/association`
(NotFound for anybody else, the desk too). `WORKING` (head, adviser) may act, READER reads, HEAD keeps the team.

Associations
- `associations(*, open_only=True) -> list[AssociationCard]`, `association_card(slug)`; `associations_of(person) ->
  list[MyAssociation]`; `association_for_desk(person, slug) -> Association`
- `register_association(*, names, about, seat, commune, phone, email, languages, head_contact, founded_on=None,
  public_utility_since=None, may_sue_until=None, permit_number="", by, now, is_sample=False) -> Association` (desk);
  `edit_standing(*, association, public_utility_since, may_sue_until, permit_number, by, now)` (desk),
  `close_association(*, association, by, now)`, `edit_association(*, association, names, about, seat, commune, phone,
  email, languages, by, now)` (head)
- team: `team_of(association) -> list[AdviserCard]`, `invitations_of(association, *, now)`;
  `invite_adviser(*, association, contact, role, by, now)` (the desk may only while there is no head),
  `withdraw_invitation(*, association, invitation_id, by, now)`, `invitation_to(person, token, *, now)
  -> InvitationToTeam`, `accept_invitation(*, token, person, now) -> Adviser`, `change_role(*, association, adviser_id,
  role, by, now)`, `remove_adviser(*, association, adviser_id, by, now)`, `leave_association(*, association, person,
  now)` [DealsWithTheMarket: whoever sells on Twiza or works for it can't join]

Consents (the consumer; `by` None for a guest with her link)
- `give_consent(*, complaint, association, kind="file", by, now) -> Consent`: "file" escalates the complaint and opens
  the case; "court"/"authority" allow the escalation file. `withdraw_consent(*, consent, by, now)` ends access at once;
  `consent_of(complaint, consent_id)`, `consents_of(complaint)`, `openings_of(complaint) -> list[OpeningView]`;
  `cases_of_complaint(complaint, *, now) -> list[PartyCase]`, `case_of_complaint(complaint, number) -> Case`

Mandates and cases taken for somebody (working advisers)
- `ask_mandate_code(*, association, phone, order_number="", language, by, now)`: a code to her phone (with an order: to
  the order's own, if it is the same; says nothing either way) [NoMobile, NotAPhone, TooManyCodes, TooManyMandates]
- `take_in_scan(upload: bytes, name) -> file id` before the transaction [ScanMissing, ScanNotTaken]
- `record_mandate(*, association, name, phone, language, way, witness, given_on, expires_on, scope, order_number="",
  code="", scan=None, key, by, now) -> Mandate`: not inside a transaction [WrongCode, ...]
- `mandates_of(association, *, after, page_size, now) -> Page[MandateView]`, `mandate_of_association(association,
  number) -> Mandate`, `mandate_view(mandate, *, now)`, `order_of_mandate(mandate, *, adviser, why, now) -> OrderView`
  (an opening; no delivery codes), `revoke_mandate(*, mandate, by, now)`, `scan_of_mandate(association, number)`
- `open_case_by_mandate(*, mandate, origin "phone|counter", part_number, line_ids, problem, wish, text, key, by, now) ->
  Case` (opens the complaint too, or joins the open one); `open_case_elsewhere(*, mandate, origin, seller_name,
  seller_contact, problem, facts, bought_on, paid_centimes, key, by, now) -> Case`

The queue: `cases_of(association, *, group, adviser_id=None, text="", after=None, page_size=30, now) -> Page[CaseRow]`,
  group in `GROUPS`: new, mine, in_hand, proposed, agreed, closed, all; `case_counts(association, *, adviser_id, now)
  -> dict[group, int]` and "late"
A case: `case_of_association(association, number) -> Case` (for actions; NotFound where consent or mandate ended);
  `case_file(association, number, *, adviser, why="", now) -> CaseFile`: **writes a FileOpening** (once per adviser,
  case and hour); `offerable(case) -> Offerable`; threads: `conversations.api` with `CaseFile.subjects` and role
  "adviser"; `evidence_of_case(case, evidence_id) -> FileCard`
- `take_case(*, case, by, now)`, `put_back_case`, `hand_over_case(*, case, to_person_id, by, now)`,
  `write_note(*, case, text, by, now)`
- `propose(*, case, terms: [TermLine(kind, items={line_id: centimes | pieces}, delivery_centimes, product_id, text,
  by_day)], text, answer_by, key, by, now) -> Proposal`; `take_back_proposal(*, proposal, by, now)`,
  `proposal_of_case(case, proposal_id)`
- `close_case(*, case, outcome, note, by, now)`; outcomes: `closing_outcomes()`; `problem_choices()`
- `escalation_pdf(*, case, to "court|authority", to_name, language, by, now) -> EscalationFile` [FileNotAllowed];
  `paper_of_case(case, paper_id) -> (name, bytes)`

The parties: `answer_proposal(*, proposal, party "buyer|cooperative", accept, note="", payee=None, by, now)`;
  `proposal_of_complaint(complaint, id)`, `case_of_cooperative(cooperative_id, number) -> Case`, `party_case(case, *,
  for_buyer, now) -> PartyCase`, `cases_of_cooperative(cooperative_id, *, group "to_answer|open|closed", after,
  page_size) -> Page[PartyRow]`, `owed_by_cooperative(cooperative_id, *, now)`; `term_of_cooperative(cooperative_id,
  term_id)`, `keep_promise(*, term, note, by, now)`, `term_of_complaint(complaint, term_id)`,
  `deny_promise(*, term, note, by, now)`
The desk: `cases_for_desk(person, *, after, page_size) -> Page[PartyRow]`: that a case is, and how it ended; no file

Alerts and recalls: `alerts_of(association, *, open_only=True) -> list[AlertView]`, `acknowledge_alert(*, association,
  alert_id, note, by, now)`; `propose_recall(*, association, product_id, variant_id=None, sold_from, sold_until, lot,
  danger, reasons, advice, key, by, now) -> Recall`, `reach_of(product_id, variant_id, sold_from, sold_until) ->
  (orders, pieces)` before proposing, `decide_recall(*, recall, role "cooperative|desk", accept, note, by, now)`,
  `take_back_recall`; `recall_of_association(association, number)`, `recall_of_cooperative(cooperative_id, number)`,
  `recall_for_desk(person, number)`, `recall_view(recall)`, `recalls_of_association(association)`,
  `recalls_of_cooperative(cooperative_id)`, `recalls_for_desk(person)`, `recall_page(number) -> RecallView` (public once
  confirmed)
Publications: `write_publication(*, association, kind, titles, bodies, product_ids, recall=None, publication=None, by,
  now) -> Publication`, `publish(*, publication, by, now)`, `withdraw_publication(*, publication, why, by, now)`;
  `publication_of_association(association, id)`, `publications_of(association, *, shown_only, kind="")`,
  `publication_page(slug, publication_slug)`, `latest_publications(*, kind="", after, page_size)`,
  `warnings_of_products(ids) -> dict[int, list[WarningCard]]` (two queries)
Figures: `figures_of(association, *, starts_on, ends_on, now) -> Figures`
Personal data: `personal_data(*, person)`, `forget_person(*, person, now)`
"""

from twiza.mediation.models import (
    Adviser,
    Association,
    Case,
    Consent,
    EscalationFile,
    Mandate,
    Proposal,
    Publication,
    Recall,
    Term,
)
from twiza.mediation.queries.views import (
    AdviserCard,
    AgreementView,
    AlertView,
    AssociationCard,
    CaseFile,
    CaseRow,
    CaseView,
    ConsentView,
    Figures,
    InvitationCard,
    InvitationToTeam,
    MandateView,
    MyAssociation,
    NoteView,
    Offerable,
    OfferLine,
    OpeningView,
    PaperView,
    PartyCase,
    PartyRow,
    ProposalView,
    PublicationView,
    RecallView,
    TermView,
    WarningCard,
)
from twiza.mediation.terms.words import (
    HEAD,
    READER,
    WORKING,
    AdviserRole,
    ConsentKind,
    Danger,
    MandateWay,
    Origin,
    Outcome,
    PublicationKind,
    TermKind,
)

__all__ = [
    "HEAD",
    "READER",
    "WORKING",
    "Adviser",
    "AdviserCard",
    "AdviserRole",
    "AgreementView",
    "AlertView",
    "Association",
    "AssociationCard",
    "Case",
    "CaseFile",
    "CaseRow",
    "CaseView",
    "Consent",
    "ConsentKind",
    "ConsentView",
    "Danger",
    "EscalationFile",
    "Figures",
    "InvitationCard",
    "InvitationToTeam",
    "Mandate",
    "MandateView",
    "MandateWay",
    "MyAssociation",
    "NoteView",
    "OfferLine",
    "Offerable",
    "OpeningView",
    "Origin",
    "Outcome",
    "PaperView",
    "PartyCase",
    "PartyRow",
    "Proposal",
    "ProposalView",
    "Publication",
    "PublicationKind",
    "PublicationView",
    "Recall",
    "RecallView",
    "Term",
    "TermKind",
    "TermView",
    "WarningCard",
]
