"""What others may do with reviews: what buyers say of what they really received. Keyword-only actions, `now` always.

Nobody gains anything by a review: there is no reward, no voucher, no price that depends on one (`house.reviews`).

Buyer (let in to the order as its person, or by its link)
- `may_review(order, *, now) -> list[LineToReview]`: each line, may it be reviewed, until when, or why not; `mine`
- `line_of_order(order, line_id)`, `review_of_order(order, line_id)` (NotFound for a stranger's)
- `write_review(*, line, stars, text="", language, photos=(), sign=True, network="", device="", now) -> Review`
  [CannotReview, StarsMissing, TextTooLong, TooManyPhotos]; `photos` are `take_in_image` rows;
  `network, device = traces_of(client=address, agent=browser)`
- `edit_review(*, review, stars, text, language="", photos=None, sign=True, now)` [EditingOver, ReviewIsRemoved, …]
- `take_back_review(*, review, now, by=None)` [MoveRefused]

Cooperative: `review_of_cooperative(cooperative_id, review_id)`, `answer_review(*, review, text, language, by, now)`
once, changed once with its trace [AnswerMissing, TextTooLong, ReviewIsRemoved, AnswerFinal];
`reviews_of_cooperative(cooperative_id, *, show="" | "to_answer", after)`, `to_answer(cooperative_id) -> int`

Desk: `review_for_desk`, `reviews_for_desk(person, *, text, status, after)`, `remove_review(*, review, reason, by, now)`
[UnknownRemovalReason, NotYourReason, MoveRefused], `restore_review(*, review, by)`, `removal_reasons()`;
`clusters_for_desk(person, *, status, after)`, `cluster_for_desk`, `cluster_card`, `cluster_reviews`, `open_clusters()`,
`settle_cluster(*, cluster, made, note, by, now)`

Everybody: `reviews_of_product(product_id, *, order="newest", after) -> Page[ReviewView]` (three queries; removed ones
stand there as stubs), `sorts()`, `summary_of_products(ids) -> {id: Summary}` (one query)

Personal data: `personal_data(*, person)`, `forget_person(*, person, now)`, `forget_parts(*, numbers, now)` of guests
"""

from django.utils.functional import Promise

from twiza.reviews.access import (
    cluster_for_desk,
    line_of_order,
    review_for_desk,
    review_of_cooperative,
    review_of_order,
)
from twiza.reviews.actions.answer_review import answer_review
from twiza.reviews.actions.edit_review import edit_review
from twiza.reviews.actions.find_clusters import find_clusters
from twiza.reviews.actions.forget_person import forget_parts, forget_person
from twiza.reviews.actions.forget_traces import forget_traces
from twiza.reviews.actions.remove_review import remove_review, restore_review, take_back_review
from twiza.reviews.actions.settle_cluster import settle_cluster
from twiza.reviews.actions.write_review import write_review
from twiza.reviews.facts import ReviewAnswered, ReviewRemoved, ReviewsSuspected, ReviewWritten
from twiza.reviews.models import Cluster, Review
from twiza.reviews.queries.clusters import cluster_card, cluster_reviews, clusters_for_desk, open_clusters
from twiza.reviews.queries.lines import may_review
from twiza.reviews.queries.personal import personal_data
from twiza.reviews.queries.shown import (
    review_view,
    reviews_for_desk,
    reviews_of_cooperative,
    reviews_of_product,
    stars_of_all,
    summary_of_products,
    to_answer,
)
from twiza.reviews.queries.traces import traces_of
from twiza.reviews.queries.views import AnswerView, ClusterCard, LineToReview, Page, ReviewView, Summary
from twiza.reviews.terms import (
    LONGEST,
    LONGEST_ANSWER,
    MOST_PHOTOS,
    AnswerFinal,
    AnswerMissing,
    CannotReview,
    EditingOver,
    NotYourReason,
    RemovalReason,
    ReviewIsRemoved,
    Sort,
    StarsMissing,
    TextTooLong,
    TooManyPhotos,
    UnknownRemovalReason,
    WhyNot,
)

__all__ = [
    "LONGEST",
    "LONGEST_ANSWER",
    "MOST_PHOTOS",
    "AnswerFinal",
    "AnswerMissing",
    "AnswerView",
    "CannotReview",
    "Cluster",
    "ClusterCard",
    "EditingOver",
    "LineToReview",
    "NotYourReason",
    "Page",
    "RemovalReason",
    "Review",
    "ReviewAnswered",
    "ReviewIsRemoved",
    "ReviewRemoved",
    "ReviewView",
    "ReviewWritten",
    "ReviewsSuspected",
    "Sort",
    "StarsMissing",
    "Summary",
    "TextTooLong",
    "TooManyPhotos",
    "UnknownRemovalReason",
    "WhyNot",
    "answer_review",
    "cluster_card",
    "cluster_for_desk",
    "cluster_reviews",
    "clusters_for_desk",
    "edit_review",
    "find_clusters",
    "forget_parts",
    "forget_person",
    "forget_traces",
    "line_of_order",
    "may_review",
    "open_clusters",
    "personal_data",
    "removal_reasons",
    "remove_review",
    "restore_review",
    "review_for_desk",
    "review_of_cooperative",
    "review_of_order",
    "review_view",
    "reviews_for_desk",
    "reviews_of_cooperative",
    "reviews_of_product",
    "settle_cluster",
    "sorts",
    "stars_of_all",
    "summary_of_products",
    "take_back_review",
    "to_answer",
    "traces_of",
    "write_review",
]


def removal_reasons() -> list[tuple[str, str | Promise]]:
    """Those of the desk; taking back is its author's."""
    return [(code, words) for code, words in RemovalReason.choices if code != RemovalReason.BY_AUTHOR]


def sorts() -> list[tuple[str, str | Promise]]:
    return list(Sort.choices)
