from django.apps import AppConfig


class History(AppConfig):
    name = "collegium.history"
    label = "history"
