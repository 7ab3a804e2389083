"""The association's addresses: for its own team alone, every one of them."""

from django.urls import URLPattern

app_name = "association"
HALL: list[URLPattern] = []
ROOMS: list[URLPattern] = []
urlpatterns = [*ROOMS, *HALL]
