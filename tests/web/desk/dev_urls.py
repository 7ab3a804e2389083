"""The site's addresses and the letters page, as a laptop has them."""

from django.urls import path

from twiza.config.urls import urlpatterns as site
from twiza.web.desk import dev

urlpatterns = [path("dev/letters", dev.letters, name="letters"), *site]
