"""What can become of a case, a proposal, an agreement and a recall."""

from django.db import models

from twiza.kernel.states import StateTable, move

ADVISER, BUYER, COOPERATIVE, DESK, SYSTEM = "adviser", "buyer", "cooperative", "desk", "system"


class CaseStatus(models.TextChoices):
    NEW = "new"  # in the association's queue, nobody has taken it
    IN_HAND = "in_hand"
    PROPOSED = "proposed"  # both parties have a proposal before them
    AGREED = "agreed"  # what was agreed is being carried out
    CLOSED = "closed"


class ProposalStatus(models.TextChoices):
    OPEN = "open"
    AGREED = "agreed"  # both said yes
    REFUSED = "refused"
    LAPSED = "lapsed"  # somebody did not answer in time
    TAKEN_BACK = "taken_back"


class AgreementStatus(models.TextChoices):
    RUNNING = "running"
    DONE = "done"
    BROKEN = "broken"


class RecallStatus(models.TextChoices):
    PROPOSED = "proposed"
    CONFIRMED = "confirmed"  # its buyers are being told
    TOLD = "told"
    REFUSED = "refused"
    TAKEN_BACK = "taken_back"


_C, _P = CaseStatus, ProposalStatus
CASE = StateTable(
    "case",
    start=_C.NEW,
    final=[_C.CLOSED],
    moves=[
        move("take", _C.NEW, _C.IN_HAND, ADVISER, law="house.case_first_look_days"),
        move("put_back", _C.IN_HAND, _C.NEW, ADVISER),
        move("propose", _C.IN_HAND, _C.PROPOSED, ADVISER, law="house.mediation_answer_days"),
        move("fail", _C.PROPOSED, _C.IN_HAND, ADVISER, BUYER, COOPERATIVE, SYSTEM),
        move("agree", _C.PROPOSED, _C.AGREED, BUYER, COOPERATIVE),
        move("break", _C.AGREED, _C.IN_HAND, SYSTEM, BUYER),
        move("finish", _C.AGREED, _C.CLOSED, SYSTEM, COOPERATIVE),
        move("close", [_C.NEW, _C.IN_HAND, _C.PROPOSED], _C.CLOSED, ADVISER),
        move("seal", [_C.NEW, _C.IN_HAND, _C.PROPOSED, _C.AGREED], _C.CLOSED, BUYER, SYSTEM),
    ],
)

PROPOSAL = StateTable(
    "proposal",
    start=_P.OPEN,
    final=[_P.AGREED, _P.REFUSED, _P.LAPSED, _P.TAKEN_BACK],
    moves=[
        move("agree", _P.OPEN, _P.AGREED, BUYER, COOPERATIVE),
        move("refuse", _P.OPEN, _P.REFUSED, BUYER, COOPERATIVE),
        move("lapse", _P.OPEN, _P.LAPSED, SYSTEM, law="house.mediation_answer_days"),
        move("take_back", _P.OPEN, _P.TAKEN_BACK, ADVISER, BUYER, SYSTEM),
    ],
)

AGREEMENT = StateTable(
    "agreement",
    start=AgreementStatus.RUNNING,
    final=[AgreementStatus.DONE, AgreementStatus.BROKEN],
    moves=[
        move("finish", AgreementStatus.RUNNING, AgreementStatus.DONE, SYSTEM, COOPERATIVE),
        move("break", AgreementStatus.RUNNING, AgreementStatus.BROKEN, SYSTEM, BUYER),
    ],
)

_R = RecallStatus
RECALL = StateTable(
    "recall",
    start=_R.PROPOSED,
    final=[_R.TOLD, _R.REFUSED, _R.TAKEN_BACK],
    moves=[
        move("confirm", _R.PROPOSED, _R.CONFIRMED, COOPERATIVE, DESK),
        move("refuse", _R.PROPOSED, _R.REFUSED, COOPERATIVE, DESK),
        move("take_back", _R.PROPOSED, _R.TAKEN_BACK, ADVISER),
        move("finish", _R.CONFIRMED, _R.TOLD, SYSTEM),
    ],
)
