"""The letters of claims under a guarantee."""

from __future__ import annotations

from django.utils.translation import gettext as _

from twiza.kernel.say import in_day, isolated
from twiza.kernel.text import pick
from twiza.protection.messages.sending import blanks_of, to_buyer, to_team
from twiza.protection.models import GuaranteeClaim
from twiza.protection.terms.words import Remedy


def claim_to_team(claim: GuaranteeClaim) -> None:
    """To the cooperative: what is wrong, and until when it answers."""

    def write(language: str) -> tuple[str, str]:
        blanks = _claim_blanks(claim, language)
        return (
            _("A claim under the guarantee: %(number)s") % blanks,
            _("The buyer of parcel %(parcel)s says that something is wrong with: %(goods)s. Please answer by %(due)s.")
            % blanks,
        )

    to_team(claim.part, f"claim:{claim.number}", "claim_to_team", write)


def claim_answered(claim: GuaranteeClaim) -> None:
    """To the buyer: what the cooperative says to her claim."""

    def write(language: str) -> tuple[str, str]:
        blanks = _claim_blanks(claim, language)
        accepted = _("The cooperative accepts your claim %(number)s for %(goods)s: %(remedy)s.")
        said = {
            "denied": _(
                "The cooperative does not accept your claim %(number)s for %(goods)s. Its reason is on the page of "
                "your order, and what you can do now."
            ),
            "offered": _(
                "To your claim %(number)s for %(goods)s the cooperative offers: %(remedy)s. Say on the page of your "
                "order if you agree."
            ),
        }.get(claim.status, accepted)
        return _("An answer to your claim %(number)s") % blanks, said % blanks

    answer = claim.answered_at.isoformat() if claim.answered_at else ""
    to_buyer(claim.part, f"claim-answered:{claim.number}:{answer}"[:100], "claim_answered", write)


def claim_silent(claim: GuaranteeClaim) -> None:
    """To both: the time to answer is over, and the buyer may take her money back."""

    def write(language: str) -> tuple[str, str]:
        blanks = _claim_blanks(claim, language)
        return (
            _("No answer to your claim %(number)s") % blanks,
            _(
                "The cooperative did not answer your claim %(number)s for %(goods)s by %(due)s. You may now take your "
                "money back on the page of your order, or open a complaint."
            )
            % blanks,
        )

    def write_to_team(language: str) -> tuple[str, str]:
        blanks = _claim_blanks(claim, language)
        return (
            _("Claim %(number)s was not answered") % blanks,
            _("You did not answer claim %(number)s by %(due)s. The buyer may now take her money back.") % blanks,
        )

    to_buyer(claim.part, f"claim-silent:{claim.number}", "claim_silent", write)
    to_team(claim.part, f"claim-silent-team:{claim.number}", "claim_silent_team", write_to_team)


def repair_late(claim: GuaranteeClaim) -> None:
    """To the buyer: the promised day of the repair is over."""

    def write(language: str) -> tuple[str, str]:
        blanks = _claim_blanks(claim, language)
        return (
            _("The repair of your claim %(number)s is late") % blanks,
            _(
                "The promised day of the repair of %(goods)s is over. "
                "You may open a complaint on the page of your order."
            )
            % blanks,
        )

    to_buyer(claim.part, f"repair-late:{claim.number}", "repair_late", write)


def _claim_blanks(claim: GuaranteeClaim, language: str) -> dict[str, str]:
    return blanks_of(claim.part) | {
        "number": isolated(claim.number),
        "goods": pick(claim.line.names, language),
        "due": in_day(claim.answer_by, language),
        "remedy": str(Remedy(claim.settled_by).label) if claim.settled_by else "",
    }
