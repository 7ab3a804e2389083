"""The small vocabularies of delivery: what a parcel can meet, in words a buyer reads; and the refusals."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from twiza.kernel.refusals import Refusal

Labels = Mapping[str, Promise | str]

MOST_WRONG_CODES = 5
CODE_DIGITS = 6

METHOD_LABELS: Labels = {
    "carrier": _("Brought by a carrier"),
    "pickup": _("Fetched at a pick-up point"),
    "hand": _("Brought by the cooperative"),
}
ZONE_LABELS: Labels = {
    "commune": _("Same commune"),
    "province": _("Same province"),
    "region": _("Same region"),
    "country": _("Elsewhere in Morocco"),
}
STATUS_LABELS: Labels = {
    "ready": pgettext_lazy("parcel", "Ready to hand over"),
    "handed_over": pgettext_lazy("parcel", "Handed over"),
    "on_its_way": pgettext_lazy("parcel", "On its way"),
    "at_point": pgettext_lazy("parcel", "Waiting at the pick-up point"),
    "failed_attempt": pgettext_lazy("parcel", "Delivery was tried"),
    "delivered": pgettext_lazy("parcel", "Delivered"),
    "refused": pgettext_lazy("parcel", "Refused at the door"),
    "returned": pgettext_lazy("parcel", "Returned to the cooperative"),
    "cancelled": pgettext_lazy("parcel", "Cancelled"),
}
CASH_LABELS: Labels = {
    "to_collect": pgettext_lazy("cash", "To be paid on delivery"),
    "collected": pgettext_lazy("cash", "Collected"),
    "remitted": pgettext_lazy("cash", "Received by the cooperative"),
    "not_due": pgettext_lazy("cash", "Nothing to pay"),
}
# What happened, in the timeline that the buyer reads.
EVENT_LABELS: Labels = {
    "create": _("The parcel is packed"),
    "hand_over": _("The parcel was handed over"),
    "set_out": _("The parcel is on its way"),
    "arrive": _("The parcel waits at the pick-up point"),
    "fail": _("Delivery was tried without success"),
    "deliver": _("The parcel was delivered"),
    "refuse": _("The parcel was refused"),
    "bring_back": _("The parcel came back to the cooperative"),
    "cancel": _("The parcel was cancelled"),
}

FAILURE_REASONS: Labels = {
    "absent": _("Nobody was there"),
    "no_answer": _("The phone was not answered"),
    "address_not_found": _("The place could not be found"),
    "road_closed": _("The road was closed"),
    "asked_later": _("The buyer asked for another day"),
    "no_cash_yet": _("The buyer did not have the cash yet"),
}
REFUSAL_REASONS: Labels = {
    "changed_mind": _("The buyer changed her mind"),
    "damaged": _("The parcel was damaged"),
    "not_as_ordered": _("It was not what had been ordered"),
    "too_late": _("It came too late"),
    "not_ordered": _("The buyer says she did not order it"),
    "amount_disputed": _("The buyer disputed the amount"),
}
RETURN_REASONS: Labels = {
    "was_refused": _("The parcel had been refused"),
    "attempts_used": _("Delivery was tried as often as promised"),
    "not_collected": _("The parcel was not fetched in time"),
    "buyer_gave_up": _("The buyer asked for no further attempt"),
}
REASON_LABELS: Labels = {**FAILURE_REASONS, **REFUSAL_REASONS, **RETURN_REASONS}


class UnknownCarrier(Refusal):
    sentence = _("This carrier is not known.")
    field = "carrier_code"


class UnknownAdapter(Refusal):
    sentence = _("A carrier is “own”, “by_hand” or “fake”.")
    field = "adapter"


class UnknownPickupPoint(Refusal):
    sentence = _("Choose a pick-up point of the list.")
    field = "pickup_point_code"


class QuoteGone(Refusal):
    sentence = _("This way of delivery is no longer offered for this parcel. Choose another one.")
    field = "quote"


class TariffWrong(Refusal):
    sentence = _("A tariff needs a weight above zero, fees that are not negative, and days in their order.")


class TrackingMissing(Refusal):
    sentence = _("Type in the tracking number that the carrier gave you.")
    field = "tracking"


class UnknownReason(Refusal):
    sentence = _("Choose one of the reasons of the list.")
    field = "reason"


class NoMoreAttempts(Refusal):
    sentence = _("Delivery was tried %(most)s times: the parcel now goes back to the cooperative.")


class AttemptStillDue(Refusal):
    sentence = _("Another attempt is due before the parcel goes back, unless the buyer gave up.")
    field = "reason"


class NotForPickup(Refusal):
    sentence = _("This parcel does not go to a pick-up point.")


class ProofMissing(Refusal):
    sentence = _("Without the buyer's code, a photo must show that the parcel was delivered.")
    field = "proof"


class WrongCode(Refusal):
    sentence = _("This is not the code of this parcel. Tries left: %(left)s.")
    field = "code"


class CodeLocked(Refusal):
    sentence = _("Too many wrong codes: the desk must unlock this parcel first.")
    field = "code"


class CodeUsed(Refusal):
    sentence = _("This code was used already: the parcel has been delivered.")
    field = "code"


class RemittanceMissing(Refusal):
    sentence = _("Write the number of the carrier's remittance slip.")
    field = "remittance"


class AlreadyRemitted(Refusal):
    sentence = _("The cash of %(reference)s was already received, with slip %(remittance)s.")
    field = "references"


class HeldByCooperative(Refusal):
    sentence = _("The cash of %(reference)s was collected by the cooperative itself: nothing is to be remitted.")
    field = "references"


class NotCollected(Refusal):
    sentence = _("The cash of %(reference)s was not collected.")
    field = "references"
