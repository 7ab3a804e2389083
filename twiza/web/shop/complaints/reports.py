"""Telling the market about itself: a page, a cooperative, an advertisement, a review, a message."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from twiza.catalog import api as catalog
from twiza.complaints import api as complaints
from twiza.cooperatives import api as cooperatives
from twiza.kernel.periods import day_of
from twiza.kernel.refusals import NotFound, Refusal
from twiza.people import api as people
from twiza.web.kit.forms import lazy_pick
from twiza.web.kit.gate import now
from twiza.web.shop.complaints.forms import ReceiptForm, ReportForm


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What a report is about, found on the market; `asked` was named and is not there."""

    asked: str = ""
    slug: str = ""
    words: Any = ""
    cooperative_id: int | None = None
    product_id: int | None = None


def _named(about: str, subject: str, words: str) -> Named:
    """By its slug, or by the address of its page where that was typed."""
    in_words = words.partition("?")[0].rstrip("/").rpartition("/")[2] if "/" in words else ""
    for slug in filter(None, (subject, in_words)):
        try:
            if about == complaints.ReportSubject.COOPERATIVE:
                card = cooperatives.public_cooperative(slug, on=day_of(now())).card
                return Named(slug=slug, words=lazy_pick(card.names), cooperative_id=card.id)
            page = catalog.product_page(slug)
        except NotFound:
            continue
        return Named(slug=slug, words=lazy_pick(page.names), cooperative_id=page.cooperative_id, product_id=page.id)
    return Named(asked=subject or in_words)


@never_cache
@require_http_methods(["GET", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """A form without a name on it; then the receipt, whose number leads to the answer."""
    asked = {name: request.GET.get(name, "")[:200] for name in ("about", "subject", "words", "problem")}
    form = ReportForm(request.POST or None, request.FILES or None, initial=asked | {"key": uuid4().hex})
    said = request.POST if request.method == "POST" else asked
    named = _named(said.get("about", ""), said.get("subject", "")[:120], said.get("words", "")[:200])
    if named.asked and not asked["words"]:
        form.initial["words"] = named.asked
    status = 200
    if request.method == "POST":
        evidence = _evidence(request, form)
        if not form.errors:
            try:
                made = _file(request, form, named, evidence)
                view = complaints.report_view(made, now=now())
                return render(request, "shop/complaints/receipt.html", {"report": view, "fresh": True, "named": named})
            except Refusal as refusal:
                form.refuse(refusal)
        status = 422
    return render(request, "shop/complaints/report.html", {"form": form, "named": named}, status=status)


def _evidence(request: HttpRequest, form: ReportForm) -> list[tuple[int, str]]:
    """Nobody signs in here: forms with files are counted before anything of them is kept."""
    if form.is_valid() and form.cleaned_data["files"]:
        try:
            complaints.count_files(client=people.client_address(request), now=now())
        except Refusal as refusal:
            form.refuse(refusal)
    return form.keep(form.kept_files) if form.errors else form.take_in()


def _file(request: HttpRequest, form: ReportForm, named: Named, evidence: list[tuple[int, str]]) -> Any:
    said = form.cleaned_data
    return complaints.file_report(
        about=said["about"],
        subject=named.slug,
        words=said["words"] or str(named.words) or named.asked,
        cooperative_id=named.cooperative_id,
        product_id=named.product_id,
        problem=said["problem"],
        text=said["text"],
        evidence=evidence,
        email=said["email"],
        phone=said["phone"],
        language=get_language() or "ar",
        client=people.client_address(request),
        key=said["key"],
        now=now(),
    )


@never_cache
@require_http_methods(["GET", "POST"])
def receipt(request: HttpRequest) -> HttpResponse:
    """What became of a report, for whoever has its number."""
    form, status = ReceiptForm(request.POST or None), 200
    if request.method == "POST" and form.is_valid():
        try:
            found = complaints.report_by_number(
                form.cleaned_data["number"], client=people.client_address(request), now=now()
            )
            view = complaints.report_view(found, now=now())
            return render(request, "shop/complaints/receipt.html", {"report": view, "fresh": False})
        except NotFound:
            form.add_error("number", _("There is no report with this number. Check it."))
            status = 404
        except Refusal as refusal:
            form.refuse(refusal)
            status = 429
    return render(request, "shop/complaints/look_up.html", {"form": form}, status=status)
