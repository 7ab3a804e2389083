from django.urls import path

from twiza.web.shop import first

app_name = "desk"
urlpatterns = [path("", first.by_language, name="start")]
