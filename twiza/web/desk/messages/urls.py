from django.urls import URLPattern, path

from twiza.web.desk.messages import views

patterns: list[URLPattern] = [
    path("messages/", views.flagged, name="flags"),
    path("messages/<int:message_id>/", views.message, name="flags-one"),
    path("messages/<int:message_id>/settle/", views.settle, name="flags-settle"),
    path("messages/<int:message_id>/<int:shown_id>/<int:n>/", views.file, name="flags-file"),
]
