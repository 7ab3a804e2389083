from django.urls import path

from twiza.web.shop import first

app_name = "workshop"
urlpatterns = [path("", first.by_language, name="start")]
