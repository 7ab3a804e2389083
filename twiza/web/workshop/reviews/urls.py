from django.urls import path

from twiza.web.workshop.reviews import pages

patterns = [
    path("<slug:slug>/reviews/", pages.list_of, name="reviews"),
    path("<slug:slug>/reviews/<int:review_id>/", pages.answer, name="review"),
]
