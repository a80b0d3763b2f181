from django.utils.translation import gettext_lazy as _

from collegium.history.words import register

register("walks.walk", {
    "prepared": _("prepared a learning walk"),
    "announced": _("announced a learning walk to the staff"),
    "drew the lessons of": _("drew the lessons of a learning walk by lot"),
    "finished": _("finished a learning walk"),
    "closed": _("deleted which lessons a learning walk saw"),
    "called off": _("called a learning walk off"),
})  # fmt: skip
