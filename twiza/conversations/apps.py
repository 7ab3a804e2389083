from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    name = "twiza.conversations"
    label = "conversations"
