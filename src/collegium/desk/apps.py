from django.apps import AppConfig


class Desk(AppConfig):
    name = "collegium.desk"
    label = "desk"
