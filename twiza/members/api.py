"""Who is a member of which cooperative, what she did, and what she received of what reached it.

The shapes (keyword-only; refusals in `terms`):

- `share_payouts(payout_ids, *, now) -> list[int]`: the paid payouts split by each cooperative's rule, once each, in a
  number of queries that grows with the distributions' postings alone; gives the ids of the new distributions
- `enrol_members`, `edit_member`, `import_roster`; `record_work`, `correct_work`; `adopt_rule`
- `resolve_distribution` (parked money), `share_own_sales`, `adjust_distribution`; `pay_members`, `pay_advance`
- `acknowledge_statement`, `contest_statement`, `answer_contest`; `send_link`, `revoke_links`; `type_year`
"""

from twiza.members.actions.share_payouts import share_payouts

__all__ = ["share_payouts"]
