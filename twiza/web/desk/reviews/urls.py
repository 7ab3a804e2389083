from django.urls import path

from twiza.web.desk.reviews import pages

patterns = [
    path("reviews/", pages.list_of, name="reviews"),
    path("reviews/<int:review_id>/", pages.review, name="review"),
    path("reviews/<int:review_id>/remove/", pages.remove, name="review-remove"),
    path("reviews/<int:review_id>/restore/", pages.restore, name="review-restore"),
    path("reviews/clusters/", pages.clusters, name="reviews-clusters"),
    path("reviews/clusters/<int:cluster_id>/", pages.cluster, name="reviews-cluster"),
    path("reviews/clusters/<int:cluster_id>/settle/", pages.settle, name="reviews-settle"),
]
