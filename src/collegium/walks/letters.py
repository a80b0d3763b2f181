"""What the staff of a school read about a learning walk."""

from datetime import datetime

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from collegium.kit import clock
from collegium.kit.listing import listed
from collegium.mail.models import Letter
from collegium.mail.writing import write
from collegium.people.models import Person
from collegium.walks.models import Walk

ANNOUNCED, OFF = "walk", "walk-off"


def tell_staff(walk: Walk, *, at: datetime) -> None:
    """Everybody on the staff hears of it, once: announced, or called off after that."""
    kind = OFF if walk.called_off_at else ANNOUNCED
    told = Letter.objects.filter(kind=kind, thing=walk.pk).values("person")
    staff = Person.objects.on_staff_of([walk.school_id]).exclude(pk__in=told)
    for person in staff.order_by("pk"):
        with override(person.language or settings.LANGUAGE_CODE):
            subject = _("A learning walk") if kind == ANNOUNCED else _("A learning walk does not take place")
            lines = _announcement(walk) if kind == ANNOUNCED else _called_off(walk)
            write(kind, person, subject=subject, text="\n\n".join(lines), at=at, thing=walk.pk)


def is_still_coming(letter: Letter) -> bool:
    """Not called off, and not over."""
    walk = Walk.objects.announced().filter(pk=letter.thing, finished_at=None).first()
    return walk is not None and walk.last_on >= clock.today()


def is_still_off(letter: Letter) -> bool:
    return Walk.objects.filter(pk=letter.thing, called_off_at__isnull=False).exists()


def days(walk: Walk) -> str:
    """Tuesday 24 November, or from that day to another."""
    first, last = date_format(walk.first_on, "l j F"), date_format(walk.last_on, "l j F")
    return first if walk.first_on == walk.last_on else f"{first} – {last}"


def names(walk: Walk) -> str:
    found = walk.walkers.select_related("person").order_by("place")
    return listed(walker.person.name for walker in found)


def _announcement(walk: Walk) -> list[str]:
    assert walk.reviewed_on is not None
    looked_for = "\n".join(f"– {one.text} ({one.of_scale.title})" for one in walk.looked_for())
    return [
        _("On %(days)s, %(names)s look into lessons at %(school)s, drawn by lot, for %(minutes)d minutes each.")
        % {"days": days(walk), "names": names(walk), "school": walk.school.name, "minutes": walk.minutes},
        _("They look at: %(focus)s") % {"focus": walk.focus},
        looked_for,
        *_counted_apart(walk),
        _("Agreed with: %(whom)s. How walks are done was last looked at with the staff on %(day)s.")
        % {"whom": walk.agreed_with, "day": date_format(walk.reviewed_on, "j F Y")},
        _(
            "It is about the school and never about a person. No name of a teacher or class is written down, nothing "
            "is judged or asked of pupils about anybody, and it is never used for appraisal or capability. If your "
            "lesson is looked into you can read what was written there, and it counts as one of your three in the "
            "year."
        ),
        _("If something about it worries you, talk to %(name)s, or to whoever represents your union.")
        % {"name": walk.by.name},
        settings.ADDRESS + walk.get_absolute_url(),
    ]


def _counted_apart(walk: Walk) -> list[str]:
    if walk.members_in is None:
        return []
    said = _("Lessons of colleagues who were in a group on %(aspect)s in %(year)s are counted apart, as a number. "
             "The walkers do not see whose they are.")  # fmt: skip
    return [said % {"aspect": walk.aspect, "year": walk.members_year}]


def _called_off(walk: Walk) -> list[str]:
    said = _("The learning walk of %(days)s does not take place. There is nothing for you to do.")
    return [said % {"days": days(walk)}]
