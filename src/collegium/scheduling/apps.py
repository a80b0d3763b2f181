from django.apps import AppConfig


class Scheduling(AppConfig):
    name = "collegium.scheduling"
    label = "scheduling"
