from django.urls import path

from twiza.web.desk.payments import back, received

patterns = [
    path("payments/", received.parked, name="payments"),
    path("payments/received/<int:receipt_id>/", received.receipt, name="payments_receipt"),
    path("payments/received/<int:receipt_id>/place/", received.place, name="payments_place"),
    path("payments/received/<int:receipt_id>/back/", received.give_back, name="payments_give_back"),
    path("payments/received/<int:receipt_id>/note/", received.note, name="payments_note"),
    path("payments/every/", received.every, name="payments_every"),
    path("payments/every/<str:number>/", received.payment, name="payments_payment"),
    path("payments/callbacks/", received.callbacks, name="payments_callbacks"),
    path("payments/entry/<int:entry_id>/", received.entry, name="payments_entry"),
    path("payments/entry/<int:entry_id>/payment/", received.entry_payment, name="payments_entry_payment"),
    path("payments/entry/<int:entry_id>/batch/", received.entry_batch, name="payments_entry_batch"),
    path("payments/repayments/", back.repayments, name="payments_repayments"),
    path("payments/repayments/<str:number>/", back.repayment, name="payments_repayment"),
    path("payments/repayments/<str:number>/done/", back.done, name="payments_repayment_done"),
    path("payments/repayments/<str:number>/failed/", back.failed, name="payments_repayment_failed"),
    path("payments/repayments/<str:number>/again/", back.again, name="payments_repayment_again"),
]
