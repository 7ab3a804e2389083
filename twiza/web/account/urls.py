from django.urls import path

from twiza.web.shop import first

app_name = "account"
urlpatterns = [path("", first.by_language, name="home")]
