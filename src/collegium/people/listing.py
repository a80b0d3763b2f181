"""The staff of a school as rows of plain values: a list of nine hundred costs what a list of nine costs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from collegium.history.models import EntryQuerySet
from collegium.people.alphabet import by_surname
from collegium.people.models import Appointment, Offer, Person, Responsibility, School
from collegium.people.stafflist.columns import plain

SHOWN = 300


@dataclass(frozen=True)
class Wanted:
    """Whom the reader looks for."""

    words: str = ""
    department: str = ""
    waiting: bool = False

    @property
    def is_anything(self) -> bool:
        return bool(self.words or self.department or self.waiting)

    def fits(self, name: str, department: str, has_come: bool) -> bool:
        # Here and not in the database: SQLite finds Ö only where Ö was typed.
        wanted, found = plain(self.words).split(), plain(name)
        return (
            all(word in found for word in wanted)
            and (not self.department or department == self.department)
            and not (self.waiting and has_come)
        )


@dataclass(frozen=True)
class Row:
    name: str
    department: str
    work: str
    has_come: bool
    url: str


def staff_of(school: School, wanted: Wanted, *, keeps: bool) -> list[Row]:
    """By last name. Who was asked and has not answered stands among those who have not come in yet."""
    address = reverse("people:person", args=[school.slug, 0]) if keeps else ""
    posts = dict(Appointment.Post.choices)
    places = school.appointments.not_over().order_by(*by_surname("person__")).values_list(
        "person", "person__first_name", "person__last_name", "department__name", "job_title", "post",
        "person__last_login",
    )  # fmt: skip
    rows = [
        Row(
            name=f"{first} {last}".strip(),
            department=department or "",
            work=title or str(posts[post]),
            has_come=came is not None,
            url=address.replace("/0/", f"/{pk}/"),
        )
        for pk, first, last, department, title, post, came in places
    ]
    if keeps:
        offers = Offer.objects.open().filter(school=school).values_list("typed", flat=True)
        rows += [
            Row(typed["name"], typed["department"], typed["job_title"] or str(posts[typed["post"]]), False, "")
            for typed in offers
        ]
    return [row for row in rows if wanted.fits(row.name, row.department, row.has_come)]


def how_many_wait(school: School) -> int:
    """Who is on the list and has not come in yet."""
    here = school.appointments.not_over().filter(person__last_login=None).count()
    return int(here + Offer.objects.open().filter(school=school).count())


@dataclass(frozen=True)
class Happened:
    """What happened to an account, for people: who did what, when."""

    at: datetime
    by: str
    did: str


def history_of(place: Appointment, entries: EntryQuerySet) -> list[Happened]:
    """The last twenty things that happened to this place, its duties and its account."""
    duties = {
        duty.pk: duty.get_kind_display()
        for duty in Responsibility.objects.filter(person=place.person, school=place.school)
    }
    found = entries.filter(
        Q(kind="people.appointment", thing=place.pk)
        | Q(kind="people.responsibility", thing__in=duties)
        | Q(kind="people.person", thing=place.person_id, did="welcomed", by__in=_keepers_of(place.school))
    ).order_by("-at")[:20]
    authors = _names(entry.by for entry in found)
    return [Happened(entry.at, authors.get(str(entry.by), _("Collegium")), _said(entry, duties)) for entry in found]


def _keepers_of(school: School) -> QuerySet[Person, object]:
    """Whoever kept the accounts here, today or once: a link that another school made is not this one's to know."""
    kept = Responsibility.objects.of(school).filter(kind=Responsibility.Kind.ACCOUNTS)
    return Person.objects.filter(pk__in=kept.values("person")).values("pseudonym")


def _names(pseudonyms: Iterable[object]) -> dict[str, str]:
    people = Person.objects.filter(pseudonym__in={one for one in pseudonyms if one})
    return {str(person.pseudonym): person.name for person in people}


def _said(entry: object, duties: dict[int, str]) -> str:
    did, kind, thing = entry.did, entry.kind, entry.thing  # type: ignore[attr-defined]
    if kind == "people.responsibility":
        words = _("gave the duty: %(duty)s") if did == "gave" else _("ended the duty: %(duty)s")
        return words % {"duty": duties[thing]}
    return {
        "appointed": _("put them on the staff list"),
        "changed": _("changed what the list says"),
        "ended": _("set the last day"),
        "welcomed": _("made a new welcome link"),
    }.get(did, did)
