"""The headings with which a report begins. All but two may be left empty, and then are not printed."""

from django.utils.translation import gettext_lazy as _

SECTIONS = (
    ("purpose", _("What we wanted to know, and for which good of our pupils")),
    ("done", _("What we did")),
    ("seen", _("What we saw")),
    ("benefit", _("What our pupils had of it")),
    ("thoughts", _("What we think of it now")),
    ("next", _("What comes next")),
)
