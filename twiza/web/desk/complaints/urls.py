from django.urls import URLPattern, path

from twiza.web.desk.complaints import views

ONE, REPORT = "complaints/<str:number>/", "market-reports/<str:number>/"
patterns: list[URLPattern] = [
    path("complaints/", views.list_of, name="complaints"),
    path(ONE, views.one, name="complaints-one"),
    path(f"{ONE}take-up/", views.take_up, name="complaints-take-up"),
    path(f"{ONE}evidence/<int:evidence_id>/", views.evidence, name="complaints-evidence"),
    path(f"{ONE}<int:message_id>/<int:n>/", views.file, name="complaints-file"),
    path("market-reports/", views.reports, name="market-reports"),
    path(REPORT, views.report, name="market-reports-one"),
    path(f"{REPORT}evidence/<int:evidence_id>/", views.report_evidence, name="market-reports-evidence"),
]
