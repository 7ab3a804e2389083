"""The association's addresses: for its own team alone, every one of them but the invitation to join it."""

from django.urls import URLPattern, path

from twiza.web.association import start
from twiza.web.association.alerts import urls as alerts_room
from twiza.web.association.cases import urls as cases_room
from twiza.web.association.closing import urls as closing_room
from twiza.web.association.intake import urls as intake_room
from twiza.web.association.proposals import urls as proposals_room
from twiza.web.association.publications import urls as publications_room
from twiza.web.association.recalls import urls as recalls_room
from twiza.web.association.statistics import urls as statistics_room
from twiza.web.association.team import urls as team_room

app_name = "association"
HALL: list[URLPattern] = [
    path("", start.door, name="door"),
    path("invitation/<str:token>/", start.invitation, name="invitation"),
    path("<slug:slug>/", start.start, name="start"),
]
ROOMS: list[URLPattern] = [
    *cases_room.patterns,
    *proposals_room.patterns,
    *closing_room.patterns,
    *intake_room.patterns,
    *alerts_room.patterns,
    *recalls_room.patterns,
    *publications_room.patterns,
    *statistics_room.patterns,
    *team_room.patterns,
]
urlpatterns = [*HALL, *ROOMS]
