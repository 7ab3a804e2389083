"""The rule book: `rule(id, on=day)` gives the value in force, its unit, its source and since when; and the days that
follow from it, computed (`law.deadlines`: whose right ends when, what is owed by which day, how late it is).

Rules are files under `law/rules/<area>/<name>.toml`; the id is `<area>.<name>`. What the platform
promises beyond the law stands under `house/` and says so. A statute's number anywhere else is a defect.
"""

from __future__ import annotations

from twiza.law.book import (
    AREAS,
    GUIDANCE,
    HOUSE,
    LAW,
    Rule,
    Sheet,
    UnknownRule,
    book,
    examples,
    find,
    history,
    holidays,
    reload,
    rule,
    sheet,
    sheets,
    where_used,
)
from twiza.law.deadlines import (
    Duty,
    Interest,
    Right,
    defect_action,
    defect_notice,
    execution,
    legal_interest,
    needs_written_date,
    personal_data_request,
    refund_after_withdrawal,
    refund_of_late,
    refund_of_unavailable,
    rescission,
    withdrawal,
    withdrawal_exception,
)

__all__ = [
    "AREAS",
    "GUIDANCE",
    "HOUSE",
    "LAW",
    "Duty",
    "Interest",
    "Right",
    "Rule",
    "Sheet",
    "UnknownRule",
    "book",
    "defect_action",
    "defect_notice",
    "examples",
    "execution",
    "find",
    "history",
    "holidays",
    "legal_interest",
    "needs_written_date",
    "personal_data_request",
    "refund_after_withdrawal",
    "refund_of_late",
    "refund_of_unavailable",
    "reload",
    "rescission",
    "rule",
    "sheet",
    "sheets",
    "where_used",
    "withdrawal",
    "withdrawal_exception",
]
