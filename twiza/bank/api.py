"""What others may do with our accounts at banks.

RIB         `check_rib(text) -> 24 digits` [WrongRib]; `iban_of(rib)`; `spaced(rib)`.
Accounts    `accounts()`, `account(code)`, `account_of_number(rib or iban)`: from settings.TWIZA_BANK.
Out         `queue_transfer(...)` [WrongRib, ReferenceTaken], then two persons: `compose_batch` and `release_batch`, or
            `release_transfers` where they decided elsewhere [SamePerson, NothingToSend]. `batch_csv`, `batch_pain001`
            [NotReleased]. `TransferPaid`, `TransferReturned` come from the bank's statement, `TransferFailed` from the
            desk. Who owns the money posts into `transfers:in_transit`; bank posts it out (decision 0030).
In          `import_statement(...)` books every entry once and announces `CreditBooked`. Who expects the money calls
            `explain_entry` (compare-and-set) and, where it says True, posts it off `bank:unexplained` in the same
            transaction. `explain_by_hand` is the desk's, for what nobody else knows.
"""

from twiza.bank.actions.compose_batch import compose_batch
from twiza.bank.actions.correct_rib import correct_rib
from twiza.bank.actions.drop_batch import drop_batch
from twiza.bank.actions.explain_by_hand import explain_by_hand
from twiza.bank.actions.explain_entry import explain_entry
from twiza.bank.actions.fail_transfer import fail_transfer
from twiza.bank.actions.queue_transfer import queue_transfer
from twiza.bank.actions.release_batch import release_batch
from twiza.bank.actions.release_transfers import release_transfers
from twiza.bank.actions.send_batch import send_batch
from twiza.bank.exchange.import_statement import Imported, import_statement
from twiza.bank.exchange.transfer_files import batch_csv, batch_pain001
from twiza.bank.facts import CreditBooked, TransferFailed, TransferPaid, TransferReturned
from twiza.bank.models import Batch, Entry, Transfer
from twiza.bank.queries.accounts import Account, account, account_of_number, accounts
from twiza.bank.queries.entries import (
    AccountState,
    EntryCard,
    EntryPage,
    StatementCard,
    account_states,
    count_unexplained,
    entries,
    entries_by_id,
    entry,
    statement_card,
    statements,
    unexplained_credits,
)
from twiza.bank.queries.transfers import (
    BatchCard,
    TransferCard,
    TransferPage,
    batch_by_number,
    batch_card,
    batches,
    transfer_counts,
    transfer_of,
    transfers,
    transfers_of,
    transfers_of_batch,
    transfers_to_compose,
)
from twiza.bank.states import BatchStatus, Status
from twiza.bank.terms.reading import key_of, keys_in
from twiza.bank.terms.refusals import (
    AlreadyExplained,
    NothingToSend,
    NotReleased,
    ReasonMissing,
    ReferenceTaken,
    SamePerson,
    StatementRefused,
    UnknownAccount,
    WrongRib,
)
from twiza.bank.terms.rib import check_rib, iban_of, spaced
from twiza.bank.terms.words import BATCH_LABELS, KIND_LABELS, PURPOSES, STATUS_LABELS

__all__ = [
    "BATCH_LABELS",
    "KIND_LABELS",
    "PURPOSES",
    "STATUS_LABELS",
    "Account",
    "AccountState",
    "AlreadyExplained",
    "Batch",
    "BatchCard",
    "BatchStatus",
    "CreditBooked",
    "Entry",
    "EntryCard",
    "EntryPage",
    "Imported",
    "NotReleased",
    "NothingToSend",
    "ReasonMissing",
    "ReferenceTaken",
    "SamePerson",
    "StatementCard",
    "StatementRefused",
    "Status",
    "Transfer",
    "TransferCard",
    "TransferFailed",
    "TransferPage",
    "TransferPaid",
    "TransferReturned",
    "UnknownAccount",
    "WrongRib",
    "account",
    "account_of_number",
    "account_states",
    "accounts",
    "batch_by_number",
    "batch_card",
    "batch_csv",
    "batch_pain001",
    "batches",
    "check_rib",
    "compose_batch",
    "correct_rib",
    "count_unexplained",
    "drop_batch",
    "entries",
    "entries_by_id",
    "entry",
    "explain_by_hand",
    "explain_entry",
    "fail_transfer",
    "iban_of",
    "import_statement",
    "key_of",
    "keys_in",
    "queue_transfer",
    "release_batch",
    "release_transfers",
    "send_batch",
    "spaced",
    "statement_card",
    "statements",
    "transfer_counts",
    "transfer_of",
    "transfers",
    "transfers_of",
    "transfers_of_batch",
    "transfers_to_compose",
    "unexplained_credits",
]
