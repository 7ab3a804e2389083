from django.apps import AppConfig


class MembersConfig(AppConfig):
    name = "twiza.members"
    label = "members"
