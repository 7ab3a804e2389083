"""Pages of the books: accounts, an account's statement, a posting with its lines. Lists are keyset-paged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Prefetch, Q, QuerySet, Sum

from twiza.kernel.refusals import NotFound
from twiza.ledger.models import Account, Closing, Line, Posting
from twiza.ledger.queries.balances import balance, sums
from twiza.ledger.terms import Side, UnknownAccount, side_of, words_of


@dataclass(frozen=True, slots=True)
class AccountRow:
    name: str
    side: Side
    balance: int

    @property
    def words(self) -> str:
        return str(words_of(self.name))

    @property
    def debit(self) -> int:
        return max(self.balance, 0)

    @property
    def credit(self) -> int:
        return max(-self.balance, 0)


@dataclass(frozen=True, slots=True)
class AccountsPage:
    rows: tuple[AccountRow, ...]
    next: str | None  # the cursor of the page after


def accounts(
    prefix: str = "", *, suffix: str = "", after: str = "", page_size: int = 50, on: date | None = None
) -> AccountsPage:
    """Accounts whose name begins with `prefix` and ends with `suffix`, by name, with their balance; three queries."""
    named = Account.objects.filter(name__startswith=prefix, name__endswith=suffix, name__gt=after)
    found = list(named.order_by("name").values_list("pk", "name")[: page_size + 1])
    page = found[:page_size]
    stands = sums(Q(account__in=[pk for pk, _ in page]), on=on) if page else {}
    return AccountsPage(
        tuple(AccountRow(name, side_of(name), stands.get(pk, 0)) for pk, name in page),
        page[-1][1] if len(found) > page_size else None,
    )


@dataclass(frozen=True, slots=True)
class StatementRow:
    id: int  # the line's; the cursor
    day: date
    happened_on: date
    reference: str
    cause: str
    memo: str
    against: tuple[str, ...]  # the other accounts of the posting
    centimes: int
    balance: int  # after this line

    @property
    def debit(self) -> int:
        return max(self.centimes, 0)

    @property
    def credit(self) -> int:
        return max(-self.centimes, 0)


@dataclass(frozen=True, slots=True)
class Statement:
    """`opening` is the balance before the first row of this page, `closing` the one after its last."""

    account: str
    side: Side
    since: date | None
    until: date | None
    opening: int
    rows: tuple[StatementRow, ...]
    closing: int
    next: int | None

    @property
    def words(self) -> str:
        return str(words_of(self.account))


def statement(
    account: str,
    *,
    since: date | None = None,
    until: date | None = None,
    after: int | None = None,
    page_size: int = 50,
) -> Statement:
    """The lines of an account from day `since` to day `until`, oldest first, each with the balance after it.

    `after` is the id of the last line of the page before. At most six queries. An account on which nothing was booked
    has an empty statement; NotFound for a name the chart does not know, or a cursor that is no line of the account.
    """
    side = _side_or_not_found(account)
    lines = Line.objects.filter(account__name=account)
    if since:
        lines = lines.filter(day__gte=since)
    if until:
        lines = lines.filter(day__lte=until)
    if after is None:
        opening = balance(account, on=since - timedelta(days=1)) if since and since > date.min else 0
    else:
        day = Line.objects.filter(pk=after, account__name=account).values_list("day", flat=True).first()
        if day is None:
            raise NotFound(account)
        lines = lines.filter(Q(day__gt=day) | Q(day=day, pk__gt=after))
        same_day = Line.objects.filter(account__name=account, day=day, pk__lte=after)
        before = balance(account, on=day - timedelta(days=1)) if day > date.min else 0
        opening = before + (same_day.aggregate(sum=Sum("centimes"))["sum"] or 0)
    found = list(lines.select_related("posting").order_by("day", "pk")[: page_size + 1])
    page = found[:page_size]
    against = _against(page)
    rows, stands = list[StatementRow](), opening
    for line in page:
        stands += line.centimes
        rows.append(
            StatementRow(
                id=line.pk,
                day=line.day,
                happened_on=line.posting.happened_on,
                reference=line.posting.reference,
                cause=line.posting.cause,
                memo=line.posting.memo,
                against=tuple(against[line.posting_id]),
                centimes=line.centimes,
                balance=stands,
            )
        )
    following = page[-1].pk if len(found) > page_size else None
    return Statement(account, side, since, until, opening, tuple(rows), stands, following)


def _side_or_not_found(account: str) -> Side:
    try:
        return side_of(account)
    except UnknownAccount:
        raise NotFound(account) from None


def _against(page: Iterable[Line]) -> dict[object, list[str]]:
    mine = {line.posting_id: line.account_id for line in page}
    found: dict[object, list[str]] = {posting: [] for posting in mine}
    for posting, account, name in (
        Line.objects.filter(posting__in=mine).order_by("pk").values_list("posting", "account", "account__name")
    ):
        if account != mine[posting]:
            found[posting].append(name)
    return found


@dataclass(frozen=True, slots=True)
class PostingLine:
    account: str
    side: Side
    centimes: int

    @property
    def debit(self) -> int:
        return max(self.centimes, 0)

    @property
    def credit(self) -> int:
        return max(-self.centimes, 0)


@dataclass(frozen=True, slots=True)
class PostingView:
    reference: str
    day: date
    happened_on: date
    cause: str
    memo: str
    posted_at: datetime
    reverses: str  # reference of the posting that this one takes back; "" otherwise
    reversed_by: str
    lines: tuple[PostingLine, ...]

    @property
    def turnover(self) -> int:
        return sum(line.debit for line in self.lines)


def posting(reference: str) -> PostingView:
    """A posting with its lines; NotFound where nothing is posted under this reference. Two queries."""
    found = _views(Posting.objects.filter(reference=reference))
    if not found:
        raise NotFound(reference)
    return found[0]


def postings_of(cause: str) -> list[PostingView]:
    """All postings that a business row caused ("settlement.refund:17"), in the order they were made. Two queries."""
    return _views(Posting.objects.filter(cause=cause))


def sums_by_cause(causes: Iterable[str]) -> dict[str, dict[str, int]]:
    """For business rows: what the postings of each, reversals included, come to by account. One query."""
    found: dict[str, dict[str, int]] = {}
    lines = Line.objects.filter(posting__cause__in=list(causes)).order_by()
    rows = lines.values_list("posting__cause", "account__name").annotate(sum=Sum("centimes"))
    for cause, account, centimes in rows:
        found.setdefault(cause, {})[account] = centimes
    return found


def _views(postings: QuerySet[Posting]) -> list[PostingView]:
    rows = postings.select_related("reverses", "reversed_by").order_by("posted_at", "day", "reference")
    lines = Line.objects.select_related("account").order_by("pk")
    views = []
    for row in rows.prefetch_related(Prefetch("lines", lines)):
        undone = getattr(row, "reversed_by", None)
        views.append(
            PostingView(
                reference=row.reference,
                day=row.day,
                happened_on=row.happened_on,
                cause=row.cause,
                memo=row.memo,
                posted_at=row.posted_at,
                reverses=row.reverses.reference if row.reverses else "",
                reversed_by=undone.reference if undone else "",
                lines=tuple(
                    PostingLine(line.account.name, side_of(line.account.name), line.centimes)
                    for line in row.lines.all()
                ),
            )
        )
    return views


@dataclass(frozen=True, slots=True)
class ClosingCard:
    until: date
    by: str
    at: datetime


def closings(*, newest: int = 24) -> list[ClosingCard]:
    """The periods that were closed, the newest first."""
    return [ClosingCard(row.until, row.by, row.at) for row in Closing.objects.order_by("-until")[:newest]]
