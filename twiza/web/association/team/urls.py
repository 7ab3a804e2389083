from django.urls import path

from twiza.web.association.team import pages

patterns = [
    path("<slug:slug>/team/", pages.team, name="team"),
    path("<slug:slug>/team/association/", pages.house, name="house"),
    path("<slug:slug>/team/leave/", pages.leave, name="team-leave"),
    path("<slug:slug>/team/invitations/<int:invitation_id>/withdraw/", pages.uninvite, name="team-uninvite"),
    path("<slug:slug>/team/<int:adviser_id>/role/", pages.role, name="team-role"),
    path("<slug:slug>/team/<int:adviser_id>/remove/", pages.remove, name="team-remove"),
]
