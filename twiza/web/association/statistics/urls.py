from django.urls import path

from twiza.web.association.statistics import pages

patterns = [
    path("<slug:slug>/statistics/", pages.statistics, name="statistics"),
    path("<slug:slug>/statistics/figures.<slug:kind>", pages.table, name="statistics-table"),
]
