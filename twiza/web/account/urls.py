"""The account's own screens, under /<language>/me/. Signing in and out: `doors.py`."""

from django.urls import path

from twiza.web.account import addresses, mine
from twiza.web.account.privacy import urls as privacy_room
from twiza.web.account.work import urls as work_room

app_name = "account"
urlpatterns = [
    *work_room.patterns,
    *privacy_room.patterns,
    path("", mine.home, name="home"),
    path("addresses/", addresses.addresses, name="addresses"),
    path("addresses/add/", addresses.add, name="address_add"),
    path("addresses/<int:address_id>/", addresses.change, name="address"),
    path("addresses/<int:address_id>/remove/", addresses.remove, name="address_remove"),
]
