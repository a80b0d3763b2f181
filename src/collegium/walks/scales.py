"""What can be said of a lesson: few steps, none of them a grade. Data: one more is one more line."""

from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from collegium.statistics.agreement import Scale as Kind


class Scale(NamedTuple):
    """The steps in order, from which step on a lesson counts as one in which it was seen, and how they compare."""

    key: str
    title: "StrOrPromise"
    steps: tuple["StrOrPromise", ...]
    seen_from: int
    counted: "StrOrPromise"
    kind: "Kind"


SCALES = {
    one.key: one
    for one in (
        Scale("yes-no", _("No or yes"), (_("No"), _("Yes")), 1, _("seen"), "nominal"),
        Scale("pupils", _("By how many pupils: none, some, most, all"), (_("None"), _("Some"), _("Most"), _("All")),
              2, _("by most pupils or all"), "ordinal"),
        Scale("often", _("How often: never, once, several times"), (_("Never"), _("Once"), _("Several times")),
              1, _("at least once"), "ordinal"),
    )
}  # fmt: skip
CHOICES = [(one.key, one.title) for one in SCALES.values()]
