from django.urls import URLPattern, path

from twiza.web.desk.payouts import refunds, runs

patterns: list[URLPattern] = [
    path("payouts/", runs.runs, name="payouts"),
    path("payouts/prepare/", runs.prepare, name="payouts-prepare"),
    path("payouts/<int:run_id>/", runs.run, name="payouts-run"),
    path("payouts/<int:run_id>/approve/", runs.approve, name="payouts-approve"),
    path("payouts/<int:run_id>/release/", runs.release, name="payouts-release"),
    path("payouts/one/<int:payout_id>/", runs.payout, name="payouts-one"),
    path("refunds/", refunds.refunds, name="refunds"),
    path("refunds/<int:refund_id>/", refunds.refund, name="refunds-one"),
    path("orders/<str:number>/<str:part_number>/money/", refunds.part_money, name="refunds-part"),
    path("orders/<str:number>/<str:part_number>/hold/", refunds.hold, name="refunds-hold"),
    path("holds/", refunds.holds, name="holds"),
    path("holds/lift/", refunds.lift, name="holds-lift"),
]
