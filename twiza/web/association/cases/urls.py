from django.urls import path

from twiza.web.association.cases import pages

patterns = [
    path("<slug:slug>/queue/", pages.queue, name="queue"),
    path("<slug:slug>/cases/", pages.cases, name="cases"),
    path("<slug:slug>/cases/<str:number>/", pages.case, name="case"),
    path("<slug:slug>/cases/<str:number>/take/", pages.take, name="case-take"),
    path("<slug:slug>/cases/<str:number>/put-back/", pages.put_back, name="case-put-back"),
    path("<slug:slug>/cases/<str:number>/hand-over/", pages.hand_over, name="case-hand-over"),
    path("<slug:slug>/cases/<str:number>/note/", pages.note, name="case-note"),
    path("<slug:slug>/cases/<str:number>/messages/", pages.messages, name="case-messages"),
    path("<slug:slug>/cases/<str:number>/evidence/<int:evidence_id>", pages.evidence, name="case-evidence"),
    path("<slug:slug>/cases/<str:number>/messages/<int:message_id>/<int:n>/", pages.message_file, name="case-file"),
]
