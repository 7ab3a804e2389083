"""The letters of complaints: one function each, in the reader's language. Subjects carry a number and nothing else."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import override

from twiza.complaints.messages.sending import blanks_of, send, write_to_buyer, write_to_desk, write_to_team
from twiza.complaints.models import Answer, Complaint, Report
from twiza.complaints.queries.links import receipt_link
from twiza.complaints.terms.words import AnswerKind, Because, Level, Outcome, ReportOutcome
from twiza.kernel.say import dirhams, in_day, isolated


def complaint_opened(complaint: Complaint) -> None:
    """A receipt for the buyer, with the day by which she has an answer; and the cooperative's managers."""

    def to_buyer(language: str) -> tuple[str, list[str]]:
        blanks = blanks_of(complaint, language)
        return _("Your complaint %(number)s") % blanks, [
            _("We have your complaint %(number)s: “%(problem)s”. %(cooperative)s answers by %(day)s.") % blanks,
            _("If it does not, the desk of Twiza takes it up by itself. You have nothing to do until then."),
        ]

    def to_team(language: str) -> tuple[str, list[str]]:
        blanks = blanks_of(complaint, language)
        said = [
            _("A buyer of order %(part)s tells you: “%(problem)s”. Please answer by %(day)s.") % blanks,
        ]
        if complaint.hold_reference:
            said.append(_("The money of this order waits until it is settled."))
        return _("Complaint %(number)s waits for your answer") % blanks, said

    write_to_buyer(complaint, "opened", to_buyer)
    write_to_team(complaint, "opened", to_team)


def answer_reminder(complaint: Complaint) -> None:
    """To the managers, before their time is over."""

    def write(language: str) -> tuple[str, list[str]]:
        blanks = blanks_of(complaint, language)
        return _("Complaint %(number)s still waits for your answer") % blanks, [
            _("Complaint %(number)s waits for your answer until %(day)s. Then the desk of Twiza takes it up.") % blanks
        ]

    write_to_team(complaint, f"reminder:{complaint.round}", write)


def complaint_answered(complaint: Complaint, answer: Answer) -> None:
    """To the buyer: what was answered, and what she may do with it."""

    def write(language: str) -> tuple[str, list[str]]:
        blanks = blanks_of(complaint, language) | {
            "answer": str(AnswerKind(answer.kind).label),
            "amount": dirhams(answer.centimes, language),
            "until": in_day(answer.promised_on, language) if answer.promised_on else "",
        }
        said = [_("%(cooperative)s has answered your complaint %(number)s: “%(answer)s”.") % blanks]
        if answer.role != "cooperative":
            said = [_("The desk of Twiza has answered your complaint %(number)s: “%(answer)s”.") % blanks]
        if answer.promised_on:
            said.append(_("It will be done by %(until)s. We keep an eye on it.") % blanks)
        elif answer.kind == AnswerKind.REFUND and answer.refund_id:
            said.append(_("%(amount)s go back to you.") % blanks)
        elif answer.kind == AnswerKind.REFUND:
            said.append(_("%(amount)s go back to you. Tell us to which bank account: on this page.") % blanks)
        if not answer.promised_on:
            said.append(_("Please say whether it is solved: if it is not, we go on."))
        return _("An answer to your complaint %(number)s") % blanks, said

    write_to_buyer(complaint, f"answered:{answer.pk}", write)


def promise_done(complaint: Complaint, answer: Answer) -> None:
    """To the buyer: it is said to be done; is it?"""

    def write(language: str) -> tuple[str, list[str]]:
        blanks = blanks_of(complaint, language)
        return _("Is your complaint %(number)s solved?") % blanks, [
            _("%(cooperative)s says that what it promised for complaint %(number)s is done.") % blanks,
            _("Please say whether it is solved: if it is not, we go on."),
        ]

    write_to_buyer(complaint, f"done:{answer.pk}", write)


def promise_reminder(complaint: Complaint, answer: Answer) -> None:
    """To the managers: tomorrow is the day."""

    def write(language: str) -> tuple[str, list[str]]:
        blanks = blanks_of(complaint, language)
        blanks["until"] = in_day(answer.promised_on, language) if answer.promised_on else ""
        return _("What you promised for complaint %(number)s") % blanks, [
            _("For complaint %(number)s you promised something by %(until)s. Once it is done, say so here.") % blanks
        ]

    write_to_team(complaint, f"promise:{answer.pk}", write)


def grade_reminder(complaint: Complaint, answer: Answer) -> None:
    """To the buyer, before it closes by itself."""

    def write(language: str) -> tuple[str, list[str]]:
        blanks = blanks_of(complaint, language)
        said = _("If you say nothing, complaint %(number)s closes in three days. Is it solved? One tap is enough.")
        if answer.kind == AnswerKind.REFUND and answer.done_at is None:
            said = _("Money waits for you: tell us to which bank account it goes, on the page of complaint %(number)s.")
        return _("Your complaint %(number)s waits for you") % blanks, [said % blanks]

    write_to_buyer(complaint, f"grade:{answer.pk}", write)


def asked_again(complaint: Complaint) -> None:
    """To the managers: only partly solved."""

    def write(language: str) -> tuple[str, list[str]]:
        blanks = blanks_of(complaint, language)
        return _("Complaint %(number)s waits for your answer") % blanks, [
            _("The buyer says that complaint %(number)s is only partly solved. Please answer again.") % blanks
        ]

    write_to_team(complaint, f"again:{complaint.round}", write)


def complaint_escalated(complaint: Complaint) -> None:
    """To the buyer and the managers; to the desk's persons where it is theirs."""
    turn = f"escalated:{complaint.escalations}"

    def to_buyer(language: str) -> tuple[str, list[str]]:
        blanks = blanks_of(complaint, language) | {"because": str(Because(complaint.escalated_for).label)}
        said = _("The desk of Twiza has taken up your complaint %(number)s: %(because)s.")
        if complaint.level == Level.ASSOCIATION:
            said = _("Your complaint %(number)s is with the consumer association that you chose.")
        return _("Your complaint %(number)s goes on") % blanks, [said % blanks]

    def to_team(language: str) -> tuple[str, list[str]]:
        blanks = blanks_of(complaint, language) | {"because": str(Because(complaint.escalated_for).label)}
        said = _("Complaint %(number)s went to the desk of Twiza: %(because)s. You can still answer.")
        if complaint.level == Level.ASSOCIATION:
            said = _("Complaint %(number)s went to a consumer association. You can still answer.")
        return _("Complaint %(number)s went up") % blanks, [said % blanks]

    write_to_buyer(complaint, turn, to_buyer)
    write_to_team(complaint, turn, to_team)
    if complaint.level == Level.DESK:
        write_to_desk(complaint, turn, lambda: _("Complaint %(number)s waits for the desk: %(because)s."))


def desk_late(complaint: Complaint) -> None:
    """To the desk's persons: their own time is over."""
    write_to_desk(
        complaint, f"desk-late:{complaint.escalations}", lambda: _("Complaint %(number)s is late at the desk.")
    )


def complaint_closed(complaint: Complaint) -> None:
    """To both: how it ended; to her, until when she may reopen it is on the page."""

    def to_buyer(language: str) -> tuple[str, list[str]]:
        blanks = blanks_of(complaint, language) | {"outcome": str(Outcome(complaint.outcome).label)}
        return _("Your complaint %(number)s is closed") % blanks, [
            _("Your complaint %(number)s is closed: %(outcome)s.") % blanks,
            _("If it was not over after all, you can reopen it on this page."),
        ]

    def to_team(language: str) -> tuple[str, list[str]]:
        blanks = blanks_of(complaint, language) | {"outcome": str(Outcome(complaint.outcome).label)}
        return _("Complaint %(number)s is closed") % blanks, [
            _("Complaint %(number)s is closed: %(outcome)s.") % blanks
        ]

    write_to_buyer(complaint, f"closed:{complaint.reopened}", to_buyer)
    write_to_team(complaint, f"closed:{complaint.reopened}", to_team)


def complaint_reopened(complaint: Complaint) -> None:
    """To the managers."""

    def write(language: str) -> tuple[str, list[str]]:
        blanks = blanks_of(complaint, language)
        return _("Complaint %(number)s is open again") % blanks, [
            _("The buyer has reopened complaint %(number)s. Please answer again.") % blanks
        ]

    write_to_team(complaint, f"reopened:{complaint.reopened}", write)


def report_settled(report: Report) -> None:
    """To whoever left a contact: what became of it."""
    if not report.channel:
        return
    with override(report.language):
        blanks = {"number": isolated(report.number), "outcome": str(ReportOutcome(report.outcome).label)}
        said = [_("We looked at what you told us under %(number)s: %(outcome)s.") % blanks]
        send(
            reference=f"report-settled:{report.number}",
            kind="report_settled",
            channel=report.channel,
            to=report.contact,
            language=report.language,
            subject=_("What you told us: %(number)s") % blanks,
            paragraphs=said,
            link=receipt_link(report.language),
        )


def message_to_buyer(complaint: Complaint, reference: str) -> None:
    """That a message waits, and where; not a word of it."""
    write_to_buyer(complaint, f"message:{reference}", lambda language: _message(complaint, language))


def message_to_team(complaint: Complaint, reference: str) -> None:
    write_to_team(complaint, f"message:{reference}", lambda language: _message(complaint, language))


def _message(complaint: Complaint, language: str) -> tuple[str, list[str]]:
    blanks = blanks_of(complaint, language)
    return _("A message about complaint %(number)s") % blanks, [
        _("A message about complaint %(number)s waits for you.") % blanks
    ]
