from django.apps import AppConfig


class Meetings(AppConfig):
    name = "collegium.meetings"
    label = "meetings"
