from django.utils.translation import gettext_lazy as _

from collegium.history.words import register

register("library.work", {
    "brought": _("brought something into the library"),
    "described": _("said more of something in the library"),
    "attached": _("added a file to something in the library"),
    "widened": _("showed something in the library to more colleagues"),
    "withdrew": _("took something out of the library"),
})  # fmt: skip
register("library.shelving", {
    "shelved": _("put something on the shelf"), "took down": _("took something off the shelf"),
})  # fmt: skip
register("library.use", {"used": _("used something from the library"), "took back a use": _("took that back")})
