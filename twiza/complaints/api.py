"""What others may do with complaints. Every action: keyword-only, one transaction, a named refusal or done.

Tree       `problems() -> Tree`: questions, typed problems, wishes as reviewed data; `stage_of(part)` → before, on_way,
           received or ended: which problems fit; `report_problems()`, `outside_problems()`
Opening    `open_complaint(*, part, line_ids, problem, wish, text, evidence=(), payee=None, key, by, now,
           channel="order") -> Complaint` [UnknownProblem, NotThisProblem, UnknownWish, LinesMissing, TextTooLong,
           TooManyFiles, TooManyComplaints, AlreadyOpen(.number)]; never inside a transaction (tries count).
           `take_in_evidence(upload, now) -> (file id, kind)` before it [FileTooHeavy, FileNotTaken, those of pictures]
           `add_evidence(*, complaint, evidence, role, now)`
Answers    `answer_complaint(*, complaint, kind, text="", items=None, delivery_centimes=0, promised_on=None,
           borne_by="cooperative", role="cooperative", key=None, by, now) -> Answer`: `items` is order line → centimes
           for a refund, → pieces for a replacement (none: all that it is about). A refund happens at once where its
           way is known (as it was paid; to the account she gave); else she is asked for one and
           `give_account(*, complaint, payee, now)` sends it. `carry_out(*, complaint, role, by, now)`: what was
           promised is done
Buyer      `grade_answer(*, complaint, grade, note="", by, now)`: solved closes, partly asks the cooperative again, not
           goes to the desk; `escalate(*, complaint, to="desk", consent=False, by, now, role="buyer")` (an association
           only with her consent); `take_back(*, complaint, by, now, outcome="taken_back")`;
           `reopen_complaint(*, complaint, text, by, now)` [ReopenTooLate]
Closing    `close_complaint(*, complaint, outcome, note="", role="desk", by, now)`: hold lifted, clocks stopped
Reports    `file_report(*, about, subject, words, problem, text, cooperative_id=None, product_id=None, evidence=(),
           person=None, email="", phone="", language, client, key, now) -> Report`; `report_by_number(number, client,
           now)`; `settle_report(*, report, outcome, note, by, now)`; `report_for_desk(person, number)`;
           `reports(statuses, after, page_size)`, `report_counts()`
Elsewhere  `outside_pdf(facts: OutsideFacts, *, now) -> bytes` [FactsMissing]: nothing of it is kept

Access (NotFound for a stranger): `complaint_of_order(order, number)`, `complaint_of_cooperative(cooperative_id,
number)`, `complaint_for_desk(person, number)`, `complaint_for_case(number)` (mediation, which has a gate of its own);
`file_of_evidence(complaint, evidence_id)` → (bytes, media type, name)

Queries: `complaint_view(complaint, *, now) -> ComplaintView`; `complaints_of_cooperative(cooperative_id, *, statuses,
now, after, page_size)`, `complaints_for_desk(*, statuses, levels, cooperative_id, problem, text, now, after,
page_size)`, `complaints_of_person(person, *, now, after, page_size)` → Page of ComplaintCard;
`complaints_of_orders(order_ids, *, now)`, `complaints_of_parts(part_ids, *, now)` → dict of lists of cards;
`complaint_counts(*, cooperative_id=None, now) -> ComplaintCounts`; `complaint_figures(*, since, until)` →
ComplaintFigures for the observatory; `complaints_by_product(since, until)`, `complaints_by_cooperative(since, until)`
→ {(id, problem): n} for alerts

Threads, clocks and holds stand under `complaint.subject` = `complaint:<number>`. Clock kinds: complaints.answer
(cooperative), complaints.promise (cooperative), complaints.grade (buyer: closes by itself), complaints.desk (platform),
complaints.report (platform). Facts: ComplaintOpened, ComplaintAnswered, AnswerGraded, PromiseBroken,
ComplaintEscalated, ComplaintClosed, ReportFiled.
"""

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
from twiza.complaints.terms.tree import problems

__all__ = [
    "Answer",
    "AnswerGraded",
    "AnswerView",
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
    "EvidenceView",
    "PromiseBroken",
    "Report",
    "ReportFiled",
    "ReportStatus",
    "ReportView",
    "Status",
    "problems",
]
