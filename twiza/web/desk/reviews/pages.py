"""What looks made, and what has to go: by people, for a typed reason, in sight of everybody."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from twiza.reviews import api as reviews
from twiza.web.desk.hall import DeskRequest, do, hall, word_of
from twiza.web.kit.gate import desk_only, now


@desk_only
@require_GET
def list_of(request: DeskRequest) -> HttpResponse:
    """All reviews, newest first, whole: also what was removed."""
    text, status = word_of(request, "text"), word_of(request, "state", "shown", "removed")
    page = reviews.reviews_for_desk(request.user, text=text, status=status, after=request.GET.get("after"))
    return hall(
        request, "reviews/list", tab="reviews", page=page, text=text, state=status, waiting=reviews.open_clusters()
    )


@desk_only
def review(request: DeskRequest, review_id: int) -> HttpResponse:
    found = reviews.review_for_desk(request.user, review_id)
    shown = reviews.review_view(found, whole=True)
    return hall(request, "reviews/review", tab="reviews", review=shown, reasons=reviews.removal_reasons())


@desk_only
@require_POST
def remove(request: DeskRequest, review_id: int) -> HttpResponse:
    found, reason = reviews.review_for_desk(request.user, review_id), request.POST.get("reason", "")
    do(
        request,
        _("It is removed. The reason stands in its place."),
        lambda: reviews.remove_review(review=found, reason=reason, by=request.user, now=now()),
    )
    return redirect("desk:review", review_id)


@desk_only
@require_POST
def restore(request: DeskRequest, review_id: int) -> HttpResponse:
    found = reviews.review_for_desk(request.user, review_id)
    do(request, _("It stands there again."), lambda: reviews.restore_review(review=found, by=request.user))
    return redirect("desk:review", review_id)


@desk_only
@require_GET
def clusters(request: DeskRequest) -> HttpResponse:
    status = word_of(request, "state", "open", "harmless", "made")
    page = reviews.clusters_for_desk(request.user, status=status, after=request.GET.get("after"))
    return hall(request, "reviews/clusters", tab="reviews", page=page, state=status)


@desk_only
@require_GET
def cluster(request: DeskRequest, cluster_id: int) -> HttpResponse:
    found = reviews.cluster_for_desk(request.user, cluster_id)
    card, items = reviews.cluster_card(found), reviews.cluster_reviews(found)
    return hall(request, "reviews/cluster", tab="reviews", cluster=card, items=items)


@desk_only
@require_POST
def settle(request: DeskRequest, cluster_id: int) -> HttpResponse:
    found, made = reviews.cluster_for_desk(request.user, cluster_id), request.POST.get("verdict") == "made"
    note = request.POST.get("note", "")
    do(
        request,
        _("Removed as made up; the reason stands in their place.") if made else _("Noted: nothing wrong with them."),
        lambda: reviews.settle_cluster(cluster=found, made=made, note=note, by=request.user, now=now()),
    )
    return redirect("desk:reviews-cluster", cluster_id)
