"""The letters of the registry: one function each, whose parameters are exactly its blanks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from twiza.cooperatives.queries.teams import TeamContact
from twiza.cooperatives.terms import INVITATION_PATH, REFUSAL_REASONS, ROLE_LABELS
from twiza.kernel.text import pick
from twiza.plumbing.api import queue_letter


def invitation(
    *,
    reference: str,
    channel: Literal["sms", "email"],
    to: str,
    language: str,
    names: Mapping[str, str],
    role: str,
    inviter: str,
    token: str,
    until: date,
) -> None:
    """To somebody who may not have an account yet: who invites, to what, and the link that is hers alone."""
    link = f"{settings.SITE_URL}/{language}{INVITATION_PATH.format(token=token)}"
    with override(language):
        blanks = {
            "cooperative": pick(names, language),
            "role": ROLE_LABELS[role],
            "inviter": inviter,
            "link": link,
            "until": date_format(until, "DATE_FORMAT"),
        }
        queue_letter(
            reference=reference,
            kind="team_invitation",
            channel=channel,
            to=to,
            language=language,
            subject=_("%(cooperative)s invites you to its team") % blanks,
            text=_(
                "%(inviter)s invites you to the team of %(cooperative)s on Twiza (%(role)s).\n"
                "Accept here before %(until)s: %(link)s"
            )
            % blanks,
        )


def verified(*, reference: str, contact: TeamContact, names: Mapping[str, str]) -> None:
    with override(contact.language):
        blanks = {"cooperative": pick(names, contact.language)}
        queue_letter(
            reference=reference,
            kind="cooperative_verified",
            channel=contact.contact_by,
            to=contact.to,
            language=contact.language,
            subject=_("%(cooperative)s is verified") % blanks,
            text=_("%(cooperative)s has been verified. Its page is open to the public and it can sell.") % blanks,
        )


def refused(*, reference: str, contact: TeamContact, names: Mapping[str, str], reason: str, note: str) -> None:
    with override(contact.language):
        blanks = {"cooperative": pick(names, contact.language), "reason": REFUSAL_REASONS[reason], "note": note}
        text = _(
            "%(cooperative)s could not be verified: %(reason)s.\n%(note)s\n"
            "Correct the papers in your workshop and send them again."
        )
        queue_letter(
            reference=reference,
            kind="cooperative_refused",
            channel=contact.contact_by,
            to=contact.to,
            language=contact.language,
            subject=_("%(cooperative)s could not be verified") % blanks,
            text="\n".join(line for line in (text % blanks).splitlines() if line.strip()),
        )


def suspended(*, reference: str, contact: TeamContact, names: Mapping[str, str], note: str) -> None:
    with override(contact.language):
        blanks = {"cooperative": pick(names, contact.language), "note": note}
        queue_letter(
            reference=reference,
            kind="cooperative_suspended",
            channel=contact.contact_by,
            to=contact.to,
            language=contact.language,
            subject=_("%(cooperative)s is suspended") % blanks,
            text=_(
                "%(cooperative)s is suspended and takes no new orders: %(note)s\n"
                "Orders already placed go on. Answer the desk to have the suspension lifted."
            )
            % blanks,
        )


def reinstated(*, reference: str, contact: TeamContact, names: Mapping[str, str]) -> None:
    with override(contact.language):
        blanks = {"cooperative": pick(names, contact.language)}
        queue_letter(
            reference=reference,
            kind="cooperative_reinstated",
            channel=contact.contact_by,
            to=contact.to,
            language=contact.language,
            subject=_("%(cooperative)s sells again") % blanks,
            text=_("The suspension of %(cooperative)s is lifted: it can sell again.") % blanks,
        )
