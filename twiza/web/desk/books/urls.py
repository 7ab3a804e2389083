from django.urls import URLPattern, path

from twiza.web.desk.books import sheets, views

patterns: list[URLPattern] = [
    path("books/", views.trial_balance, name="books"),
    path("books/trial-balance.<str:kind>", sheets.trial_balance, name="books-sheet"),
    path("books/accounts/", views.accounts, name="books-accounts"),
    path("books/accounts/<str:account>/", views.statement, name="books-account"),
    path("books/accounts/<str:account>/statement.<str:kind>", sheets.statement, name="books-account-sheet"),
    path("books/causes/<str:cause>/", views.cause, name="books-cause"),
    path("books/postings/<path:reference>/", views.posting, name="books-posting"),
    path("books/close/", views.close, name="books-close"),
]
