from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from twiza.ordering import api as ordering
from twiza.web.kit import threads
from twiza.web.kit.gate import now
from twiza.web.workshop.roles import TeamRequest, prepares
from twiza.web.workshop.room import back, room


@prepares
def talk(request: TeamRequest, cooperative: Any, number: str) -> HttpResponse:
    """The thread of one parcel, with its buyer."""
    row = ordering.part_of_cooperative(cooperative.pk, number)
    thread = threads.open_thread(
        request,
        subject=f"part:{row.number}",
        role="cooperative",
        author=request.user,
        author_name=request.user.name,
        address=reverse("workshop:talk", args=(cooperative.slug, row.number)),
    )
    if thread.sent:
        messages.success(request, _("Sent."))
        return back("talk", cooperative, row.number)
    part = ordering.part_view(row, now=now())
    return room(request, cooperative, "talk/talk", tab="orders", status=thread.status, part=part, thread=thread)


@prepares
@require_GET
def file(request: TeamRequest, cooperative: Any, number: str, message_id: int, n: int) -> HttpResponse:
    row = ordering.part_of_cooperative(cooperative.pk, number)
    return threads.send_file(subject=f"part:{row.number}", message_id=message_id, n=n, role="cooperative")
