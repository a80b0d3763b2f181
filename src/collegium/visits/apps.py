from django.apps import AppConfig


class Visits(AppConfig):
    name = "collegium.visits"
    label = "visits"
