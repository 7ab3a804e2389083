"""What becomes of a complaint: its page, and what its buyer does on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from twiza.complaints import api as complaints
from twiza.kernel.refusals import NotFound, Refusal
from twiza.web.kit import threads
from twiza.web.kit.forms import Form
from twiza.web.kit.gate import now, signed_in
from twiza.web.shop.complaints.evidence import EvidenceForm
from twiza.web.shop.complaints.forms import AccountForm, GradeForm
from twiza.web.shop.complaints.slots import association_link, openings_of
from twiza.web.shop.keyset import after_number
from twiza.web.shop.mine import Mine, mine

SHOWN_HERE = ("image/", "video/", "audio/")  # in the page; anything else is taken away as a file


@never_cache
@signed_in
@require_GET
def complaints_of_mine(request: HttpRequest) -> HttpResponse:
    page = complaints.complaints_of_person(request.user, now=now(), after=after_number(request))
    return render(request, "shop/complaints/list.html", {"page": page})


@never_cache
@require_GET
def of_order(request: HttpRequest, number: str, secret: str = "") -> HttpResponse:
    """Those of one order: what a guest's link opens."""
    yours = mine(request, number, secret)
    cards = complaints.complaints_of_orders([yours.order.pk], now=now()).get(yours.order.pk, [])
    shown = {"here": yours.here, "order": yours.order, "cards": cards[::-1]}
    return render(request, "shop/complaints/of_order.html", shown)


@never_cache
@require_GET
def complaint(request: HttpRequest, number: str, complaint: str, secret: str = "") -> HttpResponse:
    yours = mine(request, number, secret)
    return _page(request, yours, complaints.complaint_of_order(yours.order, complaint))


@never_cache
@require_GET
def file(request: HttpRequest, number: str, complaint: str, n: int, secret: str = "") -> HttpResponse:
    """A piece of evidence of her own complaint, whoever gave it."""
    yours = mine(request, number, secret)
    return evidence_answer(complaints.file_of_evidence(complaints.complaint_of_order(yours.order, complaint), n))


def evidence_answer(given: complaints.EvidenceFile) -> HttpResponse:
    """Private, never run as a page: pictures, films and sounds are shown, papers are taken away."""
    shown = "inline" if given.media_type.startswith(SHOWN_HERE) else "attachment"
    return HttpResponse(
        given.data,
        content_type=given.media_type,
        headers={
            "Content-Disposition": f'{shown}; filename="{given.name}"',
            "Cache-Control": "private, no-store",
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "default-src 'none'; sandbox",
        },
    )


@never_cache
@require_POST
def do(request: HttpRequest, number: str, complaint: str, deed: str, secret: str = "") -> HttpResponse:
    """What a button of the page does; a refusal is said on the page, and what was typed is kept."""
    yours = mine(request, number, secret)
    row = complaints.complaint_of_order(yours.order, complaint)
    if deed not in DEEDS:
        raise NotFound(deed)
    make, act, done = DEEDS[deed]
    form = make(request.POST, request.FILES)
    if form.is_valid():
        try:
            act(yours, row, form)
        except complaints.AlreadyOpen as known:
            messages.info(request, str(known))
            return yours.to(f"complaints/{known.number}/")
        except Refusal as refusal:
            row.refresh_from_db()
            form.refuse(refusal)
        if not form.errors:
            messages.success(request, str(done()))
            return yours.to(f"complaints/{row.number}/")
    return _page(request, yours, row, deed=deed, form=form, status=422)


def _grade(yours: Mine, row: Any, form: Any) -> None:
    said = form.cleaned_data
    complaints.grade_answer(complaint=row, grade=said["grade"], note=said["note"], by=yours.person, now=now())


def _account(yours: Mine, row: Any, form: Any) -> None:
    complaints.give_account(complaint=row, payee=form.payee, now=now())


def _evidence(yours: Mine, row: Any, form: Any) -> None:
    taken = form.take_in()
    if not form.errors:
        complaints.add_evidence(complaint=row, evidence=taken, role="buyer", now=now())


def _to_desk(yours: Mine, row: Any, form: Any) -> None:
    complaints.escalate(complaint=row, to="desk", by=yours.person, now=now())


def _take_back(yours: Mine, row: Any, form: Any) -> None:
    complaints.take_back(complaint=row, by=yours.person, now=now())


def _reopen(yours: Mine, row: Any, form: Any) -> None:
    complaints.reopen_complaint(complaint=row, by=yours.person, now=now())


Deed = tuple[type[Form], Callable[[Mine, Any, Any], None], Callable[[], str]]
DEEDS: dict[str, Deed] = {
    "grade": (GradeForm, _grade, lambda: _("Thank you: it is noted.")),
    "account": (AccountForm, _account, lambda: _("Thank you: the money goes to this account.")),
    "evidence": (EvidenceForm, _evidence, lambda: _("It is added.")),
    "desk": (Form, _to_desk, lambda: _("The desk of Twiza has it now.")),
    "take-back": (Form, _take_back, lambda: _("It is closed, as you wish.")),
    "reopen": (Form, _reopen, lambda: _("It is open again. The cooperative has been told.")),
}


def _page(
    request: HttpRequest,
    yours: Mine,
    row: Any,
    *,
    deed: str = "",
    form: Any = None,
    thread: Any = None,
    status: int = 200,
) -> HttpResponse:
    thread = thread or _thread(request, yours, row)
    view = complaints.complaint_view(row, now=now())
    forms = {"grade": GradeForm(), "account": AccountForm(), "evidence": EvidenceForm()}
    if form is not None:
        forms[deed] = form
    shown = {
        "here": yours.here,
        "order": yours.order,
        "secret": yours.secret,
        "complaint": view,
        "clocks": view.clocks,
        "forms": forms,
        "deed": deed,
        "openings": openings_of(row),
        "association_link": association_link(yours.here, row),
        "thread": thread,
    }
    return render(request, "shop/complaints/complaint.html", shown, status=max(status, thread.status))


def _thread(request: HttpRequest, yours: Mine, row: Any) -> threads.Thread:
    return threads.open_thread(
        request,
        subject=row.subject,
        role="buyer",
        author=yours.person,
        author_name=yours.order.name,
        address=f"{yours.here}complaints/{row.number}/messages/",
    )


@never_cache
def say(request: HttpRequest, number: str, complaint: str, secret: str = "") -> HttpResponse:
    """A message in its thread; GET shows earlier ones."""
    yours = mine(request, number, secret)
    row = complaints.complaint_of_order(yours.order, complaint)
    thread = _thread(request, yours, row)
    if thread.sent:
        return yours.to(f"complaints/{row.number}/#thread")
    return _page(request, yours, row, thread=thread)


@never_cache
@require_GET
def message_file(
    request: HttpRequest, number: str, complaint: str, message_id: int, n: int, secret: str = ""
) -> HttpResponse:
    yours = mine(request, number, secret)
    row = complaints.complaint_of_order(yours.order, complaint)
    return threads.send_file(subject=row.subject, message_id=message_id, n=n, role="buyer")
