from django.urls import path

from twiza.web.shop.reviews import pages

patterns = [
    path("product/<slug:slug>/reviews/", pages.of_product, name="reviews"),
    path("orders/<str:number>/reviews/", pages.of_order, name="reviews_of_order"),
    path("orders/<str:number>/reviews/<int:line_id>/", pages.write, name="review"),
    path("orders/<str:number>/reviews/<int:line_id>/take-back/", pages.take_back, name="review_take_back"),
    path("orders/<str:number>/<str:secret>/reviews/", pages.of_order, name="reviews_of_order_by_link"),
    path("orders/<str:number>/<str:secret>/reviews/<int:line_id>/", pages.write, name="review_by_link"),
    path(
        "orders/<str:number>/<str:secret>/reviews/<int:line_id>/take-back/",
        pages.take_back,
        name="review_take_back_by_link",
    ),
]
