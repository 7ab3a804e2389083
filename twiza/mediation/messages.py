"""The letters of mediation: one function each. Subjects say nothing of what a case is about, or whose it is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from twiza.cooperatives.api import slug_of, team_contacts
from twiza.kernel.periods import day_of
from twiza.kernel.say import in_day, isolated
from twiza.kernel.text import pick
from twiza.mediation.models import Alert, Association, Case, Mandate, Proposal, Recall, Recalled
from twiza.mediation.queries.links import association_link, buyer_link, recall_link, team_link
from twiza.mediation.terms.words import INVITATION_PATH, AdviserRole
from twiza.plumbing.api import queue_letter

TEAM = ("manager", "preparer")


def invitation(
    *,
    reference: str,
    channel: Literal["sms", "email"],
    to: str,
    language: str,
    names: Mapping[str, str],
    role: str,
    token: str,
    until: date,
) -> None:
    """To somebody who may not have an account yet: the link that is hers alone."""
    with override(language):
        blanks = {
            "association": pick(names, language),
            "role": AdviserRole(role).label,
            "link": f"{settings.SITE_URL}/{language}{INVITATION_PATH.format(token=token)}",
            "until": in_day(until, language),
        }
        text = _(
            "%(association)s invites you to its desk for consumers on Twiza (%(role)s).\n"
            "Accept here until %(until)s: %(link)s"
        )
        _write(reference, "adviser_invitation", channel, to, language, _("An invitation to a team"), text % blanks)


def mandate_code_words(association: Association, language: str) -> str:
    """What stands around the code of a spoken mandate: `{code}` is filled in where it is sent."""
    with override(language):
        text = _(
            "%(association)s asks to act for you before a seller. If you agree, read this code out to its adviser: "
            "{code}. If you don't, say nothing: nothing happens."
        )
        return text % {"association": pick(association.names, language)}


def mandate_recorded(mandate: Mandate) -> None:
    """By text message, to who gave it: until when, and how to end it."""
    language = mandate.language
    with override(language):
        text = _(
            "%(association)s now acts for you until %(until)s (mandate %(number)s). You may end this at any time by "
            "calling %(phone)s."
        ) % {
            "association": pick(mandate.association.names, language),
            "until": in_day(mandate.expires_on, language),
            "number": isolated(mandate.number),
            "phone": isolated(mandate.association.phone),
        }
        if not _quiet(mandate.order):
            _write(f"mandate:{mandate.number}", "mandate_recorded", "sms", mandate.phone, language, "", text)


def case_opened(case: Case) -> None:
    """The consumer reads who may read her file now, and that she can end it; the seller that it is before somebody."""
    _to_consumer(
        case,
        f"case-opened:{case.number}",
        "case_opened",
        lambda: (
            _("Your case %(number)s"),
            _(
                "%(association)s has your case %(number)s and may read the file. Follow it, see who opened the file, "
                "and end your consent at any time here: %(link)s"
            ),
        ),
    )
    _to_team(
        case,
        f"case-opened:{case.number}",
        "case_opened_team",
        lambda: (
            _("Case %(number)s before a consumer association"),
            _(
                "A buyer asked %(association)s to mediate (case %(number)s). Nothing is due from you now: its adviser "
                "will write to you. %(link)s"
            ),
        ),
    )
    _to_association(
        case,
        f"case-opened:{case.number}",
        lambda: (_("A new case: %(number)s"), _("The case %(number)s waits for an adviser until %(until)s. %(link)s")),
        until=case.look_by,
    )


def first_look_due(case: Case) -> None:
    _to_association(
        case,
        f"case-first-look:{case.number}",
        lambda: (
            _("Case %(number)s still waits"),
            _("Nobody has taken the case %(number)s yet, and its time is over. %(link)s"),
        ),
    )


def consent_withdrawn(case: Case) -> None:
    _to_association(
        case,
        f"case-consent-withdrawn:{case.number}",
        lambda: (
            _("Case %(number)s is closed"),
            _("The consumer ended the consent or mandate of the case %(number)s. Its file can't be opened any more."),
        ),
    )


def proposal_made(proposal: Proposal) -> None:
    """Both parties: what it is about stands on the page only."""
    for send in (_to_consumer, _to_team):
        send(
            proposal.case,
            f"proposal:{proposal.pk}",
            "proposal_made",
            lambda: (
                _("A proposal in your case %(number)s"),
                _("%(association)s made a proposal in case %(number)s. Please answer until %(until)s: %(link)s"),
            ),
            until=proposal.answer_by,
        )


def proposal_reminder(proposal: Proposal, party: str, step: int) -> None:
    send = _to_consumer if party == "buyer" else _to_team
    send(
        proposal.case,
        f"proposal-reminder:{proposal.pk}:{step}",
        "proposal_reminder",
        lambda: (
            _("A proposal waits in your case %(number)s"),
            _("The proposal in case %(number)s still waits for your answer, until %(until)s: %(link)s"),
        ),
        until=proposal.answer_by,
    )


def proposal_ended(proposal: Proposal) -> None:
    """Refused, not answered in time, or taken back: both, and the association."""

    def words() -> tuple[str, str]:
        ends = {
            "refused": _("The proposal in case %(number)s was refused. The association goes on with it. %(link)s"),
            "lapsed": _(
                "The proposal in case %(number)s was not answered in time by everybody. The association goes on with "
                "it. %(link)s"
            ),
            "taken_back": _("The proposal in case %(number)s was taken back: you need not answer it. %(link)s"),
        }
        return _("Your case %(number)s goes on"), ends[proposal.status]

    for send in (_to_consumer, _to_team):
        send(proposal.case, f"proposal-ended:{proposal.pk}", "proposal_ended", words)
    if proposal.status != "taken_back":
        _to_association(proposal.case, f"proposal-ended:{proposal.pk}", words)


def agreed(proposal: Proposal) -> None:
    def words() -> tuple[str, str]:
        return (
            _("Agreement in your case %(number)s"),
            _("Both sides said yes in case %(number)s. What was agreed, and until when, stands here: %(link)s"),
        )

    for send in (_to_consumer, _to_team):
        send(proposal.case, f"agreed:{proposal.pk}", "agreed", words)
    _to_association(proposal.case, f"agreed:{proposal.pk}", words)


def promise_reminder(case: Case, term_id: int, by_day: date, step: int) -> None:
    _to_team(
        case,
        f"promise-reminder:{term_id}:{step}",
        "promise_reminder",
        lambda: (
            _("Something agreed in case %(number)s is due"),
            _("What you agreed to in case %(number)s is due on %(until)s: %(link)s"),
        ),
        until=by_day,
    )


def promise_done(case: Case, term_id: int, until: Any) -> None:
    _to_consumer(
        case,
        f"promise-done:{term_id}",
        "promise_done",
        lambda: (
            _("News in your case %(number)s"),
            _(
                "The cooperative says that it did what was agreed in case %(number)s. If that is not so, tell us until "
                "%(until)s: %(link)s"
            ),
        ),
        until=until,
    )


def agreement_broken(case: Case, agreement_id: int) -> None:
    def words() -> tuple[str, str]:
        return (
            _("Your case %(number)s goes on"),
            _("What was agreed in case %(number)s was not done. The association goes on with it. %(link)s"),
        )

    for send in (_to_consumer, _to_team):
        send(case, f"agreement-broken:{agreement_id}", "agreement_broken", words)
    _to_association(case, f"agreement-broken:{agreement_id}", words)


def case_closed(case: Case) -> None:
    for send in (_to_consumer, _to_team):
        send(
            case,
            f"case-closed:{case.number}",
            "case_closed",
            lambda: (
                _("Your case %(number)s is closed"),
                _("The case %(number)s is closed. How it ended stands here: %(link)s"),
            ),
        )


def message_waits(case: Case, side: str, reference: str) -> None:
    """No word of the message: that one waits, and where."""

    def words() -> tuple[str, str]:
        return _("A message in your case %(number)s"), _("A message waits for you in case %(number)s: %(link)s")

    if side == "adviser":
        _to_association(case, reference, words)
    else:
        send = _to_consumer if side == "buyer" else _to_team
        send(case, reference, "case_message", words)


def alert_raised(alert: Alert) -> None:
    association = alert.association
    language = _language_of(association)
    with override(language):
        text = _("%(count)s cases are about the same product or seller. Look at your alerts: %(link)s") % {
            "count": alert.cases,
            "link": association_link(association, "alerts/", language),
        }
        if not association.is_sample:
            _write(f"alert:{alert.pk}", "alert_raised", "email", association.email, language, _("Cases repeat"), text)


def recall_proposed(recall: Recall) -> None:
    _recall_to_team(
        recall,
        f"recall-proposed:{recall.number}",
        lambda: (
            _("A batch may have to come back: %(number)s"),
            _(
                "%(association)s proposes to call a batch of yours back (%(number)s). Read why, and confirm or refuse: "
                "%(link)s"
            ),
        ),
    )


def recall_decided(recall: Recall) -> None:
    association, language = recall.association, _language_of(recall.association)
    with override(language):
        said = (
            _("The recall %(number)s was refused. You may publish a warning by yourselves. %(link)s")
            if recall.status == "refused"
            else _("The recall %(number)s is confirmed: its buyers are being told. %(link)s")
        )
        blanks = {
            "number": isolated(recall.number),
            "link": association_link(association, f"recalls/{recall.number}/", language),
        }
        subject = _("The recall %(number)s") % blanks
        if not association.is_sample:
            _write(
                f"recall-decided:{recall.number}",
                "recall_decided",
                "email",
                association.email,
                language,
                subject,
                said % blanks,
            )


def recall_told(recall: Recall, row: Recalled) -> None:
    """To a buyer of the batch: what to do stands in the message itself, since not everybody opens a page."""
    order = row.order
    language = order.language
    with override(language):
        blanks = {
            "product": pick(recall.product.names, language),
            "order": isolated(order.number),
            "advice": pick(recall.advice, language),
            "link": recall_link(recall.number, language),
        }
        text = _("Your order %(order)s: “%(product)s” is being recalled. %(advice)s Read more: %(link)s") % blanks
        subject = _("A product of your order %(order)s is being recalled") % blanks
        reference = f"recall:{recall.number}:{order.pk}"
        if _quiet(order):
            return
        if order.email:
            _write(f"{reference}:email", "recall_told", "email", order.email, language, subject, text)
        _write(f"{reference}:sms", "recall_told", "sms", order.phone, language, "", text)


def _recall_to_team(recall: Recall, reference: str, words: Any) -> None:
    if recall.cooperative.is_sample:
        return
    slug = slug_of(recall.cooperative_id)
    for member in team_contacts(recall.cooperative_id, roles=TEAM):
        with override(member.language):
            subject, text = words()
            blanks = {
                "number": isolated(recall.number),
                "association": pick(recall.association.names, member.language),
                "link": team_link(slug, f"recalls/{recall.number}/", member.language),
            }
            _write(
                f"{reference}:{member.person_id}",
                "recall_proposed",
                member.contact_by,
                member.to,
                member.language,
                subject % blanks,
                text % blanks,
            )


def _to_consumer(case: Case, reference: str, kind: str, words: Any, *, until: Any = None) -> None:
    """To the order's contact; to the mandate's phone where there is no order."""
    order = case.part.order if case.part else None
    if _quiet(order) or (order is None and case.mandate is None):
        return
    mandate = case.mandate
    language = order.language if order else mandate.language if mandate else "ar"
    with override(language):
        subject, text = words()
        blanks = _blanks(case, language, until) | {
            "link": buyer_link(case, language) if order else isolated(case.association.phone)
        }
        email = bool(order and order.email)
        to = (order.email if email else order.phone) if order else mandate.phone if mandate else ""
        _write(
            f"{reference}:buyer",
            kind,
            "email" if email else "sms",
            to,
            language,
            subject % blanks,
            text % blanks,
        )


def _to_team(case: Case, reference: str, kind: str, words: Any, *, until: Any = None) -> None:
    if case.part is None or _quiet(case.part.order):
        return
    slug = slug_of(case.part.cooperative_id)
    for member in team_contacts(case.part.cooperative_id, roles=TEAM):
        with override(member.language):
            subject, text = words()
            link = team_link(slug, f"cases/{case.number}/", member.language)
            blanks = _blanks(case, member.language, until) | {"link": link}
            _write(
                f"{reference}:{member.person_id}",
                kind,
                member.contact_by,
                member.to,
                member.language,
                subject % blanks,
                text % blanks,
            )


def _to_association(case: Case, reference: str, words: Any, *, until: Any = None) -> None:
    association, language = case.association, _language_of(case.association)
    if association.is_sample or case.is_sample:
        return
    with override(language):
        subject, text = words()
        link = association_link(association, f"cases/{case.number}/", language)
        blanks = _blanks(case, language, until) | {"link": link}
        _write(
            f"{reference}:association",
            "case_news",
            "email",
            association.email,
            language,
            subject % blanks,
            text % blanks,
        )


def _blanks(case: Case, language: str, until: Any) -> dict[str, str]:
    day = until if until is None or not hasattr(until, "hour") else day_of(until)
    return {
        "number": isolated(case.number),
        "association": pick(case.association.names, language),
        "until": in_day(day, language) if day else "",
    }


def _language_of(association: Association) -> str:
    return next((code for code in association.languages if code in ("ar", "fr")), "ar")


def _quiet(order: Any) -> bool:
    """A sample order writes to nobody: its numbers are invented, and might be somebody's."""
    return order is not None and order.is_sample


def _write(reference: str, kind: str, channel: str, to: str, language: str, subject: str, text: str) -> None:
    queue_letter(
        reference=reference,
        kind=kind,
        channel="email" if channel == "email" else "sms",
        to=to,
        language=language,
        subject=subject if channel == "email" else "",
        text=text,
    )
