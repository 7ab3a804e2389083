"""The books: what stands where on any day, and every posting behind it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from twiza.kernel.refusals import NotFound, Refusal
from twiza.ledger import api as ledger
from twiza.people.api import person_cards
from twiza.web.desk.books.forms import CloseForm, day_of_address
from twiza.web.desk.hall import DeskRequest, hall, word_of
from twiza.web.kit.gate import desk_only, now
from twiza.web.kit.spans import after_of

SIDES = {
    ledger.Side.ASSET: _("Assets"),
    ledger.Side.LIABILITY: _("Liabilities"),
    ledger.Side.INCOME: _("Income"),
    ledger.Side.EXPENSE: _("Expenses"),
}


@desk_only
def trial_balance(request: DeskRequest) -> HttpResponse:
    """By line of the chart, so that it fits a page however many accounts there are."""
    on = day_of_address(request, "on")
    found = ledger.trial_balance(on=on)
    return hall(request, "books/trial_balance", tab="books", found=found, groups=found.by_pattern(), on=on, sides=SIDES)


@desk_only
def accounts(request: DeskRequest) -> HttpResponse:
    prefix, suffix, after = (word_of(request, name) for name in ("prefix", "suffix", "after"))
    on = day_of_address(request, "on")
    page = ledger.accounts(prefix, suffix=suffix, after=after, on=on)
    return hall(
        request, "books/accounts", tab="books", page=page, prefix=prefix, suffix=suffix, on=on, sides=SIDES, after=after
    )


@desk_only
def statement(request: DeskRequest, account: str) -> HttpResponse:
    since, until = day_of_address(request, "since"), day_of_address(request, "until")
    found = ledger.statement(account, since=since, until=until, after=after_of(request))
    return hall(request, "books/statement", tab="books", found=found, sides=SIDES)


@desk_only
def posting(request: DeskRequest, reference: str) -> HttpResponse:
    return hall(request, "books/postings", tab="books", title=reference, postings=[ledger.posting(reference)])


@desk_only
def cause(request: DeskRequest, cause: str) -> HttpResponse:
    """All that was booked because of one thing: a sale, a refund, a payout."""
    found = ledger.postings_of(cause)
    if not found:
        raise NotFound(cause)
    return hall(request, "books/postings", tab="books", title=cause, postings=found, of_cause=True)


@desk_only
def close(request: DeskRequest) -> HttpResponse:
    form = CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            ledger.close_period(until=form.cleaned_data["until"], by=request.user, now=now())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, str(_("The period is closed.")))
            return redirect("desk:books-close")
    closed = ledger.closings()
    people = person_cards({int(card.by) for card in closed if card.by.isdecimal()})
    rows = [(card, people.get(int(card.by)) if card.by.isdecimal() else None) for card in closed]
    return hall(request, "books/close", tab="books", form=form, rows=rows, status=422 if form.errors else 200)
