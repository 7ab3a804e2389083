"""A seller who is not on Twiza: where to go, and a file to hand in. Nothing typed here is kept."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from twiza.complaints import api as complaints
from twiza.kernel.refusals import Refusal
from twiza.people import api as people
from twiza.web.kit.gate import now
from twiza.web.shop.complaints.forms import ElsewhereForm


@never_cache
@require_http_methods(["GET", "POST"])
def elsewhere(request: HttpRequest) -> HttpResponse:
    """The form; a POST answers with the file, as PDF."""
    language = get_language() or "ar"
    asked = {"problem": request.GET.get("problem", ""), "language": "fr" if language == "fr" else "ar"}
    form, status = ElsewhereForm(request.POST or None, initial=asked), 200
    if request.method == "POST":
        if form.is_valid():
            try:
                data = complaints.outside_pdf(
                    form.facts_of(),
                    language=form.cleaned_data["language"],
                    client=people.client_address(request),
                    now=now(),
                )
                headers = {"Content-Disposition": 'attachment; filename="file.pdf"'}
                return HttpResponse(data, content_type="application/pdf", headers=headers)
            except Refusal as refusal:
                form.refuse(refusal)
        status = 422
    shown = {"form": form, "portal": complaints.PORTAL, "language": language}
    return render(request, "shop/complaints/elsewhere.html", shown, status=status)
