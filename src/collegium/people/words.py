"""A school's own words: what it calls an INSET day or an appraisal, said once and used everywhere."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from collegium.people.models import Responsibility, School

# Each word with what it is when a school has said nothing, and what it stands for.
WORDS: dict[str, tuple[str | Promise, str | Promise]] = {
    "inset": (_("INSET day"), _("a day on which staff train and pupils stay at home")),
    "department": (_("department"), _("the colleagues who teach a subject together")),
    "appraisal": (_("appraisal"), _("the yearly talk about one's work")),
    "period": (_("period"), _("one lesson's time")),
    "leadership": (_("leadership team"), _("who leads the school")),
    "lead": (_("CPD lead"), _("who looks after all that teachers learn together")),
    "cpd": (_("professional learning"), _("what teachers do to become better at teaching")),
}


def words_of(school: School | None) -> dict[str, str]:
    """All words of a school; ours where it has none of its own."""
    own = school.words if school else {}
    return {key: own.get(key) or str(default) for key, (default, _meaning) in WORDS.items()}


def word_of_duty(kind: str, school: School | None) -> str:
    """What a school calls whoever looks after something there."""
    key = {Responsibility.Kind.CPD_LEAD: "lead", Responsibility.Kind.LEADERSHIP: "leadership"}.get(
        Responsibility.Kind(kind)
    )
    return words_of(school)[key] if key else str(Responsibility.Kind(kind).label)


def words_for(request: Any) -> dict[str, str]:
    """The words of the reader's own school, asked for once on each page that needs them."""
    found: dict[str, str] | None = getattr(request, "_words", None)
    if found is None:
        user = getattr(request, "user", None)
        school = user.schools_now().first() if user and user.is_authenticated else None
        found = request._words = words_of(school)
    return found
