"""The cast. Ama leads, Tom belongs, Sam is on the same staff, Priya is from another school."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

import pytest
from django.db import connection
from django.utils import translation

from collegium.groups.models import Group, Membership, RoleHeld
from collegium.kit import asking, clock, doors
from collegium.people.models import (
    Appointment,
    Department,
    Guest,
    Network,
    Person,
    Responsibility,
    School,
    SchoolYear,
)
from collegium.programmes.models import Approach, Programme, RoleTemplate, Slot, Theme

MONDAY = datetime(2026, 11, 9, 12, 0, tzinfo=UTC)
FRIDAY = datetime(2026, 11, 13, 12, 0, tzinfo=UTC)
SEPTEMBER = date(2026, 9, 1)
PASSWORD = "tea-and-biscuits"

NOW, TODAY = clock.now, clock.today


def pytest_addoption(parser):
    parser.addoption("--long", action="store_true", help="also what takes many minutes")


def pytest_collection_modifyitems(config, items):
    # A browser's loop stops the database of every test after it: journeys run by themselves.
    unmarked = [item.nodeid for item in items
                if "browser" in item.fixturenames and not item.get_closest_marker("journey")]  # fmt: skip
    assert not unmarked, f"These want pytest.mark.journey: {unmarked}"
    if not config.getoption("--long"):
        for item in items:
            if item.get_closest_marker("long"):
                item.add_marker(pytest.mark.skip(reason="takes minutes: --long"))


@pytest.fixture(autouse=True)
def plain_static_files(settings, tmp_path_factory):
    """Pages in tests link to files by their plain names: nothing needs gathering first. Uploads lie apart."""
    settings.MEDIA_ROOT = str(tmp_path_factory.getbasetemp() / "files")
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "whitenoise" not in name]
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *settings.PASSWORD_HASHERS]


@pytest.fixture(autouse=True)
def no_language_is_left_behind():
    """A page that is asked for in Arabic leaves its language to whatever comes after it."""
    yield
    translation.deactivate()


@pytest.fixture(autouse=True)
def what_is_written_once_is_what_would_be_written_now(monkeypatch):
    """Each time that a question is asked with its kept SQL, it is written anew beside it: both are the same.

    What a running Collegium puts up with is an error here.
    """
    rows_of, shape_of = asking.Shape.rows, asking.shape_of

    def written(question, args, kwargs):
        # Where a test says what the clock answers, that moment would be kept in the SQL.
        with monkeypatch.context() as unpatched:
            unpatched.setattr(clock, "now", NOW)
            unpatched.setattr(clock, "today", TODAY)
            return shape_of(question, args, kwargs)

    def compared(shape, args, kwargs):
        with clock.standing_at(clock.now()), doors.watched():
            anew = shape.question(*args, **kwargs).query.get_compiler(connection=connection).as_sql()
            assert (shape.sql, shape.params(args, kwargs)) == (anew[0], tuple(anew[1]))
        with clock.standing_at(clock.now()):
            return rows_of(shape, args, kwargs)

    def refuse(question):
        raise asking.Shapeless(question)

    monkeypatch.setattr(asking.Shape, "rows", compared)
    monkeypatch.setattr(asking, "put_up_with", refuse)
    monkeypatch.setattr(asking, "shape_of", written)


def person(name: str, school: School | None = None, **appointment) -> Person:
    """Somebody with a name, and a place on the staff of a school."""
    first, _, last = name.partition(" ")
    somebody = Person.objects.create(first_name=first, last_name=last, email=f"{first.lower()}@example.org")
    if school:
        Appointment.objects.create(
            person=somebody, school=school, **{"starts_on": date(2020, 9, 1), "experience": 1} | appointment
        )
    return somebody


def duty(somebody: Person, kind: str, *, school: School | None = None, network: Network | None = None) -> None:
    Responsibility.objects.create(
        person=somebody, kind=kind, school=school, network=network, starts_on=date(2020, 9, 1)
    )


@pytest.fixture
def trust(db):
    return Network.objects.create(name="Tideway Trust", kind=Network.Kind.TRUST)


@pytest.fixture
def northgate(trust):
    school = School.objects.create(name="Northgate High", slug="northgate")
    school.networks.add(trust)
    SchoolYear.objects.create(school=school, starts_on=SEPTEMBER, ends_on=date(2027, 8, 31))
    Department.objects.create(school=school, name="English")
    return school


@pytest.fixture
def harbour(db):
    """A school outside the trust."""
    return School.objects.create(name="Harbour Primary", slug="harbour")


@pytest.fixture
def ama(northgate):
    return person("Ama Boateng", northgate, job_title="Teacher of English", experience=2)


@pytest.fixture
def tom(northgate):
    return person("Tom Weller", northgate)


@pytest.fixture
def sam(northgate):
    """On the same staff, in no group."""
    return person("Sam Field", northgate)


@pytest.fixture
def priya(harbour):
    """A teacher of another school."""
    return person("Priya Nair", harbour)


@pytest.fixture
def hale(northgate):
    """The deputy head for teaching and learning: CPD lead and member of the leadership team."""
    deputy = person("Martin Hale", northgate, experience=2)
    duty(deputy, "cpd-lead", school=northgate)
    duty(deputy, "leadership", school=northgate)
    return deputy


@pytest.fixture
def ines(trust):
    """Leads the trust's network; on no school's staff."""
    lead = person("Ines Gago")
    duty(lead, "network-lead", network=trust)
    return lead


@pytest.fixture
def rob(northgate):
    """Keeps the school's accounts."""
    keeper = person("Rob Tate", northgate, post="support")
    duty(keeper, "accounts", school=northgate)
    return keeper


@pytest.fixture
def finn(northgate):
    """Was in the group last month, and left it."""
    return person("Finn Moss", northgate)


@pytest.fixture
def gwen(db, ama):
    """A guest, from a school that has no Collegium."""
    outside = School.objects.create(name="Hillside School", slug="hillside", is_outside=True)
    guest = person("Gwen Hart")
    Guest.objects.create(person=guest, school=outside, invited_by=ama, at=MONDAY)
    return guest


@pytest.fixture
def learning_group(northgate):
    """Northgate's copy of the learning group, with its coordinator's role."""
    approach = Approach.objects.create(
        school=northgate, key="learning-group", title="Learning group", engine="cycle", entry="whole-group"
    )
    RoleTemplate.objects.create(approach=approach, key="coordinator", title="Coordinator", leads=True)
    return approach


@pytest.fixture
def programme(northgate, learning_group):
    """This year's programme: open, wishes until the end of November, two themes and two times."""
    year = Programme.objects.create(
        school=northgate, approach=learning_group, title="Learning communities", year_starts_on=SEPTEMBER,
        vision="We learn from each other.", wishes_until=date(2026, 11, 30), opened_at=MONDAY,
    )  # fmt: skip
    year.schools.add(northgate)
    Theme.objects.create(programme=year, title="Written feedback", order=1)
    Theme.objects.create(programme=year, title="Oracy", order=2)
    Slot.objects.create(programme=year, weekday=1, starts_at=time(15, 45))
    Slot.objects.create(programme=year, weekday=3, starts_at=time(8, 0))
    return year


def member(group: Group, somebody: Person, school: School, *, role: str = "", joined=SEPTEMBER, left=None):
    membership = Membership.objects.create(
        group=group, person=somebody, school=school, joined_on=joined, left_on=left
    )
    if role:
        RoleHeld.objects.create(
            membership=membership, role=group.approach.roles.get(key=role), from_on=joined
        )
    return membership


@pytest.fixture
def feedback(northgate, programme, ama, tom, finn, gwen):
    """Feedback that Moves: Ama coordinates, Tom and the guest Gwen belong, Finn has left."""
    group = Group.objects.create(
        title="Feedback that Moves", slug="feedback-that-moves", approach=programme.approach, programme=programme,
        question="How can we encourage students to engage more actively with written feedback?",
        theme=programme.themes.get(title="Written feedback"), year_starts_on=SEPTEMBER, cap=8,
        started_by=ama, started_at=MONDAY,
    )  # fmt: skip
    group.schools.add(northgate)
    member(group, ama, northgate, role="coordinator")
    member(group, tom, northgate)
    member(group, gwen, gwen.guest.school)
    member(group, finn, northgate, left=date(2026, 10, 1))
    return group


@dataclass
class World:
    """Everybody and everything at once, for the tables of who may do what."""

    people: dict[str, Person]
    northgate: School
    harbour: School
    trust: Network
    programme: Programme
    feedback: Group


@pytest.fixture
def world(feedback, programme, northgate, harbour, trust, ama, tom, sam, priya, hale, ines, rob, finn, gwen):
    cast = {"ama": ama, "tom": tom, "sam": sam, "priya": priya, "hale": hale, "ines": ines, "rob": rob,
            "finn": finn, "gwen": gwen}  # fmt: skip
    return World(cast, northgate, harbour, trust, programme, feedback)
