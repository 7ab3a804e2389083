"""The books. Account names are those of `CHART`; amounts are centimes, debit positive, credit negative.

Write   `post`, `post_many` (for runs), `reverse`: each idempotent by its reference; `close_period`.
Read    `balance`, `balances`, `balances_like(prefix)`, `trial_balance`; `accounts`, `statement`, `posting` (NotFound),
        `postings_of(cause)`, `sums_by_cause(causes)`. Balances of a past day are answered as they stood.
"""

from twiza.ledger.actions.close_period import close_period
from twiza.ledger.actions.post import post
from twiza.ledger.actions.post_many import post_many
from twiza.ledger.actions.reverse import reverse
from twiza.ledger.models import Closing
from twiza.ledger.queries.balances import (
    TrialBalance,
    TrialGroup,
    TrialRow,
    balance,
    balances,
    balances_like,
    last_closed,
    trial_balance,
)
from twiza.ledger.queries.books import (
    AccountRow,
    AccountsPage,
    ClosingCard,
    PostingLine,
    PostingView,
    Statement,
    StatementRow,
    accounts,
    closings,
    posting,
    postings_of,
    statement,
    sums_by_cause,
)
from twiza.ledger.queries.turnovers import turnovers
from twiza.ledger.terms import (
    CHART,
    AlreadyClosed,
    AlreadyReversed,
    Draft,
    FutureClosing,
    OutOfBalance,
    ReferenceReused,
    Side,
    UnknownAccount,
    UnknownPosting,
    pattern_of,
    side_of,
    words_of,
)

__all__ = [
    "CHART",
    "AccountRow",
    "AccountsPage",
    "AlreadyClosed",
    "AlreadyReversed",
    "Closing",
    "ClosingCard",
    "Draft",
    "FutureClosing",
    "OutOfBalance",
    "PostingLine",
    "PostingView",
    "ReferenceReused",
    "Side",
    "Statement",
    "StatementRow",
    "TrialBalance",
    "TrialGroup",
    "TrialRow",
    "UnknownAccount",
    "UnknownPosting",
    "accounts",
    "balance",
    "balances",
    "balances_like",
    "close_period",
    "closings",
    "last_closed",
    "pattern_of",
    "post",
    "post_many",
    "posting",
    "postings_of",
    "reverse",
    "side_of",
    "statement",
    "sums_by_cause",
    "trial_balance",
    "turnovers",
    "words_of",
]
