from django.urls import URLPattern, path

from twiza.web.desk.clocks import views

patterns: list[URLPattern] = [path("clocks/", views.clocks_list, name="clocks")]
