"""The whole catalogue as a sheet: in (looked at first, applied then) and out."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from twiza.catalog import api as catalog
from twiza.kernel.refusals import NotFound, Refusal
from twiza.web.workshop.forms.sheets import SheetForm
from twiza.web.workshop.roles import TeamRequest, manages
from twiza.web.workshop.room import back, do, room

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
OUTCOMES = (
    ("created", "plus", _("New")),
    ("changed", "pencil", _("Changed")),
    ("unchanged", "check", _("As before")),
    ("refused", "circle-x", _("Refused")),
    ("warned", "triangle-alert", _("To look at")),
)
LANGUAGES = (("ar", "العربية"), ("fr", "Français"), ("en", "English"))


@manages
def sheets(request: TeamRequest, cooperative: Any) -> HttpResponse:
    """Give in a file, fetch an empty or a full one, see the last imports."""
    form = SheetForm(request.POST or None, request.FILES or None, initial={"language": request.LANGUAGE_CODE})
    if request.method == "POST" and form.is_valid():
        value = form.cleaned_data
        try:
            run = catalog.start_import(
                cooperative_id=cooperative.pk,
                data=value["sheet"].read(),
                name=value["sheet"].name,
                by=request.user,
                format=value["format"] or "auto",
                language=value["language"] or "ar",
            )
        except Refusal as refusal:
            form.add_error("sheet" if refusal.field not in form.fields else refusal.field, str(refusal))
        else:
            return back("import", cooperative, run.pk)
    runs = catalog.runs_of_cooperative(cooperative.pk)
    status = 422 if form.errors else 200
    return room(
        request, cooperative, "sheets", tab="products", status=status, form=form, runs=runs, languages=LANGUAGES
    )


@manages
def sheet(request: TeamRequest, cooperative: Any, run_id: int) -> HttpResponse:
    """One import: its progress while the worker reads or applies it, else what would become of each row, and why."""
    card = catalog.import_run_card(cooperative_id=cooperative.pk, run_id=run_id)
    asked = request.GET.get("outcome")
    outcome = asked if asked in [o for o, _i, _w in OUTCOMES] else None
    number = request.GET.get("page", "1")
    rows = None
    if card.status in ("checked", "applied"):
        rows = catalog.import_rows(
            cooperative_id=cooperative.pk,
            run_id=run_id,
            outcome=outcome,
            page=int(number) if number.isascii() and number.isdigit() and len(number) < 8 else 1,
        )
    tiles = [(name, icon, word, card.counts.get(name, 0)) for name, icon, word in OUTCOMES]
    busy = card.status in ("reading", "applying")
    template = "import_part" if getattr(request, "htmx", False) else "import"
    return room(
        request, cooperative, template, tab="products", run=card, rows=rows, outcome=outcome, tiles=tiles, busy=busy
    )


@manages
@require_POST
def apply_sheet(request: TeamRequest, cooperative: Any, run_id: int) -> HttpResponse:
    do(
        request,
        _("The sheet is being applied."),
        lambda: catalog.apply_import(cooperative_id=cooperative.pk, run_id=run_id, by=request.user),
    )
    return back("import", cooperative, run_id)


@manages
def corrected(request: TeamRequest, cooperative: Any, run_id: int) -> HttpResponse:
    language = request.LANGUAGE_CODE
    data = catalog.corrected_sheet(cooperative_id=cooperative.pk, run_id=run_id, language=language)
    return _download(data, f"import-{run_id}.xlsx", "xlsx")


@manages
def template(request: TeamRequest, cooperative: Any, language: str, kind: str) -> HttpResponse:
    """An empty sheet with headings in one language."""
    if kind not in KINDS or language not in dict(LANGUAGES):
        raise NotFound(kind)
    return _download(catalog.template_sheet(language, kind), f"twiza-{language}.{kind}", kind)


@manages
def export(request: TeamRequest, cooperative: Any, kind: str) -> HttpResponse:
    """All products as our own sheet; imported again it changes nothing."""
    if kind not in KINDS:
        raise NotFound(kind)
    language = request.LANGUAGE_CODE
    pieces = catalog.export_catalogue(cooperative_id=cooperative.pk, language=language, kind=kind)
    headers = {
        "Content-Disposition": f'attachment; filename="{cooperative.slug}.{kind}"',
        "Cache-Control": "private, no-store",
    }
    return StreamingHttpResponse(pieces, content_type=KINDS[kind], headers=headers)  # type: ignore[return-value]


def _download(data: bytes, name: str, kind: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(data, content_type=KINDS[kind], headers=headers)
