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
    "remitted_to_market": pgettext_lazy("cash", "Received by the market"),
    "not_due": pgettext_lazy("cash", "Nothing to pay"),
}
REMITTANCE_LABELS: Labels = {
    "read": pgettext_lazy("remittance", "Looked at, not booked"),
    "different": pgettext_lazy("remittance", "Booked, with differences"),
    "booked": pgettext_lazy("remittance", "Booked"),
    "dropped": pgettext_lazy("remittance", "Dropped"),
}
# How a row of a carrier's slip stands to our parcels; MATCHED and NOTHING are as they should be.
MATCHED, NOTHING = "matched", "nothing"
STANDINGS: Labels = {
    MATCHED: _("As expected"),
    NOTHING: _("No cash, only a fee"),
    "unknown_parcel": _("We know no such parcel"),
    "several_parcels": _("Several parcels have this number"),
    "double_line": _("The same parcel again in this slip"),
    "already_remitted": _("Received before, with another slip"),
    "not_collected": _("Not delivered, as far as we know"),
    "no_cash_due": _("Nothing was to be collected"),
    "own_cash": _("The cooperative collected it itself"),
    "wrong_amount": _("Another amount than was due"),
    "other_carrier": _("Another carrier's parcel"),
    "other_currency": _("Not in dirhams"),
}
RESOLUTIONS: Labels = {
    "accept": _("Take the amount as it is: the market bears what is missing"),
    "as_due": _("Count what was due: the carrier owes the rest, or has it to its credit"),
    "recheck": _("Look again, with the number written here or as it is"),
    "dismiss": _("Leave it: what was paid for it stays to the carrier's credit"),
}
RESOLVED_LABELS: Labels = {
    "accept": _("Taken as it is"),
    "as_due": _("Counted as due"),
    "recheck": _("Put right"),
    "dismiss": _("Left"),
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


class SlipMissing(Refusal):
    sentence = _("Write the number of the carrier's slip.")
    field = "slip"


class SlipKnown(Refusal):
    sentence = _("Slip %(slip)s of this carrier was read already, from another file. Drop that one first.")
    field = "slip"


class SlipBooked(Refusal):
    sentence = _("Slip %(slip)s of this carrier is booked already: nothing can be added to it.")
    field = "slip"


class FileHeadingsMissing(Refusal):
    sentence = _("No row of headings was found: a slip needs a column of parcels and one of amounts.")
    field = "file"


class SlipEmpty(Refusal):
    sentence = _("The slip has no parcels.")
    field = "file"


class SlipTooLong(Refusal):
    sentence = _("The slip has more than %(most)s rows: give it in parts, each with a number of its own.")
    field = "file"


class SlipCellWrong(Refusal):
    sentence = _("Row %(row)s: “%(value)s” is not an amount that can be read.")
    field = "file"


class ParcelMissing(Refusal):
    sentence = _("Row %(row)s has an amount but no parcel.")
    field = "file"


class TotalWrong(Refusal):
    sentence = _("The slip says %(said)s in all, but its rows make %(counted)s.")
    field = "file"


class StillDifferent(Refusal):
    sentence = _("It still does not fit: %(standing)s.")
    field = "how"


class ResolutionUnfit(Refusal):
    sentence = _("This difference can't be ended that way.")
    field = "how"


class NoteMissing(Refusal):
    sentence = _("Write why.")
    field = "note"


class AlreadyPaidIn(Refusal):
    sentence = _("The money of this slip was seen on the bank's statement already.")


class NotBooked(Refusal):
    sentence = _("Book this slip first.")


class NotACredit(Refusal):
    sentence = _("This entry is money that left: a slip is paid by money that came in.")
