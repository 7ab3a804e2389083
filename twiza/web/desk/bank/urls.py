"""The desk's bank: our accounts, transfers and batches, carriers' slips."""

from django.urls import URLPattern, path

from twiza.web.desk.bank import entries, remittances, transfers

patterns: list[URLPattern] = [
    path("bank/", entries.bank, name="bank"),
    path("bank/entries/", entries.entries, name="bank-entries"),
    path("bank/entries/<int:entry_id>/", entries.entry, name="bank-entry"),
    path("bank/entries/<int:entry_id>/carrier/", entries.of_carrier, name="bank-entry-carrier"),
    path("bank/entries/<int:entry_id>/slip/", entries.of_slip, name="bank-entry-slip"),
    path("bank/transfers/", transfers.transfers, name="bank-transfers"),
    path("bank/transfers/<str:reference>/", transfers.transfer, name="bank-transfer"),
    path("bank/transfers/<str:reference>/correct/", transfers.correct, name="bank-transfer-correct"),
    path("bank/transfers/<str:reference>/fail/", transfers.fail, name="bank-transfer-fail"),
    path("bank/batches/<str:number>/", transfers.batch, name="bank-batch"),
    path("bank/batches/<str:number>/release/", transfers.release, name="bank-batch-release"),
    path("bank/batches/<str:number>/drop/", transfers.drop, name="bank-batch-drop"),
    path("bank/batches/<str:number>/sent/", transfers.sent, name="bank-batch-sent"),
    path("bank/batches/<str:number>/file/<slug:kind>/", transfers.file, name="bank-batch-file"),
    path("bank/slips/", remittances.slips, name="bank-slips"),
    path("bank/slips/<int:remittance_id>/", remittances.slip, name="bank-slip"),
    path("bank/slips/<int:remittance_id>/book/", remittances.book, name="bank-slip-book"),
    path("bank/slips/<int:remittance_id>/drop/", remittances.drop, name="bank-slip-drop"),
    path("bank/differences/<int:line_id>/", remittances.difference, name="bank-difference"),
]
