from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from twiza.ordering import api as ordering
from twiza.web.kit import threads
from twiza.web.kit.gate import now
from twiza.web.shop.mine import mine


@never_cache
def talk(request: HttpRequest, number: str, part: str, secret: str = "") -> HttpResponse:
    """The thread of one parcel, with its cooperative."""
    yours = mine(request, number, secret)
    row = yours.part(part)
    thread = threads.open_thread(
        request,
        subject=f"part:{row.number}",
        role="buyer",
        author=yours.person,
        author_name=yours.order.name,
        address=f"{yours.here}talk/{row.number}/",
    )
    if thread.sent:
        messages.success(request, _("Sent."))
        return yours.to(f"talk/{row.number}/")
    shown = {"here": yours.here, "order": yours.order, "part": ordering.part_view(row, now=now()), "thread": thread}
    return render(request, "shop/talk/talk.html", shown, status=thread.status)


@never_cache
@require_GET
def file(request: HttpRequest, number: str, part: str, message_id: int, n: int, secret: str = "") -> HttpResponse:
    row = mine(request, number, secret).part(part)
    return threads.send_file(subject=f"part:{row.number}", message_id=message_id, n=n, role="buyer")
