from django.apps import AppConfig


class Groups(AppConfig):
    name = "collegium.groups"
    label = "groups"
