from django.urls import path

from twiza.web.association.publications import pages

patterns = [
    path("<slug:slug>/publications/", pages.publications, name="publications"),
    path("<slug:slug>/publications/new/", pages.new, name="publication-new"),
    path("<slug:slug>/publications/<int:publication_id>/", pages.edit, name="publication"),
    path("<slug:slug>/publications/<int:publication_id>/publish/", pages.publish, name="publication-publish"),
    path("<slug:slug>/publications/<int:publication_id>/withdraw/", pages.withdraw, name="publication-withdraw"),
]
