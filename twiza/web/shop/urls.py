from django.urls import path

from twiza.web.shop import first

app_name = "shop"
NAMES = "home search basket me rights terms privacy about track orders".split()
urlpatterns = [path("" if n == "home" else n, first.by_language, name=n) for n in NAMES]
