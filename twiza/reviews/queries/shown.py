"""Reviews as pages show them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from twiza.freshness.api import note, note_each
from twiza.kernel.refusals import NotFound
from twiza.people.api import Role, has_role
from twiza.plumbing.api import image_sets
from twiza.reviews.models import Review, ReviewPhoto
from twiza.reviews.models import Summary as Row
from twiza.reviews.queries.views import AnswerView, Page, ReviewView, Summary
from twiza.reviews.states import ReviewStatus
from twiza.reviews.terms import RemovalReason, Sort

PAGE = 10
ORDERS = {
    Sort.NEWEST: ("-id",),
    Sort.OLDEST: ("id",),
    Sort.LOWEST: ("stars", "-id"),
    Sort.HIGHEST: ("-stars", "-id"),
}


def review_views(rows: Iterable[Review], *, whole: bool = False) -> list[ReviewView]:
    """Two queries for any number; `rows` come with answer, line, part, order and cooperative. `whole`: for the desk."""
    reviews = list(rows)
    photos = list(ReviewPhoto.objects.filter(review__in=[r.pk for r in reviews]).values_list("review", "image"))
    sets = image_sets(image for _review, image in photos) if photos else {}
    of = defaultdict(list)
    for review, image in photos:
        of[review].append(sets[image])
    return [_view(review, of[review.pk], whole) for review in reviews]


def _view(review: Review, photos: list[Any], whole: bool) -> ReviewView:
    removed = review.status == ReviewStatus.REMOVED
    shut = removed and not whole
    answer = None if shut else getattr(review, "answer", None)
    return ReviewView(
        id=review.pk,
        line_id=review.line_id,
        product_id=review.product_id,
        slug=review.line.slug,
        names=review.line.names,
        stars=0 if shut else review.stars,
        text="" if shut else review.text,
        language=review.language,
        signed="" if shut else review.signed,
        written_at=review.written_at,
        edited_at=None if shut else review.edited_at,
        is_removed=removed,
        reason=review.reason,
        reason_words=RemovalReason(review.reason).label if removed else "",
        removed_at=review.removed_at,
        photos=[] if shut else photos,
        answer=answer
        and AnswerView(answer.text, answer.language, answer.answered_at, answer.first_text, answer.edited_at),
        can_change_answer=answer is not None and answer.edited_at is None,
        cooperative_names=review.cooperative.names,
        order_number=review.line.part.order.number,
    )


def shown_with() -> QuerySet[Review]:
    return Review.objects.select_related("answer", "line__part__order", "cooperative")


def reviews_of_product(
    product_id: int, *, order: str = Sort.NEWEST, after: str | None = None, page_size: int = PAGE
) -> Page:
    """Newest first unless the reader chose another order; removed ones stand there as stubs. Three queries.

    A cursor that is none of ours: NotFound. An unknown order is the neutral one.
    """
    note(f"reviews:{product_id}")
    sort = Sort(order) if order in Sort.values else Sort.NEWEST
    rows = shown_with().filter(product=product_id)
    if after:
        rows = rows.filter(_further(sort, after))
    return _page(rows.order_by(*ORDERS[sort]), page_size, with_stars=sort in (Sort.LOWEST, Sort.HIGHEST))


def _further(sort: Sort, after: str) -> Q:
    if sort == Sort.NEWEST:
        return Q(pk__lt=number_of(after))
    if sort == Sort.OLDEST:
        return Q(pk__gt=number_of(after))
    stars, _dash, pk = after.partition("-")
    beyond = Q(stars__gt=number_of(stars)) if sort == Sort.LOWEST else Q(stars__lt=number_of(stars))
    return beyond | Q(stars=number_of(stars), pk__lt=number_of(pk))


def _page(rows: QuerySet[Review], page_size: int, *, with_stars: bool = False, whole: bool = False) -> Page:
    found = list(rows[: page_size + 1])
    shown = found[:page_size]
    more = ""
    if len(found) > page_size:
        more = f"{shown[-1].stars}-{shown[-1].pk}" if with_stars else str(shown[-1].pk)
    return Page(review_views(shown, whole=whole), more or None)


def number_of(text: str) -> int:
    if not (text.isascii() and text.isdecimal()) or len(text) > 18:
        raise NotFound()
    return int(text)


def reviews_of_cooperative(
    cooperative_id: int, *, show: str = "", after: str | None = None, page_size: int = 20
) -> Page:
    """Newest first; `show="to_answer"`: those shown that have no answer. For a team that was let in. Three queries."""
    rows = shown_with().filter(cooperative=cooperative_id)
    if show == "to_answer":
        rows = rows.filter(status=ReviewStatus.SHOWN, answer=None)
    if after:
        rows = rows.filter(pk__lt=number_of(after))
    return _page(rows.order_by("-id"), page_size)


def to_answer(cooperative_id: int) -> int:
    return Review.objects.filter(cooperative=cooperative_id, status=ReviewStatus.SHOWN, answer=None).count()


def reviews_for_desk(
    person: Any, *, text: str = "", status: str = "", after: str | None = None, page_size: int = 30
) -> Page:
    """All of them, whole, newest first; `text` is a part of the words or an order's number. NotFound for others."""
    if not has_role(person, Role.DESK):
        raise NotFound()
    rows = shown_with()
    if status in ReviewStatus.values:
        rows = rows.filter(status=status)
    if text:
        rows = rows.filter(Q(text__icontains=text) | Q(line__part__order__number=text.upper()))
    if after:
        rows = rows.filter(pk__lt=number_of(after))
    return _page(rows.order_by("-id"), page_size, whole=True)


def review_view(review: Review, *, whole: bool = False) -> ReviewView:
    return review_views(shown_with().filter(pk=review.pk), whole=whole)[0]


def stars_of_all() -> dict[int, tuple[int, int]]:
    """(sum of stars, reviews shown) of every product that has a review; for the index."""
    return {
        pk: (stars, count)
        for pk, stars, count in Row.objects.filter(count__gt=0).values_list("product", "sum", "count")
    }


def summary_of_products(ids: Iterable[int]) -> dict[int, Summary]:
    """By product; those that were never reviewed are left out. One query, whatever the number."""
    wanted = list(ids)
    note_each("reviews", wanted)
    rows = Row.objects.filter(product__in=wanted)
    return {
        row.product_id: Summary(
            count=row.count,
            tenths=(20 * row.sum + row.count) // (2 * row.count) if row.count else 0,
            histogram=(row.five, row.four, row.three, row.two, row.one),
            removed=row.removed,
        )
        for row in rows
    }
