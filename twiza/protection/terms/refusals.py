"""Why protection refuses. Blanks are days in words, names in the reader's language."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from twiza.kernel.refusals import Refusal


class NotReceivedYet(Refusal):
    sentence = _("The parcel has not been delivered yet: before that, you may cancel it or refuse it at the door.")


class TooLateToWithdraw(Refusal):
    """`day`: when the time ended."""

    sentence = _(
        "The time to change your mind about “%(name)s” ended on %(day)s. The guarantee against defects goes on."
    )
    field = "items"


class NotReturnable(Refusal):
    """One of the law's exceptions."""

    sentence = _("“%(name)s” can't be returned for a change of mind. %(why)s")
    field = "items"


class AlreadyWithdrawn(Refusal):
    sentence = _("You have already withdrawn from “%(name)s”.")
    field = "items"


class AlreadyRefunded(Refusal):
    sentence = _("The price of “%(name)s” was already given back to you.")
    field = "items"


class LineNotYours(Refusal):
    sentence = _("This article is not in this parcel.")
    field = "items"


class NothingChosen(Refusal):
    sentence = _("Choose at least one article.")
    field = "items"


class TooManyPieces(Refusal):
    sentence = _("Of “%(name)s”, %(left)s can be chosen at most.")
    field = "items"


class UnknownReturn(Refusal):
    sentence = _("Choose how you send the goods back.")
    field = "returned_by"


class WayMissing(Refusal):
    sentence = _("Choose how you want your money back.")
    field = "refund_way"


class ConditionMissing(Refusal):
    sentence = _("Describe what is wrong with the goods.")
    field = "condition"


class TooManyPhotos(Refusal):
    sentence = _("Send six photos at most.")
    field = "photos"


class TooLateToClaim(Refusal):
    sentence = _("The time to claim for “%(name)s” ended on %(day)s.")
    field = "line_id"


class NoWarranty(Refusal):
    sentence = _(
        "“%(name)s” was sold without a warranty of the seller's own. The legal guarantee against defects holds."
    )
    field = "kind"


class AlreadyClaimed(Refusal):
    sentence = _("There is already an open claim for “%(name)s”.")
    field = "line_id"


class UnknownDefect(Refusal):
    sentence = _("Say what is wrong.")
    field = "defect"


class UnknownKind(Refusal):
    sentence = _("Choose the guarantee you rely on.")
    field = "kind"


class UnknownRemedy(Refusal):
    sentence = _("Choose what should be done.")
    field = "remedy"


class FoundInFuture(Refusal):
    sentence = _("This day has not come yet.")
    field = "found_on"


class FoundBeforeReceipt(Refusal):
    sentence = _("This day is before the parcel was delivered, on %(day)s.")
    field = "found_on"


class ReasonMissing(Refusal):
    sentence = _("Tell the buyer why, in a few words.")
    field = "text"


class DayMissing(Refusal):
    sentence = _("Say by which day: today or later, within %(days)s days.")
    field = "promised_on"


class ReductionTooBig(Refusal):
    sentence = _("Between one centime and %(rest)s can be taken off the price.")
    field = "reduction_centimes"


class NotLate(Refusal):
    sentence = _("This parcel is not late: it is promised for %(day)s.")


class NotToGiveUp(Refusal):
    sentence = _("This parcel can't be given up any more: the situation has changed.")


class RescissionNotOpen(Refusal):
    """`day`: from when she may."""

    sentence = _("The parcel is late. You may give it up and get your money back from %(day)s on.")


class UnknownAnswer(Refusal):
    sentence = _("Choose an answer.")
    field = "answer"
