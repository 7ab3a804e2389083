from django.urls import URLPattern, path

from twiza.web.desk.members import waiting

patterns: list[URLPattern] = [path("members/", waiting.waiting, name="members")]
