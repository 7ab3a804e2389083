"""What others may do with complaints. Every action: keyword-only, one transaction, a named refusal or done.

Tree       `problems() -> Tree`: questions, typed problems, wishes as reviewed data; `stage_of(part)` → before, on_way,
           received or ended: which problems fit; `report_problems()`, `outside_problems()`
Opening    `open_complaint(*, part, line_ids, problem, wish, text, evidence=(), key, by, now,
           channel="order") -> Complaint` [UnknownProblem, NotThisProblem, UnknownWish, LinesMissing, TextTooLong,
           TooManyFiles, TooManyComplaints, AlreadyOpen(.number)]; never inside a transaction (tries count).
           `take_in_evidence(upload, now=) -> (file id, kind)` before it [FileTooHeavy, FileNotTaken, those of pictures]
           `add_evidence(*, complaint, evidence: [(file id, kind)], role, now)` [TooManyFiles]
Answers    `answer_complaint(*, complaint, kind, text="", items=None, delivery_centimes=0, promised_on=None, way="",
           borne_by="cooperative", role="cooperative", key=None, by, now) -> Answer`: `items` is order line → centimes
           for a refund, → pieces for a replacement (none: all that it is about). A refund happens at once where its
           way is known (as it was paid; to the account she gave); else she is asked for one and
           `give_account(*, complaint, payee, now)` sends it. `carry_out(*, complaint, role, by, now)`: what was
           promised is done
Buyer      `grade_answer(*, complaint, grade, note="", by, now)`: solved closes, partly asks the cooperative again, not
           goes to the desk; `escalate(*, complaint, to="desk", consent=False, by, now, role="buyer")` (an association
           only with her consent); `take_back(*, complaint, by, now)`;
           `reopen_complaint(*, complaint, text, by, now)` [ReopenTooLate]
Closing    `close_complaint(*, complaint, outcome, note="", role="desk", by, now)`: hold lifted, clocks stopped
Reports    `file_report(*, about, subject, words, problem, text, cooperative_id=None, product_id=None, evidence=(),
           person=None, email="", phone="", language, client, key, now) -> Report`; `report_by_number(number, *, client,
           now)`; `settle_report(*, report, outcome, note, by, now)`; `report_for_desk(person, number)`;
           `report_view(report, *, now)`, `reports(statuses=, now=, after=, page_size=)`, `report_counts()`
Elsewhere  `outside_pdf(facts: OutsideFacts, *, language, client, now) -> bytes` [FactsMissing, TooManyPapers]: nothing
           of it is kept; `routes(route, language)` → sentences on the two public ways
Persons    `personal_data(*, person=None, phone="")`, `forget_person(*, person=None, phone="", now)`

Access (NotFound for a stranger): `complaint_of_order(order, number)`, `complaint_of_cooperative(cooperative_id,
number)`, `complaint_for_desk(person, number)`, `complaint_for_case(number)` (mediation, which has a gate of its own);
`file_of_evidence(complaint or report, evidence_id) -> EvidenceFile(data, media_type, name, kind)`

Queries: `complaint_view(complaint, *, now) -> ComplaintView`; `complaints_of_cooperative(cooperative_id, *, statuses,
now, after, page_size)`, `complaints_for_desk(*, statuses, levels, cooperative_id, problem, text, now, after,
page_size)`, `complaints_of_person(person, *, now, after, page_size)` → Page of ComplaintCard;
`complaints_of_orders(order_ids, *, now)`, `complaints_of_parts(part_ids, *, now)` → dict of lists of cards;
`complaint_counts(*, cooperative_id=None, now) -> ComplaintCounts`; `complaint_figures(*, since, until, now)` →
ComplaintFigures for the observatory; `complaints_by_product(*, since, until)`, `complaints_by_cooperative(*, since,
until)` → {(id, problem): n} for alerts

Threads, clocks and holds stand under `complaint.subject` = `complaint:<number>`. Clock kinds: complaints.answer
(cooperative), complaints.promise (cooperative), complaints.grade (buyer: closes by itself), complaints.desk (platform),
complaints.report (platform). Facts: ComplaintOpened, ComplaintAnswered, AnswerGraded, PromiseBroken,
ComplaintEscalated, ComplaintClosed, ReportFiled.
"""

from twiza.complaints.access import (
    complaint_for_case,
    complaint_for_desk,
    complaint_of_cooperative,
    complaint_of_order,
    report_by_number,
    report_for_desk,
)
from twiza.complaints.actions.answer_complaint import answer_complaint
from twiza.complaints.actions.carry_out import carry_out
from twiza.complaints.actions.close_complaint import close_complaint, take_back
from twiza.complaints.actions.escalate import escalate
from twiza.complaints.actions.file_report import count_files, file_report
from twiza.complaints.actions.forget import forget_person
from twiza.complaints.actions.give_account import give_account
from twiza.complaints.actions.give_evidence import add_evidence
from twiza.complaints.actions.grade_answer import grade_answer
from twiza.complaints.actions.open_complaint import open_complaint
from twiza.complaints.actions.reopen_complaint import reopen_complaint
from twiza.complaints.actions.settle_report import settle_report
from twiza.complaints.adapters.evidence import take_in_evidence
from twiza.complaints.adapters.outside import PORTAL, OutsideFacts, outside_pdf, routes
from twiza.complaints.facts import (
    AnswerGraded,
    ComplaintAnswered,
    ComplaintClosed,
    ComplaintEscalated,
    ComplaintOpened,
    PromiseBroken,
    ReportFiled,
)
from twiza.complaints.models import Answer, Complaint, Report
from twiza.complaints.queries.complaints import complaint_view, may_complain
from twiza.complaints.queries.files import EvidenceFile, file_of_evidence
from twiza.complaints.queries.lists import (
    complaint_counts,
    complaint_figures,
    complaints_by_cooperative,
    complaints_by_product,
    complaints_for_desk,
    complaints_of_cooperative,
    complaints_of_orders,
    complaints_of_parts,
    complaints_of_person,
    refunded_by_complaints,
)
from twiza.complaints.queries.personal import personal_data
from twiza.complaints.queries.reports import outside_problems, report_counts, report_problems, report_view, reports
from twiza.complaints.queries.stages import stage_of
from twiza.complaints.queries.views import (
    AnswerView,
    ComplainedLine,
    ComplaintCard,
    ComplaintCounts,
    ComplaintFigure,
    ComplaintStep,
    ComplaintView,
    EvidenceView,
    ReportView,
)
from twiza.complaints.states import ReportStatus, Status
from twiza.complaints.terms.refusals import (
    AccountMissing,
    AlreadyOpen,
    AmountMissing,
    ConsentMissing,
    FactsMissing,
    FileNotTaken,
    FileTooHeavy,
    LinesMissing,
    NoAccountAsked,
    NothingToGrade,
    NotThisProblem,
    PromiseDayMissing,
    PromiseTooFar,
    ReopenTooLate,
    TextMissing,
    TextTooLong,
    TooManyComplaints,
    TooManyFiles,
    TooManyPapers,
    UnknownAnswer,
    UnknownGrade,
    UnknownOutcome,
    UnknownProblem,
    UnknownSubject,
    UnknownWish,
)
from twiza.complaints.terms.tree import Choice, Problem, Question, Tree, Wish, problems
from twiza.complaints.terms.words import (
    MOST_FILES,
    MOST_TEXT,
    MOST_VIDEO,
    REPORT_WORDS,
    STATUS_WORDS,
    AnswerKind,
    Because,
    Channel,
    EvidenceKind,
    Grade,
    Level,
    Outcome,
    ReportOutcome,
    ReportSubject,
)

__all__ = [
    "MOST_FILES",
    "MOST_TEXT",
    "MOST_VIDEO",
    "PORTAL",
    "REPORT_WORDS",
    "STATUS_WORDS",
    "AccountMissing",
    "AlreadyOpen",
    "AmountMissing",
    "Answer",
    "AnswerGraded",
    "AnswerKind",
    "AnswerView",
    "Because",
    "Channel",
    "Choice",
    "ComplainedLine",
    "Complaint",
    "ComplaintAnswered",
    "ComplaintCard",
    "ComplaintClosed",
    "ComplaintCounts",
    "ComplaintEscalated",
    "ComplaintFigure",
    "ComplaintOpened",
    "ComplaintStep",
    "ComplaintView",
    "ConsentMissing",
    "EvidenceFile",
    "EvidenceKind",
    "EvidenceView",
    "FactsMissing",
    "FileNotTaken",
    "FileTooHeavy",
    "Grade",
    "Level",
    "LinesMissing",
    "NoAccountAsked",
    "NotThisProblem",
    "NothingToGrade",
    "Outcome",
    "OutsideFacts",
    "Problem",
    "PromiseBroken",
    "PromiseDayMissing",
    "PromiseTooFar",
    "Question",
    "ReopenTooLate",
    "Report",
    "ReportFiled",
    "ReportOutcome",
    "ReportStatus",
    "ReportSubject",
    "ReportView",
    "Status",
    "TextMissing",
    "TextTooLong",
    "TooManyComplaints",
    "TooManyFiles",
    "TooManyPapers",
    "Tree",
    "UnknownAnswer",
    "UnknownGrade",
    "UnknownOutcome",
    "UnknownProblem",
    "UnknownSubject",
    "UnknownWish",
    "Wish",
    "add_evidence",
    "answer_complaint",
    "carry_out",
    "close_complaint",
    "complaint_counts",
    "complaint_figures",
    "complaint_for_case",
    "complaint_for_desk",
    "complaint_of_cooperative",
    "complaint_of_order",
    "complaint_view",
    "complaints_by_cooperative",
    "complaints_by_product",
    "complaints_for_desk",
    "complaints_of_cooperative",
    "complaints_of_orders",
    "complaints_of_parts",
    "complaints_of_person",
    "count_files",
    "escalate",
    "file_of_evidence",
    "file_report",
    "forget_person",
    "give_account",
    "grade_answer",
    "may_complain",
    "open_complaint",
    "outside_pdf",
    "outside_problems",
    "personal_data",
    "problems",
    "refunded_by_complaints",
    "reopen_complaint",
    "report_by_number",
    "report_counts",
    "report_for_desk",
    "report_problems",
    "report_view",
    "reports",
    "routes",
    "settle_report",
    "stage_of",
    "take_back",
    "take_in_evidence",
]
