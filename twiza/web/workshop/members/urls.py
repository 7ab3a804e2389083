from django.urls import URLPattern, path

from twiza.web.workshop.members import roster, sharing, statements, work

patterns: list[URLPattern] = [
    path("<slug:slug>/members/", roster.roster, name="members"),
    path("<slug:slug>/members/new/", roster.new, name="members-new"),
    path("<slug:slug>/members/roster-<slug:language>.csv", roster.template, name="members-template"),
    path("<slug:slug>/members/pay/", roster.pay, name="members-pay"),
    path("<slug:slug>/members/year/<int:year>/", roster.year, name="members-year"),
    path("<slug:slug>/members/<int:member_id>/", roster.member, name="member"),
    path("<slug:slug>/members/<int:member_id>/advance/", roster.advance, name="member-advance"),
    path("<slug:slug>/members/<int:member_id>/link/<slug:deed>/", roster.link, name="member-link"),
    path("<slug:slug>/work/", work.day, name="work"),
    path("<slug:slug>/work/lines/", work.lines, name="work-lines"),
    path("<slug:slug>/work/<int:record_id>/", work.correct, name="work-correct"),
    path("<slug:slug>/sharing/", sharing.rules, name="sharing"),
    path("<slug:slug>/sharing/<int:rule_id>/minutes", sharing.minutes, name="sharing-minutes"),
    path("<slug:slug>/shares/", sharing.shares, name="shares"),
    path("<slug:slug>/shares/<int:distribution_id>/", sharing.share, name="share"),
    path("<slug:slug>/shares/<int:distribution_id>/adjust/", sharing.adjust, name="share-adjust"),
    path("<slug:slug>/statements/", statements.statements, name="statements"),
    path("<slug:slug>/statements/<int:statement_id>/", statements.statement, name="statement"),
    path("<slug:slug>/statements/<int:statement_id>/sheet.pdf", statements.sheet, name="statement-sheet"),
    path("<slug:slug>/statements/sheets-<str:month>.pdf", statements.sheets, name="statements-sheets"),
]
