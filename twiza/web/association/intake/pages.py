"""A case in a few steps while somebody talks: by phone or at the counter, with a mandate that is proved."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from twiza.kernel.periods import day_of
from twiza.kernel.refusals import NotFound, Refusal
from twiza.mediation import api as mediation
from twiza.plumbing.api import file_card, open_file
from twiza.web.association.cases.pages import attached
from twiza.web.association.gate import AdviserRequest, works
from twiza.web.association.hall import back, do, hall
from twiza.web.association.intake.forms import ElsewhereForm, OrderCaseForm, PersonForm
from twiza.web.kit.gate import now
from twiza.web.kit.spans import after_of

ORIGINS = ("phone", "counter")


def _origin(request: AdviserRequest) -> str:
    asked = request.POST.get("origin") or request.GET.get("origin", "")
    return asked if asked in ORIGINS else ""


@works
def person(request: AdviserRequest, association: Any) -> HttpResponse:
    """Who it is and her mandate; the code goes to her phone by its own button, and nothing typed is lost."""
    moment, origin = now(), _origin(request)
    form = PersonForm(
        request.POST or None,
        request.FILES or None,
        today=day_of(moment),
        witness=request.user.name,
        language=request.LANGUAGE_CODE,
    )
    if request.method == "POST" and "send" in request.POST:
        sent = _send_code(request, association, form)
        return _page(request, association, form, origin, status=200 if sent else 422)
    if request.method == "POST" and form.is_valid():
        try:
            mandate = _record(request, association, dict(form.cleaned_data))
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            name = "intake-order" if mandate.order_id else "intake-elsewhere"
            response = back(name, association, mandate.number)
            response["Location"] += f"?origin={origin}"
            return response
    return _page(request, association, form, origin, status=422 if form.errors else 200)


def _page(request: AdviserRequest, association: Any, form: PersonForm, origin: str, *, status: int) -> HttpResponse:
    return hall(request, association, "intake/person", tab="intake", status=status, form=form, origin=origin)


def _send_code(request: AdviserRequest, association: Any, form: PersonForm) -> bool:
    """What else is missing is said when it is kept, not now."""
    form.is_valid()
    phone, language = form.cleaned_data.get("phone"), form.cleaned_data.get("language", "ar")
    wrong = form.errors.get("phone")
    form.errors.clear()
    if wrong:
        form.errors["phone"] = wrong
        return False
    try:
        mediation.ask_mandate_code(
            association=association, phone=phone or "", language=language, by=request.user, now=now()
        )
    except Refusal as refusal:
        form.refuse(refusal)
        return False
    messages.success(request, _("The code is on its way to this phone. Ask for it, and type it below."))
    return True


def _record(request: AdviserRequest, association: Any, typed: dict[str, Any]) -> Any:
    upload = typed.pop("scan")
    scan = mediation.take_in_scan(upload.read(), name=upload.name or "") if upload else None
    return mediation.record_mandate(association=association, scan=scan, by=request.user, now=now(), **typed)


@works
def of_order(request: AdviserRequest, association: Any, number: str) -> HttpResponse:
    """The case about her order on Twiza."""
    mandate = mediation.mandate_of_association(association, number, now=now())
    moment = now()
    order = mediation.order_of_mandate(mandate, adviser=request.user, why=_("taking the case"), now=moment)
    form = OrderCaseForm(
        request.POST or None, order=order, language=request.LANGUAGE_CODE, origin=_origin(request) or "phone"
    )
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            case = mediation.open_case_by_mandate(
                mandate=mandate,
                origin=typed["origin"],
                part_number=typed["part"],
                line_ids=typed["line_ids"],
                problem=typed["problem"],
                wish=typed["wish"],
                text=typed["text"],
                key=typed["key"],
                by=request.user,
                now=moment,
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The case is open."))
            return back("case", association, case.number)
    view = mediation.mandate_view(mandate, now=moment)
    status = 422 if form.errors else 200
    return hall(request, association, "intake/case", tab="intake", status=status, form=form, mandate=view, order=order)


@works
def elsewhere(request: AdviserRequest, association: Any, number: str) -> HttpResponse:
    """The case about a seller who is not on Twiza."""
    mandate = mediation.mandate_of_association(association, number, now=now())
    form = ElsewhereForm(request.POST or None, origin=_origin(request) or "phone")
    if request.method == "POST" and form.is_valid():
        try:
            case = mediation.open_case_elsewhere(mandate=mandate, by=request.user, now=now(), **form.cleaned_data)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The case is open."))
            return back("case", association, case.number)
    view = mediation.mandate_view(mandate, now=now())
    status = 422 if form.errors else 200
    return hall(request, association, "intake/case", tab="intake", status=status, form=form, mandate=view, order=None)


@works
@require_GET
def mandates(request: AdviserRequest, association: Any) -> HttpResponse:
    page = mediation.mandates_of(association, after=after_of(request), page_size=30, now=now())
    return hall(request, association, "intake/mandates", tab="intake", page=page)


@works
@require_POST
def revoke(request: AdviserRequest, association: Any, number: str) -> HttpResponse:
    found = mediation.mandate_of_association(association, number, now=now())
    do(
        request,
        gettext_lazy("The mandate is over. Its files are closed to you."),
        lambda: mediation.revoke_mandate(mandate=found, by=request.user, now=now()),
    )
    return back("mandates", association)


@works
@require_GET
def scan(request: AdviserRequest, association: Any, number: str) -> HttpResponse:
    found = mediation.mandate_of_association(association, number, now=now())
    card = file_card(found.scan_id) if found.scan_id else None
    if card is None:
        raise NotFound(number)
    return attached(open_file(card.id), card.media_type, card.name)
