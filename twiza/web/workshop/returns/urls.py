from django.urls import URLPattern, path

from twiza.web.workshop.returns import pages

patterns: list[URLPattern] = [
    path("<slug:slug>/returns/", pages.returns, name="returns"),
    path("<slug:slug>/returns/<str:number>/", pages.withdrawal, name="return"),
    path("<slug:slug>/returns/<str:number>/receive/", pages.receive, name="return-receive"),
    path("<slug:slug>/returns/<str:number>/photos/<int:n>/", pages.withdrawal_photo, name="return-photo"),
    path("<slug:slug>/guarantees/<str:number>/", pages.guarantee, name="guarantee"),
    path("<slug:slug>/guarantees/<str:number>/answer/", pages.answer, name="guarantee-answer"),
    path("<slug:slug>/guarantees/<str:number>/done/", pages.remedied, name="guarantee-done"),
    path("<slug:slug>/guarantees/<str:number>/photos/<int:n>/", pages.guarantee_photo, name="guarantee-photo"),
    path("<slug:slug>/replacements/<str:number>/", pages.replacement, name="replacement"),
    path("<slug:slug>/replacements/<str:number>/<slug:deed>/", pages.do_replacement, name="do-replacement"),
]
