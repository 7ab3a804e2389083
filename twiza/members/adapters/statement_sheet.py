"""A member's statement on an A4 sheet, with a place to sign or for a thumb; one a page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from twiza.kernel.say import dirhams, exact, isolated, percent
from twiza.kernel.text import pick
from twiza.members.queries.views import BasisRow, EntryView, StatementView
from twiza.members.terms.say import in_month, measured, short_day
from twiza.plumbing.typesetter import typeset

SHEET = Path(__file__).parent / "sheets" / "statement.typ"


def statements_pdf(statements: Sequence[StatementView], *, language: str) -> bytes:
    """The sheets of these members, in Arabic or French."""
    language = language if language in ("ar", "fr") else "ar"
    with override(language):
        pages = [_page(statement, language) for statement in statements]
        data = {"language": language, "words": _words(), "pages": pages}
        return typeset(SHEET, data | {"is_sample": any(page["is_sample"] for page in pages)})


def brought(statement: StatementView, language: str) -> str:
    """The first sentence: In November 2026 your work brought you 1,240 dirhams."""
    blanks = {
        "month": in_month(statement.month, language),
        "amount": dirhams(abs(statement.centimes), language),
    }
    if statement.centimes < 0:
        return _("For %(month)s, %(amount)s too much were given to you: they are taken from what comes next.") % blanks
    return _("In %(month)s your work brought you %(amount)s.") % blanks


def _words() -> dict[str, str]:
    return {
        "title": pgettext("paper", "Statement of work"),
        "sample": _("Sample: invented cooperatives and goods. Nothing is sold."),
        "sign": _("Read and agreed: signature or thumbprint of the member"),
        "disagree": _("I don't agree, because:"),
        "treasurer": _("For the cooperative"),
        "right": _(
            "You may contest this statement on your phone, or by telling the treasurer, who must write it down."
        ),
    }


def _page(statement: StatementView, language: str) -> dict[str, Any]:
    member = statement.member
    return {
        "is_sample": statement.is_sample,
        "cooperative": pick(statement.cooperative_names, language),
        "member": pick(member.names, language),
        "number": pgettext("paper", "No. %(n)s") % {"n": isolated(str(member.number))},
        "month": in_month(statement.month, language),
        "sentence": brought(statement, language),
        "entries": [_entry(entry, language) for entry in statement.entries],
        "sums": _sums(statement, language),
        "days_title": pgettext("paper", "Your work, as it was written down"),
        "days": [
            {
                "day": short_day(day.day, language),
                "what": day.what,
                "measure": measured(day.kind, day.measure, day.unit, language),
            }
            for day in statement.days
        ],
    }


def _entry(entry: EntryView, language: str) -> dict[str, Any]:
    blanks = {"first": short_day(entry.starts_on, language), "last": short_day(entry.ends_on, language)}
    rows: list[tuple[str, str]] = []
    if entry.sold:
        rows += [
            (f"{pick(row.names, language)} × {isolated(str(row.quantity))}", exact(row.centimes, language))
            for row in entry.sold
        ]
    for taken in entry.taken:
        sign = "−" if taken.centimes > 0 else "+"
        rows.append((f"{sign} {taken.label}", isolated(sign + exact(taken.size, language))))
    whole = []
    if entry.amount_centimes:
        whole = [
            (_("Reached the cooperative"), exact(entry.amount_centimes, language)),
            ("− " + _("Kept by the cooperative"), isolated("−" + exact(entry.cooperative_centimes, language))),
            (_("For its members"), exact(entry.members_centimes, language)),
        ]
    return {
        "title": str(entry.kind_label),
        "period": _("Work from %(first)s to %(last)s") % blanks,
        "rows": rows,
        "whole": whole,
        "basis": [_basis(row, language) for row in entry.basis] if entry.amount_centimes else [],
        "fallback": str(entry.fallback_label),
        "part": (_("Your part"), dirhams(entry.centimes, language)),
    }


def _basis(row: BasisRow, language: str) -> str:
    blanks = {
        "what": row.label,
        "weight": percent(row.basis_points, language),
        "hers": measured(row.measure, row.hers, row.unit, language),
        "total": measured(row.measure, row.total, row.unit, language),
        "pot": dirhams(row.pot_centimes, language),
        "part": dirhams(row.centimes, language),
    }
    if row.measure == "equal":
        blanks["total"] = isolated(str(row.total))
        return _("%(what)s (%(weight)s): %(pot)s for %(total)s members = %(part)s") % blanks
    return _("%(what)s (%(weight)s): you %(hers)s of %(total)s; of %(pot)s = %(part)s") % blanks


def _sums(statement: StatementView, language: str) -> list[tuple[str, str]]:
    rows = [(_("In all for this month"), dirhams(statement.centimes, language))]
    for payment in statement.payments:
        blanks = {"day": short_day(payment.day, language), "way": payment.way_label}
        rows.append((_("Paid on %(day)s, %(way)s") % blanks, dirhams(payment.centimes, language)))
        if payment.advances_centimes:
            rows.append((_("and taken off for advances"), dirhams(payment.advances_centimes, language)))
    if statement.unpaid_centimes:
        rows.append((_("Not paid yet"), dirhams(statement.unpaid_centimes, language)))
    if statement.open_advances_centimes:
        rows.append((_("Advances you have had, taken off then"), dirhams(statement.open_advances_centimes, language)))
    return rows
