from django.urls import path

from twiza.web.desk.associations import pages, recalls

patterns = [
    path("associations/", pages.associations, name="associations"),
    path("associations/<slug:slug>/", pages.association, name="association"),
    path("associations/<slug:slug>/standing/", pages.standing, name="association-standing"),
    path("associations/<slug:slug>/close/", pages.close, name="association-close"),
    path("associations/<slug:slug>/reopen/", pages.reopen, name="association-reopen"),
    path("associations/<slug:slug>/uninvite/<int:invitation_id>/", pages.uninvite, name="association-uninvite"),
    path("new-association/", pages.register, name="association-new"),
    path("association-cases/", recalls.cases, name="association-cases"),
    path("recalls/", recalls.recalls, name="association-recalls"),
    path("recalls/<str:number>/", recalls.recall, name="association-recall"),
]
