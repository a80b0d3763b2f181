from django.apps import AppConfig


class People(AppConfig):
    name = "collegium.people"
    label = "people"
