from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from twiza.complaints import messages
from twiza.complaints.actions.clocking import answer_due, start_answer, stop_turns
from twiza.complaints.actions.close_complaint import end
from twiza.complaints.actions.escalate import send_up
from twiza.complaints.facts import AnswerGraded
from twiza.complaints.models import Answer, Complaint
from twiza.complaints.states import BUYER, COMPLAINT, Status
from twiza.complaints.terms.refusals import NothingToGrade, TextTooLong, UnknownGrade
from twiza.complaints.terms.words import Because, Grade, Level, Outcome
from twiza.plumbing.api import announce

MOST_NOTE = 1000


@transaction.atomic
def grade_answer(*, complaint: Complaint, grade: str, note: str = "", by: Any, now: datetime) -> Answer:
    """The buyer judges the last answer: solved closes it, partly asks the cooperative again, not goes to the desk.

    What an association has stays with it. Refuses before there is an answer (NothingToGrade) or while what it promised
    is under way, and an unknown grade.
    """
    if grade not in Grade.values:
        raise UnknownGrade()
    if len(note := note.strip()) > MOST_NOTE:
        raise TextTooLong(most=MOST_NOTE, field="note")
    answer = complaint.answers.order_by("-pk").first()
    if answer is None or complaint.status != Status.ANSWERED:
        raise NothingToGrade()
    if not complaint.answers.filter(pk=answer.pk, grade="").update(grade=grade, grade_note=note, graded_at=now):
        raise NothingToGrade()
    answer.refresh_from_db()
    stop_turns(complaint, how="met", now=now)
    if grade == Grade.SOLVED:
        end(complaint, Outcome.SOLVED, note="", role=BUYER, by=by, now=now)
    elif grade == Grade.PARTLY and complaint.level == Level.COOPERATIVE:
        due, _promise = answer_due(now)
        COMPLAINT.apply(complaint, "ask_again", by=BUYER, actor=by, round=complaint.round + 1, due_at=due)
        start_answer(complaint, now)
        messages.asked_again(complaint)
    else:
        send_up(complaint, Level.DESK, Because.GRADE, role=BUYER, by=by, now=now)
    announce(AnswerGraded(complaint_id=complaint.pk))
    return answer
