"""A case before a consumer association, for its buyer: who may read her file, what was proposed, what is owed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from twiza.complaints import api as complaints
from twiza.kernel.refusals import NotFound, Refusal
from twiza.mediation import api as mediation
from twiza.web.kit import threads
from twiza.web.kit.gate import now
from twiza.web.shop.cases.forms import AnswerForm, AnswerWithAccountForm, JudgeForm, LetInForm
from twiza.web.shop.mine import Mine, mine


@never_cache
def let_in(request: HttpRequest, number: str, complaint: str, secret: str = "") -> HttpResponse:
    """Which association may read the file of this complaint: only she can say so."""
    yours = mine(request, number, secret)
    row = complaints.complaint_of_order(yours.order, complaint)
    cards = mediation.associations()
    form = LetInForm(request.POST if request.method == "POST" else None, choices=cards)
    if form.is_valid():
        try:
            mediation.let_in(
                complaint=row,
                slug=form.cleaned_data["association"],
                agreed=form.cleaned_data["consent"],
                by=yours.person,
                now=now(),
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The association has your complaint now."))
            return yours.to(f"cases/{mediation.open_case_number(row)}/")
    shown = {"here": yours.here, "order": yours.order, "complaint": row, "cards": cards, "form": form}
    return render(request, "shop/cases/let_in.html", shown, status=422 if form.errors else 200)


@never_cache
@require_GET
def case(request: HttpRequest, number: str, case: str, secret: str = "") -> HttpResponse:
    yours = mine(request, number, secret)
    return _page(request, yours, mediation.case_of_order(yours.order, case))


@never_cache
@require_POST
def answer(request: HttpRequest, number: str, case: str, proposal: int, secret: str = "") -> HttpResponse:
    """Her yes or no to a proposal; with it, where money is to go."""
    yours = mine(request, number, secret)
    row = mediation.case_of_order(yours.order, case)
    asked = mediation.proposal_of_case(row, proposal)
    form = AnswerWithAccountForm(request.POST)
    if form.is_valid():
        try:
            mediation.answer_proposal(
                proposal=asked,
                party="buyer",
                accept=form.cleaned_data["answer"] == "yes",
                note=form.cleaned_data["note"],
                payee=form.payee,
                by=yours.person,
                now=now(),
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Thank you: your answer is noted."))
            return yours.to(f"cases/{case}/")
    return _page(request, yours, mediation.case_of_order(yours.order, case), answer_form=form, status=422)


@never_cache
@require_POST
def judge(request: HttpRequest, number: str, case: str, term: int, secret: str = "") -> HttpResponse:
    """Whether what the cooperative says it did is so."""
    yours = mine(request, number, secret)
    row = mediation.case_of_order(yours.order, case)
    promised = mediation.term_of_case(row, term)
    form = JudgeForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        try:
            mediation.judge_promise(
                term=promised, kept=said["kept"] == "yes", note=said["note"], by=yours.person, now=now()
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Thank you: it is noted."))
            return yours.to(f"cases/{case}/")
    return _page(request, yours, mediation.case_of_order(yours.order, case), judge_form=form, status=422)


@never_cache
@require_POST
def consent(request: HttpRequest, number: str, case: str, deed: str, secret: str = "") -> HttpResponse:
    """`end`: what she allowed ends at once. `court`, `authority`: the file may go there."""
    yours = mine(request, number, secret)
    row = mediation.case_of_order(yours.order, case)
    if deed not in SAID:
        raise NotFound(deed)
    try:
        if deed == "end":
            mediation.end_access(case=row, by=yours.person, now=now())
        else:
            mediation.let_it_go_to(case=row, kind=deed, by=yours.person, now=now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, SAID[deed])
    return yours.to(f"cases/{case}/")


FURTHER = (("court", _("Let it give the file to the court")), ("authority", _("Let it give the file to the authority")))
SAID = {
    "end": _("It is ended: the association can't open your file any more."),
    "court": _("The association may give the file to the court."),
    "authority": _("The association may give the file to the authority."),
}


@never_cache
def say(request: HttpRequest, number: str, case: str, secret: str = "") -> HttpResponse:
    """A message to adviser and cooperative; GET shows earlier ones."""
    yours = mine(request, number, secret)
    row = mediation.case_of_order(yours.order, case)
    thread = _thread(request, yours, row)
    if thread.sent:
        return yours.to(f"cases/{row.number}/#thread")
    return _page(request, yours, row, thread=thread)


@never_cache
@require_GET
def message_file(
    request: HttpRequest, number: str, case: str, message_id: int, n: int, secret: str = ""
) -> HttpResponse:
    yours = mine(request, number, secret)
    row = mediation.case_of_order(yours.order, case)
    return threads.send_file(subject=row.subject, message_id=message_id, n=n, role="buyer")


def _page(
    request: HttpRequest,
    yours: Mine,
    row: Any,
    *,
    answer_form: Any = None,
    judge_form: Any = None,
    thread: Any = None,
    status: int = 200,
) -> HttpResponse:
    thread = thread or _thread(request, yours, row)
    view = mediation.party_case(row, for_buyer=True, now=now())
    asks = view.open_proposal
    allowed = {given.kind for given in view.consents if given.withdrawn_at is None}
    plain = AnswerWithAccountForm if asks and asks.asks_account else AnswerForm
    shown = {
        "here": yours.here,
        "order": yours.order,
        "case": view,
        "under": f"{yours.here}cases/{row.number}/",
        "answer_form": answer_form or plain(),
        "judge_form": judge_form or JudgeForm(),
        "further": [(kind, words) for kind, words in FURTHER if kind not in allowed],
        "thread": thread,
    }
    return render(request, "shop/cases/case.html", shown, status=max(status, thread.status))


def _thread(request: HttpRequest, yours: Mine, row: Any) -> threads.Thread:
    return threads.open_thread(
        request,
        subject=row.subject,
        role="buyer",
        author=yours.person,
        author_name=yours.order.name,
        address=f"{yours.here}cases/{row.number}/messages/",
    )
