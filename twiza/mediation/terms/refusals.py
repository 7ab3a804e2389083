"""Why mediation refuses."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from twiza.kernel.refusals import Refusal


class NamesMissing(Refusal):
    sentence = _("Write the name in Arabic and in French.")
    field = "names"


class SeatMissing(Refusal):
    sentence = _("Write the address of the association's seat.")
    field = "seat"


class DayToCome(Refusal):
    sentence = _("This day is still to come. Please check it.")


class PermitMissing(Refusal):
    sentence = _("An authorisation to sue has a number: write it, or leave its end empty.")
    field = "permit_number"


class AssociationClosed(Refusal):
    sentence = _("This association takes no new cases here.")
    field = "association"


class UnknownRole(Refusal):
    sentence = _("Please choose a role.")
    field = "role"


class AlreadyInTeam(Refusal):
    sentence = _("This person is in the team already.")
    field = "contact"


class AlreadyInvited(Refusal):
    sentence = _("An invitation to this contact is still open.")
    field = "contact"


class TooManyInvitations(Refusal):
    sentence = _("Many invitations were sent today. Please go on tomorrow.")
    field = "contact"


class LastHead(Refusal):
    sentence = _("The desk needs a head: give this role to somebody else first.")


class NotInvited(Refusal):
    sentence = _("This invitation is not for you. Sign in with the phone or e-mail address it was sent to.")


class InvitationUsed(Refusal):
    sentence = _("This invitation was used already.")


class InvitationOver(Refusal):
    sentence = _("This invitation is over. Ask for a new one.")


class DealsWithTheMarket(Refusal):
    """31-08 art. 153: independent of suppliers; and of the platform, by the house's own promise."""

    sentence = _("Somebody who sells on Twiza or works for it can't advise for an association.")


class ConsentMissing(Refusal):
    sentence = _("An association reads your file only if you say so. Please tick the box.")
    field = "consent"


class ChooseAssociation(Refusal):
    sentence = _("Please choose an association.")
    field = "association"


class CaseOpen(Refusal):
    sentence = _("An association has this complaint already. Withdraw your consent there first.")
    field = "association"


class ComplaintOver(Refusal):
    sentence = _("This complaint is closed. Reopen it first.")


class NameMissing(Refusal):
    sentence = _("Write the name of the person.")
    field = "name"


class WitnessMissing(Refusal):
    sentence = _("Write who was there when the mandate was given.")
    field = "witness"


class UnknownWay(Refusal):
    sentence = _("Say how the mandate was given.")
    field = "way"


class UnknownScope(Refusal):
    sentence = _("Say what the mandate allows.")
    field = "scope"


class DayInFuture(Refusal):
    sentence = _("This day has not come yet.")
    field = "given_on"


class MandateTooLong(Refusal):
    sentence = _("A mandate lasts at most %(days)s days. Choose an earlier end.")
    field = "expires_on"


class MandateOver(Refusal):
    sentence = _("The mandate ended before it could be used.")
    field = "expires_on"


class ScanMissing(Refusal):
    sentence = _("Add the scan or a photo of the signed mandate.")
    field = "scan"


class ScanNotTaken(Refusal):
    sentence = _("Send a PDF, JPEG, PNG or WebP of at most %(most)s MB.")
    field = "scan"


class NoMobile(Refusal):
    sentence = _("A spoken mandate needs a mobile phone, to which a code is sent.")
    field = "phone"


class TooManyMandates(Refusal):
    sentence = _("Many codes were asked for today. Please go on tomorrow.")


class NoSuchPart(Refusal):
    sentence = _("Choose the parcel that it is about.")
    field = "part"


class SellerMissing(Refusal):
    sentence = _("Write the name of the seller.")
    field = "seller_name"


class FactsMissing(Refusal):
    sentence = _("Write what happened.")
    field = "facts"


class WrongAmount(Refusal):
    sentence = _("This amount can't be.")
    field = "paid"


class UnknownProblem(Refusal):
    sentence = _("Choose what it is about.")
    field = "problem"


class TextTooLong(Refusal):
    sentence = _("Please write at most %(most)s characters.")
    field = "text"


class NothingSaid(Refusal):
    sentence = _("Write something.")
    field = "text"


class NotYourCase(Refusal):
    sentence = _("%(name)s works on this case. Ask for it to be handed over.")


class UnknownAdviser(Refusal):
    sentence = _("Choose somebody of the team who may work on cases.")
    field = "adviser"


class ElsewhereNoProposal(Refusal):
    sentence = _("This seller is not on Twiza: nothing can be proposed here. Make the file for court or authority.")


class NoTerms(Refusal):
    sentence = _("Say at least one thing that the cooperative would do.")
    field = "terms"


class TooManyTerms(Refusal):
    sentence = _("At most %(most)s things in one proposal.")
    field = "terms"


class UnknownTerm(Refusal):
    sentence = _("Choose what the cooperative would do.")
    field = "kind"


class NothingOfLines(Refusal):
    sentence = _("Choose how much of which line.")
    field = "items"


class TooMuch(Refusal):
    sentence = _("Only %(rest)s of “%(name)s” can still be given back.")
    field = "items"


class TooMuchDelivery(Refusal):
    sentence = _("Only %(rest)s of the delivery fee can still be given back.")
    field = "delivery_centimes"


class TooManyPieces(Refusal):
    sentence = _("Only %(count)s of “%(name)s” were bought.")
    field = "items"


class WordsMissing(Refusal):
    sentence = _("Say in a few words what is to be done.")
    field = "text"


class ProductMissing(Refusal):
    sentence = _("Choose the product.")
    field = "product"


class DayTooFar(Refusal):
    sentence = _("Choose a day from tomorrow until %(day)s.")
    field = "by_day"


class AnswerTimeWrong(Refusal):
    sentence = _("Give both parties at least %(least)s days and at most %(most)s to answer.")
    field = "answer_by"


class ProposalOpen(Refusal):
    sentence = _("A proposal is still waiting for answers. Take it back first.")


class AlreadyAnswered(Refusal):
    sentence = _("You have answered this already.")


class TooLate(Refusal):
    sentence = _("The time to answer ended on %(day)s.")


class NotThatPromise(Refusal):
    sentence = _("This follows by itself: there is nothing to mark.")


class StillRunning(Refusal):
    sentence = _("What was agreed is being carried out. The case ends by itself when it is done.")


class UnknownOutcome(Refusal):
    sentence = _("Say how it ended.")
    field = "outcome"


class FileNotAllowed(Refusal):
    sentence = _("The consumer has not allowed this. Ask for her consent, or for a mandate that says so.")


class RecipientMissing(Refusal):
    sentence = _("Write which court or authority it is for.")
    field = "to_name"


class PeriodWrong(Refusal):
    sentence = _("The period ends before it begins, or has not come yet.")
    field = "sold_until"


class UnknownDanger(Refusal):
    sentence = _("Say why it should come back.")
    field = "danger"


class ReasonMissing(Refusal):
    sentence = _("Say why, in Arabic and in French.")
    field = "reasons"


class AdviceMissing(Refusal):
    sentence = _("Say what to do with it, in Arabic and in French.")
    field = "advice"


class NoteMissing(Refusal):
    sentence = _("Say why, in a few words.")
    field = "note"


class TitleMissing(Refusal):
    sentence = _("Write a title in Arabic and in French.")
    field = "titles"


class BodyMissing(Refusal):
    sentence = _("Write the text in Arabic and in French.")
    field = "bodies"


class WarningNamesNothing(Refusal):
    sentence = _("A warning is about a product: choose it.")
    field = "products"


class NoSuchOrder(Refusal):
    sentence = _("There is no order with this number and this phone. Check both and send a new code.")
    field = "order_number"


class AlreadyJudged(Refusal):
    sentence = _("You have said so already.")
