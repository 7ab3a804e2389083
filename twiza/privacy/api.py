"""What others may do with privacy: the rights of law 09-08, self-served. See docs/decisions/0040.

Access      `export_of(*, person | phone, now) -> Export` (sections, `as_json`, `as_zip(page)`), `note_access(...)`;
            `data_of` asks every context of `queries/sources.py`
Requests    `ask_about_data(*, kind, person, text, now)` rectify or oppose [TextMissing, TooManyRequests];
            `answer_request(*, request, done, answer, by, now)` for the desk [AnswerMissing, MoveRefused];
            `requests_of_person`, `requests_for_desk`, `request_of_person`, `request_of_guest`, `request_for_desk`
            [NotFound], `view_of`, `open_counts(now) -> (open, late)`
Erasure     `ask_erasure(*, person | phone, language, now)` sends a code; `confirm_erasure(*, request, code, now)` is
            for ever; `take_back_erasure`; `may_be_forgotten` [OrderUnderWay, MoneyOwed, StillInATeam,
            StillOfTheHouse, NothingKept]; `erase` is the job, `finish_erasure(*, request_id, now)` what it does
Retention   `apply_retention(*, now, dry_run=False) -> list[RetentionLine]`, `retention_runs()`
Register    `register(*, on) -> Register`: the declaration to the CNDP
"""

from twiza.privacy.actions.answer_request import answer_request
from twiza.privacy.actions.apply_retention import RetentionLine, apply_retention
from twiza.privacy.actions.ask_erasure import ask_erasure, confirm_erasure, take_back_erasure
from twiza.privacy.actions.finish_erasure import finish_erasure
from twiza.privacy.actions.open_request import ask_about_data, note_access
from twiza.privacy.facts import DataRequestDone, DataRequested, PersonForgotten
from twiza.privacy.jobs import erase
from twiza.privacy.models import DataRequest
from twiza.privacy.queries.export import Export, export_of
from twiza.privacy.queries.register import Register, register
from twiza.privacy.queries.requests import (
    RequestPage,
    RequestView,
    open_counts,
    request_for_desk,
    request_of_guest,
    request_of_person,
    requests_for_desk,
    requests_of_person,
    retention_runs,
    view_of,
)
from twiza.privacy.queries.sources import data_of, listed
from twiza.privacy.queries.whom import may_be_forgotten, whom_of
from twiza.privacy.states import Kind, Status
from twiza.privacy.terms.words import (
    KIND_WORDS,
    STATUS_WORDS,
    AnswerMissing,
    MoneyOwed,
    NothingKept,
    OrderUnderWay,
    StillInATeam,
    StillOfTheHouse,
    TextMissing,
    TooManyRequests,
    Whom,
    WrongErasureCode,
)

__all__ = [
    "KIND_WORDS",
    "STATUS_WORDS",
    "AnswerMissing",
    "DataRequest",
    "DataRequestDone",
    "DataRequested",
    "Export",
    "Kind",
    "MoneyOwed",
    "NothingKept",
    "OrderUnderWay",
    "PersonForgotten",
    "Register",
    "RequestPage",
    "RequestView",
    "RetentionLine",
    "Status",
    "StillInATeam",
    "StillOfTheHouse",
    "TextMissing",
    "TooManyRequests",
    "Whom",
    "WrongErasureCode",
    "answer_request",
    "apply_retention",
    "ask_about_data",
    "ask_erasure",
    "confirm_erasure",
    "data_of",
    "erase",
    "export_of",
    "finish_erasure",
    "listed",
    "may_be_forgotten",
    "note_access",
    "open_counts",
    "register",
    "request_for_desk",
    "request_of_guest",
    "request_of_person",
    "requests_for_desk",
    "requests_of_person",
    "retention_runs",
    "take_back_erasure",
    "view_of",
    "whom_of",
]
