from django.urls import URLPattern, path

from twiza.web.shop.complaints import elsewhere, following, opening, reports

ROWS = (
    ("complaints/new/", opening.new, "complaint_new"),
    ("complaints/", following.of_order, "complaints_of_order"),
    ("complaints/<str:complaint>/", following.complaint, "complaint"),
    ("complaints/<str:complaint>/files/<int:n>/", following.file, "complaint_file"),
    ("complaints/<str:complaint>/messages/", following.say, "complaint_messages"),
    ("complaints/<str:complaint>/messages/<int:message_id>/<int:n>/", following.message_file, "complaint_message_file"),
    ("complaints/<str:complaint>/<slug:deed>/", following.do, "complaint_do"),
)
patterns: list[URLPattern] = [
    path("complaints/", following.complaints_of_mine, name="complaints"),
    path("report/", reports.report, name="report"),
    path("report/receipt/", reports.receipt, name="report_receipt"),
    path("elsewhere/", elsewhere.elsewhere, name="elsewhere"),
    *(path(f"orders/<str:number>/{under}", view, name=name) for under, view, name in ROWS),
    *(path(f"orders/<str:number>/<str:secret>/{under}", view, name=f"{name}_by_link") for under, view, name in ROWS),
]
