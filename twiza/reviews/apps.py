from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "twiza.reviews"
    label = "reviews"
