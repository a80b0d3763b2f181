from django.apps import AppConfig


class Calendar(AppConfig):
    name = "collegium.calendar"
    label = "calendar"
