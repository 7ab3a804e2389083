from django.urls import URLPattern, path

from twiza.web.workshop.complaints import views

ONE = "<slug:slug>/complaints/<str:number>/"
patterns: list[URLPattern] = [
    path("<slug:slug>/complaints/", views.list_of, name="complaints"),
    path(ONE, views.one, name="complaints-one"),
    path(f"{ONE}done/", views.done, name="complaints-done"),
    path(f"{ONE}evidence/<int:evidence_id>/", views.evidence, name="complaints-evidence"),
    path(f"{ONE}<int:message_id>/<int:n>/", views.file, name="complaints-file"),
]
