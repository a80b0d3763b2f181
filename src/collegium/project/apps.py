from django.apps import AppConfig


class Project(AppConfig):
    name = "collegium.project"
    label = "project"
