"""Why a paper is not issued or not shown."""

from django.utils.translation import gettext_lazy as _

from twiza.kernel.refusals import Refusal


class DraftWrong(Refusal):
    sentence = _("This paper can't be issued: %(why)s.")


class NothingToCredit(Refusal):
    sentence = _("There is no invoice “%(reference)s” to take back.")


class CreditTooMuch(Refusal):
    sentence = _("The credit note is above what is left of the invoice.")


class ReferenceTaken(Refusal):
    sentence = _("Another paper was issued under the reference “%(reference)s”.")


class PaperLost(Refusal):
    sentence = _("The archived file of this paper can't be read. It is never set anew: please write to us.")


class WrongTaxNumber(Refusal):
    sentence = _("A tax number has digits, and 20 signs at most.")
