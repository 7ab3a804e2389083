"""Who is a member of which cooperative, what she did, and what she received of what reached it.

The shapes (keyword-only; refusals in `terms.refusals`; whoever acts is let in by `access` first):

- `share_payouts(payout_ids, *, now) -> list[int]`: paid payouts split by each cooperative's rule, once each, in few
  queries whatever their number; gives the ids of the new distributions; what can't be split is parked
- `enrol_members(cooperative, lines: [(line number, MemberLine)])`, `read_roster(bytes)`, `edit_member`; a member signs
  in: `link_person`
- `record_work(cooperative, day, lines: [WorkLine])`, `correct_work(work, measure, reason)`: a counter-row
- `adopt_rule(kind, weights, cooperative_basis_points, adopted_on, starts_on, minutes, minutes_name)`
- `resolve_distribution(distribution, fallback)` for parked money, `share_own_sales(amount_centimes, starts_on, ends_on,
  key)`, `adjust_distribution(distribution)` after corrections, `take_back_payout(payout_id)`
- `pay_members(member_ids | None, way, day)`, `pay_advance(member, centimes)`
- `acknowledge_statement`, `contest_statement(words)`, `answer_contest(answer)`; `statement_view(s)`, `statements_pdf`
- `send_link(member)`, `revoke_links(member)`, `member_by_link(token)`; `type_year`, `year_view`
"""

from twiza.members.access import (
    distribution_of_cooperative,
    member_by_link,
    member_of_cooperative,
    members_of_person,
    rule_of_cooperative,
    statement_of_cooperative,
    statement_of_members,
    work_of_cooperative,
)
from twiza.members.actions.acknowledge_statement import acknowledge_statement
from twiza.members.actions.adjust_distribution import adjust_distribution
from twiza.members.actions.adopt_rule import adopt_rule
from twiza.members.actions.answer_contest import answer_contest
from twiza.members.actions.contest_statement import contest_statement
from twiza.members.actions.correct_work import correct_work
from twiza.members.actions.edit_member import edit_member
from twiza.members.actions.enrol_members import enrol_members
from twiza.members.actions.forget_person import forget_person
from twiza.members.actions.link_person import link_person
from twiza.members.actions.pay_advance import pay_advance
from twiza.members.actions.pay_members import pay_members
from twiza.members.actions.record_work import WorkLine, record_work
from twiza.members.actions.resolve_distribution import resolve_distribution
from twiza.members.actions.revoke_links import revoke_links
from twiza.members.actions.roster_lines import MemberLine
from twiza.members.actions.send_link import send_link
from twiza.members.actions.share_own_sales import share_own_sales
from twiza.members.actions.share_payouts import share_payouts
from twiza.members.actions.take_back_payout import take_back_payout
from twiza.members.actions.tell_members import tell_members
from twiza.members.actions.type_year import type_year
from twiza.members.adapters.statement_sheet import brought, statements_pdf
from twiza.members.exchange import read_roster, roster_template
from twiza.members.facts import MoneyShared, SharingRuleAdopted, StatementAcknowledged, StatementContested
from twiza.members.models import Distribution, Member, SharingRule, Statement, WorkRecord
from twiza.members.queries.distributions import distribution_view, distributions_of, parked_everywhere
from twiza.members.queries.money import own_to_share
from twiza.members.queries.personal import personal_data
from twiza.members.queries.roster import member_card, members_due, members_of, next_number
from twiza.members.queries.rules import rule_on, rules_of, rules_shown
from twiza.members.queries.statements import (
    contested_everywhere,
    contested_of,
    months_of,
    statement_view,
    statement_views,
    statements_of,
    statements_of_members,
)
from twiza.members.queries.views import (
    DistributionRow,
    DistributionView,
    MemberCard,
    MemberRow,
    StatementRow,
    StatementView,
    WorkRow,
    YearView,
)
from twiza.members.queries.work import days_written, work_of, work_on, work_row
from twiza.members.queries.years import year_view
from twiza.members.terms.refusals import CantShare, DaysShared, RowRefused, TooManyLooks
from twiza.members.terms.words import LINES_AT_ONCE, STATEMENT_LABELS, Fallback, Kind, Measure, Way

__all__ = [
    "LINES_AT_ONCE",
    "STATEMENT_LABELS",
    "CantShare",
    "DaysShared",
    "Distribution",
    "DistributionRow",
    "DistributionView",
    "Fallback",
    "Kind",
    "Measure",
    "Member",
    "MemberCard",
    "MemberLine",
    "MemberRow",
    "MoneyShared",
    "RowRefused",
    "SharingRule",
    "SharingRuleAdopted",
    "Statement",
    "StatementAcknowledged",
    "StatementContested",
    "StatementRow",
    "StatementView",
    "TooManyLooks",
    "Way",
    "WorkLine",
    "WorkRecord",
    "WorkRow",
    "YearView",
    "acknowledge_statement",
    "adjust_distribution",
    "adopt_rule",
    "answer_contest",
    "brought",
    "contest_statement",
    "contested_everywhere",
    "contested_of",
    "correct_work",
    "days_written",
    "distribution_of_cooperative",
    "distribution_view",
    "distributions_of",
    "edit_member",
    "enrol_members",
    "forget_person",
    "link_person",
    "member_by_link",
    "member_card",
    "member_of_cooperative",
    "members_due",
    "members_of",
    "members_of_person",
    "months_of",
    "next_number",
    "own_to_share",
    "parked_everywhere",
    "pay_advance",
    "pay_members",
    "personal_data",
    "read_roster",
    "record_work",
    "resolve_distribution",
    "revoke_links",
    "roster_template",
    "rule_of_cooperative",
    "rule_on",
    "rules_of",
    "rules_shown",
    "send_link",
    "share_own_sales",
    "share_payouts",
    "statement_of_cooperative",
    "statement_of_members",
    "statement_view",
    "statement_views",
    "statements_of",
    "statements_of_members",
    "statements_pdf",
    "take_back_payout",
    "tell_members",
    "type_year",
    "work_of",
    "work_of_cooperative",
    "work_on",
    "work_row",
    "year_view",
]
