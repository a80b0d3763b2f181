from django.apps import AppConfig


class Demo(AppConfig):
    name = "collegium.demo"
    label = "demo"
