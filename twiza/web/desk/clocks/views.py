"""Open clocks: the overdue first, by kind and by who owes them."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from twiza.clocks import api as clocks
from twiza.web.desk.hall import DeskRequest, hall, word_of
from twiza.web.kit.gate import desk_only, now
from twiza.web.kit.spans import after_of

OWED = {
    "cooperative": _("Cooperatives"),
    "platform": _("Twiza"),
    "buyer": _("Buyers"),
    "association": _("Associations"),
}


@desk_only
@require_safe
def clocks_list(request: DeskRequest) -> HttpResponse:
    moment = now()
    owed_by = word_of(request, "owed_by", *clocks.OWED)
    kind = word_of(request, "kind", *(named.code for named in clocks.kinds()))
    show = word_of(request, "show", "all")
    page = clocks.open_clocks(
        now=moment, kind=kind, owed_by=owed_by, overdue=show != "all", after=after_of(request), page_size=50
    )
    counts = clocks.clock_counts(now=moment)
    return hall(
        request,
        "clocks/clocks",
        tab="clocks",
        page=page,
        counts=counts,
        overdue=sum(count.overdue for count in counts),
        owed=OWED,
        owed_by=owed_by,
        kind=kind,
        show=show,
    )
