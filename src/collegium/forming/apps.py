from django.apps import AppConfig


class Forming(AppConfig):
    name = "collegium.forming"
    label = "forming"
