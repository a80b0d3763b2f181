from django.apps import AppConfig


class Programmes(AppConfig):
    name = "collegium.programmes"
    label = "programmes"
