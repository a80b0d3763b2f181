from django.apps import AppConfig


class Conversation(AppConfig):
    name = "collegium.conversation"
    label = "conversation"
