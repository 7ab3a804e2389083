from django.urls import path

from twiza.web.association.alerts import pages

patterns = [
    path("<slug:slug>/alerts/", pages.alerts, name="alerts"),
    path("<slug:slug>/alerts/<int:alert_id>/acknowledge/", pages.acknowledge, name="alert-acknowledge"),
]
