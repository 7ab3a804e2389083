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
  `close_association(*, association, reopen=False, by, now)`, `associations_for_desk(person, *, now, after, page_size)
  -> Page[DeskAssociation]`, `head_view(association, *, now) -> HeadView` (desk); `edit_association(*, association,
  names, about, seat, commune, phone, email, languages, by, now)` (head)
- team: `team_of(association) -> list[AdviserCard]`, `invitations_of(association, *, now)`;
  `invite_adviser(*, association, contact, role, by, now)` (the desk may only while there is no head),
  `withdraw_invitation(*, association, invitation_id, by, now)` (likewise), `invitation_to(person, token, *, now)
  -> InvitationToTeam`, `accept_invitation(*, token, person, now) -> Adviser`, `change_role(*, association, adviser_id,
  role, by, now)`, `remove_adviser(*, association, adviser_id, by, now)`, `leave_association(*, association, person,
  now)` [DealsWithTheMarket: whoever sells on Twiza or works for it can't join]

Consents (the consumer; `by` None for a guest with her link)
- `give_consent(*, complaint, association, kind="file", by, now) -> Consent`: "file" escalates the complaint and opens
  the case; "court"/"authority" allow the escalation file. `withdraw_consent(*, consent, by, now)` ends access at once;
  `let_in(*, complaint, slug, agreed, by, now)`, `end_access(*, case, by, now)`;
  `consents_of(complaint)`, `openings_of(complaint) -> list[OpeningView]`;
  `cases_of_complaint(complaint, *, now) -> list[PartyCase]`, `case_of_complaint(complaint, number)`,
  `case_of_order(order, number) -> Case`

Mandates and cases taken for somebody (working advisers)
- `ask_mandate_code(*, association, phone, order_number="", language, by, now)`: a code to her phone (with an order: to
  the order's own, if it is the same; says nothing either way) [NoMobile, NotAPhone, TooManyCodes, TooManyMandates]
- `take_in_scan(upload: bytes, name) -> file id` before the transaction [ScanMissing, ScanNotTaken]
- `record_mandate(*, association, name, phone, language, way, witness, given_on, expires_on, scope, order_number="",
  code="", scan=None, key, by, now) -> Mandate`: not inside a transaction [WrongCode, ...]
- `mandates_of(association, *, after, page_size, now) -> Page[MandateView]`, `mandate_of_association(association,
  number, *, now) -> Mandate`, `mandate_view(mandate, *, now)`, `order_of_mandate(mandate, *, adviser, why, now)
  -> OrderView` (an opening; no delivery codes), `revoke_mandate(*, mandate, by, now)`, `scan_of_mandate(mandate) ->
  (bytes, media type, name)`
- `open_case_by_mandate(*, mandate, origin "phone|counter", part_number, line_ids, problem, wish, text, key, by, now) ->
  Case` (opens the complaint too, or joins the open one); `open_case_elsewhere(*, mandate, origin, seller_name,
  seller_contact, problem, facts, bought_on, paid_centimes, key, by, now) -> Case`

The queue: `cases_of(association, *, group, adviser_id=None, text="", after=None, page_size=30, now) -> Page[CaseRow]`,
  group in `GROUPS`: new, mine, in_hand, proposed, agreed, closed, all; `case_counts(association, *, adviser_id, now)
  -> dict[group, int]` and "late"
A case: `case_of_association(association, number, *, now) -> Case` (for actions; NotFound where consent or mandate
  ended);
  `case_file(association, number, *, adviser, why="", now) -> CaseFile`: **writes a FileOpening** (once per adviser,
  case and hour); `offerable(case) -> Offerable`; threads: `conversations.api` with `CaseFile.subjects` and role
  "adviser"; `evidence_of_case(case, evidence_id) -> complaints' EvidenceFile`
- `take_case(*, case, by, now)`, `put_back_case`, `hand_over_case(*, case, to_person_id, by, now)`,
  `write_note(*, case, text, by, now)`
- `propose(*, case, terms: [TermLine(kind, items={line_id: centimes | pieces}, delivery_centimes, product_id, text,
  by_day)], text, answer_on: date | None, key, by, now) -> Proposal`; `take_back_proposal(*, proposal, by, now)`,
  `proposal_of_case(case, proposal_id)`
- `close_case(*, case, outcome, note, by, now)`; outcomes: `closing_outcomes()`; `problem_choices()`
- `escalation_pdf(*, case, to "court|authority", to_name, language, by, now) -> EscalationFile` [FileNotAllowed];
  `paper_of_case(case, paper_id) -> EscalationFile`

The parties: `answer_proposal(*, proposal, party "buyer|cooperative", accept, note="", payee=None, by, now)`;
  `proposal_of_case(case, id)`, `case_of_cooperative(cooperative_id, number) -> Case`, `party_case(case, *,
  for_buyer, now) -> PartyCase`, `cases_of_cooperative(cooperative_id, *, group "to_answer|open|closed", after,
  page_size) -> Page[PartyRow]`, `cases_waiting(cooperative_id) -> int`; `term_of_case(case, term_id)`,
  `keep_promise(*, term, note, by, now)` (cooperative), `judge_promise(*, term, kept, note, by, now)` (buyer)
The desk: `cases_for_desk(person, *, after, page_size) -> Page[PartyRow]`: that a case is, and how it ended; no file

Alerts and recalls: `alerts_of(association, *, open_only=True, after, page_size) -> Page[AlertView]`,
  `acknowledge_alert(*, association,
  alert_id, note, by, now)`; `propose_recall(*, association, product_id, variant_id=None, sold_from, sold_until, lot,
  danger, reasons, advice, key, by, now) -> Recall`, `reach_of(product_id, variant_id, sold_from, sold_until) ->
  (orders, pieces)` before proposing, `decide_recall(*, recall, role "cooperative|desk", accept, note, by, now)`,
  `take_back_recall`; `recall_of_association(association, number)`, `recall_of_cooperative(cooperative_id, number)`,
  `recall_for_desk(person, number)`, `recall_view(recall)`, `recalls_of_association(association, *, after, page_size)`,
  `recalls_of_cooperative(cooperative_id)`, `recalls_for_desk(person, *, waiting=False, after, page_size) ->
  Page[RecallView]`, `count_recalls_waiting()`, `recall_page(number) -> RecallView` (public once confirmed)
Publications: `write_publication(*, association, kind, titles, bodies, product_ids, recall=None, publication=None, by,
  now) -> Publication`, `publish(*, publication, by, now)`, `withdraw_publication(*, publication, why, by, now)`;
  `publication_of_association(association, id)`, `publications_of(association, *, shown_only, kind="", after,
  page_size)`,
  `publication_page(slug, publication_slug)`, `latest_publications(*, kind="", after, page_size)`,
  `warnings_of_products(ids) -> dict[int, list[WarningCard]]` (two queries)
Figures: `figures_of(association, *, starts_on, ends_on, now) -> Figures`
Personal data: `personal_data(*, person)`, `forget_person(*, person, now)`,
`forget_parts(*, numbers, phone, now)` of guests
"""

from twiza.mediation.access import (
    association_for_desk,
    association_of_adviser,
    case_of_association,
    case_of_complaint,
    case_of_cooperative,
    case_of_order,
    consent_of,
    mandate_of_association,
    mandate_of_complaint,
    open_association,
    paper_of_case,
    proposal_of_case,
    publication_of_association,
    recall_for_desk,
    recall_of_association,
    recall_of_cooperative,
    term_of_case,
)
from twiza.mediation.actions.accept_invitation import accept_invitation
from twiza.mediation.actions.acknowledge_alert import acknowledge_alert
from twiza.mediation.actions.answer_proposal import answer_proposal
from twiza.mediation.actions.ask_mandate_code import ask_mandate_code
from twiza.mediation.actions.carry_out import carry_out_agreement
from twiza.mediation.actions.change_role import change_role
from twiza.mediation.actions.close_association import close_association
from twiza.mediation.actions.close_case import close_case
from twiza.mediation.actions.decide_recall import (
    decide_recall,
    tell_buyers,
)
from twiza.mediation.actions.edit_association import edit_association
from twiza.mediation.actions.edit_standing import edit_standing
from twiza.mediation.actions.forget_person import forget_parts, forget_person
from twiza.mediation.actions.give_consent import (
    consent_words,
    give_consent,
)
from twiza.mediation.actions.invite_adviser import invite_adviser
from twiza.mediation.actions.keep_promise import (
    judge_promise,
    keep_promise,
)
from twiza.mediation.actions.leave_association import leave_association
from twiza.mediation.actions.let_in import end_access, let_in, let_it_go_to
from twiza.mediation.actions.make_escalation import escalation_pdf
from twiza.mediation.actions.open_case_by_mandate import (
    open_case_by_mandate,
    open_case_elsewhere,
)
from twiza.mediation.actions.propose import (
    propose,
    take_back_proposal,
)
from twiza.mediation.actions.propose_recall import (
    propose_recall,
    take_back_recall,
)
from twiza.mediation.actions.read_file import (
    case_file,
    opened_case,
    order_of_mandate,
)
from twiza.mediation.actions.record_mandate import record_mandate
from twiza.mediation.actions.register_association import register_association
from twiza.mediation.actions.remove_adviser import remove_adviser
from twiza.mediation.actions.revoke_mandate import revoke_mandate
from twiza.mediation.actions.take_case import (
    hand_over_case,
    put_back_case,
    take_case,
)
from twiza.mediation.actions.withdraw_consent import withdraw_consent
from twiza.mediation.actions.withdraw_invitation import withdraw_invitation
from twiza.mediation.actions.write_note import write_note
from twiza.mediation.actions.write_publication import (
    publish,
    withdraw_publication,
    write_publication,
)
from twiza.mediation.adapters.scans import take_in_scan
from twiza.mediation.facts import (
    AgreementBroken,
    AgreementDone,
    AgreementReached,
    AlertRaised,
    BatchRecalled,
    CaseClosed,
    CaseOpened,
    ConsentWithdrawnFromCase,
    ProposalAnswered,
    ProposalMade,
    WarningPublished,
)
from twiza.mediation.models import (
    Adviser,
    Agreement,
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
from twiza.mediation.queries.associations import (
    association_card,
    associations,
    associations_of,
    invitation_to,
    invitations_of,
    role_of,
    team_of,
)
from twiza.mediation.queries.cases import (
    GROUPS,
    case_counts,
    cases_for_desk,
    cases_of,
    cases_of_cooperative,
    cases_waiting,
    problem_choices,
)
from twiza.mediation.queries.desk import associations_for_desk, count_recalls_waiting, head_view, recalls_for_desk
from twiza.mediation.queries.downloads import evidence_of_case, scan_of_mandate
from twiza.mediation.queries.figures import figures_of
from twiza.mediation.queries.files import (
    case_view,
    cases_of_complaint,
    consents_of,
    mandate_view,
    mandates_of,
    offerable,
    open_case_number,
    openings_of,
    party_case,
)
from twiza.mediation.queries.personal import personal_data
from twiza.mediation.queries.public import (
    alerts_of,
    latest_publications,
    publication_page,
    publication_view,
    publications_of,
    publications_of_slug,
    recall_page,
    recall_view,
    recalls_of_association,
    recalls_of_cooperative,
    recalls_shown,
    warnings_of_products,
)
from twiza.mediation.queries.reach import reach_of
from twiza.mediation.queries.views import (
    AdviserCard,
    AgreementView,
    AlertView,
    AssociationCard,
    CaseFile,
    CaseRow,
    CaseView,
    ConsentView,
    DeskAssociation,
    Figures,
    HeadView,
    InvitationCard,
    InvitationToTeam,
    LawNote,
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
from twiza.mediation.states import (
    AgreementStatus,
    CaseStatus,
    ProposalStatus,
    RecallStatus,
)
from twiza.mediation.terms.lines import TermLine
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
    closing_outcomes,
)

__all__ = [
    "GROUPS",
    "HEAD",
    "READER",
    "WORKING",
    "Adviser",
    "AdviserCard",
    "AdviserRole",
    "Agreement",
    "AgreementBroken",
    "AgreementDone",
    "AgreementReached",
    "AgreementStatus",
    "AgreementView",
    "AlertRaised",
    "AlertView",
    "Association",
    "AssociationCard",
    "BatchRecalled",
    "Case",
    "CaseClosed",
    "CaseFile",
    "CaseOpened",
    "CaseRow",
    "CaseStatus",
    "CaseView",
    "Consent",
    "ConsentKind",
    "ConsentView",
    "ConsentWithdrawnFromCase",
    "Danger",
    "DeskAssociation",
    "EscalationFile",
    "Figures",
    "HeadView",
    "InvitationCard",
    "InvitationToTeam",
    "LawNote",
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
    "ProposalAnswered",
    "ProposalMade",
    "ProposalStatus",
    "ProposalView",
    "Publication",
    "PublicationKind",
    "PublicationView",
    "Recall",
    "RecallStatus",
    "RecallView",
    "Term",
    "TermKind",
    "TermLine",
    "TermView",
    "WarningCard",
    "WarningPublished",
    "accept_invitation",
    "acknowledge_alert",
    "alerts_of",
    "answer_proposal",
    "ask_mandate_code",
    "association_card",
    "association_for_desk",
    "association_of_adviser",
    "associations",
    "associations_for_desk",
    "associations_of",
    "carry_out_agreement",
    "case_counts",
    "case_file",
    "case_of_association",
    "case_of_complaint",
    "case_of_cooperative",
    "case_of_order",
    "case_view",
    "cases_for_desk",
    "cases_of",
    "cases_of_complaint",
    "cases_of_cooperative",
    "cases_waiting",
    "change_role",
    "close_association",
    "close_case",
    "closing_outcomes",
    "consent_of",
    "consent_words",
    "consents_of",
    "count_recalls_waiting",
    "decide_recall",
    "edit_association",
    "edit_standing",
    "end_access",
    "escalation_pdf",
    "evidence_of_case",
    "figures_of",
    "forget_parts",
    "forget_person",
    "give_consent",
    "hand_over_case",
    "head_view",
    "invitation_to",
    "invitations_of",
    "invite_adviser",
    "judge_promise",
    "keep_promise",
    "latest_publications",
    "leave_association",
    "let_in",
    "let_it_go_to",
    "mandate_of_association",
    "mandate_of_complaint",
    "mandate_view",
    "mandates_of",
    "offerable",
    "open_association",
    "open_case_by_mandate",
    "open_case_elsewhere",
    "open_case_number",
    "opened_case",
    "openings_of",
    "order_of_mandate",
    "paper_of_case",
    "party_case",
    "personal_data",
    "problem_choices",
    "proposal_of_case",
    "propose",
    "propose_recall",
    "publication_of_association",
    "publication_page",
    "publication_view",
    "publications_of",
    "publications_of_slug",
    "publish",
    "put_back_case",
    "reach_of",
    "recall_for_desk",
    "recall_of_association",
    "recall_of_cooperative",
    "recall_page",
    "recall_view",
    "recalls_for_desk",
    "recalls_of_association",
    "recalls_of_cooperative",
    "recalls_shown",
    "record_mandate",
    "register_association",
    "remove_adviser",
    "revoke_mandate",
    "role_of",
    "scan_of_mandate",
    "take_back_proposal",
    "take_back_recall",
    "take_case",
    "take_in_scan",
    "team_of",
    "tell_buyers",
    "term_of_case",
    "warnings_of_products",
    "withdraw_consent",
    "withdraw_invitation",
    "withdraw_publication",
    "write_note",
    "write_publication",
]
