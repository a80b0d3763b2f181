from django.apps import AppConfig


class Kit(AppConfig):
    name = "collegium.kit"
    label = "kit"
