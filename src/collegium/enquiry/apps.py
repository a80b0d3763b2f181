from django.apps import AppConfig


class Enquiry(AppConfig):
    name = "collegium.enquiry"
    label = "enquiry"
