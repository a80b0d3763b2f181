from django.apps import AppConfig


class Mail(AppConfig):
    name = "collegium.mail"
    label = "mail"
