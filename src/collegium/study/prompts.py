"""What a study group plans before it begins: the prompts of the European study groups."""

from django.utils.translation import gettext_lazy as _

PROMPTS = [
    ("topic", _("Which topic and format make sense here?")),
    ("people", _("Whom do we talk to, and whom do we team up with?")),
    ("there", _("What is there already: rooms, devices, time?")),
    ("challenge", _("What is realistic, and still ambitious?")),
    ("success", _("How do we find out whether it went well?")),
    ("support", _("What support do we need, and from whom?")),
]
