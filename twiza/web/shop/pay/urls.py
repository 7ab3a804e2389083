"""The addresses of paying; the acquirers' own door, `pay_callback`, has no language and stands in config/urls.py."""

from django.urls import path

from twiza.web.shop.pay import pages, simulator

patterns = [
    path("pay/simulator/", simulator.simulator, name="pay_simulator"),
    path("pay/simulator/act/", simulator.act, name="pay_simulator_act"),
    path("pay/<str:number>/<str:secret>/", pages.pay, name="pay"),
    path("pay/<str:number>/<str:secret>/start/", pages.start, name="pay_start"),
    path("pay/<str:number>/<str:secret>/ok/", pages.result, {"how": "ok"}, name="pay_ok"),
    path("pay/<str:number>/<str:secret>/fail/", pages.result, {"how": "fail"}, name="pay_fail"),
]
