"""Schools with their years, staff with their posts and duties, guests, offers, staff lists, letters."""

from datetime import date, timedelta
from random import Random

from collegium.lti.models import Platform
from collegium.mail.models import Letter
from collegium.people import models as people
from tests.house import reference as ref

THEN, LATER, LEFT = date(2020, 9, 1), date(2040, 9, 1), date(2024, 8, 31)
DUTIES = ("cpd-lead", "leadership", "accounts", "network-lead")


def draw(world):
    names = ("Tideway", "Harrow Hill")
    world.networks = {name: people.Network.objects.create(name=name, kind="trust") for name in names}
    world.schools = [school(world, number) for number in range(world.random.randint(3, 5))]
    outside = people.School.objects.create(name="Outside", slug="outside", is_outside=True)
    world.outside = ref.School("Outside")
    world.know(world.outside, outside)
    world.people = []
    for number in range(world.random.randint(14, 40)):
        world.people.append(person(world, number))
    for one in world.people:
        letters(world, one)
    for one in world.schools:
        of_the_office(world, one)


def school(world, number):
    plain = ref.School(f"School {number}", set(world.some(world.networks, 1)))
    row = world.know(plain, people.School.objects.create(name=plain.name, slug=f"school-{number}"))
    row.networks.set(world.networks[name] for name in plain.networks)
    year = people.SchoolYear.objects.create(school=row, starts_on=date(2026, 9, 1), ends_on=date(2027, 8, 31))
    world.know(ref.Part(plain), year)
    name = world.word(lambda u: plain in u.schools)
    shut = people.Closure.objects.create(school=row, name=name, starts_on=world.today, ends_on=world.today)
    world.know(ref.Part(plain), shut)
    return plain


def person(world, number):
    plain = ref.Person(f"P{number}")
    row = world.know(plain, people.Person.objects.create(first_name=plain.name, email=f"p{number}@x.example"))
    if world.maybe(0.9) or not world.people:
        plain.schools = {world.one(world.schools), *(world.some(world.schools, 1) if world.maybe(0.1) else [])}
    else:
        plain.guest_of, plain.invited_by = world.outside, world.one(world.people)
        people.Guest.objects.create(
            person=row, school=world.rows[world.outside], invited_by=world.rows[plain.invited_by], at=world.at
        )
    elsewhere = set(world.schools) - plain.schools
    plain.once_at = set(world.some(elsewhere, 1)) if world.maybe(0.2) else set()
    plain.soon_at = set(world.some(elsewhere - plain.once_at, 1)) if world.maybe(0.1) else set()
    times = ((plain.schools, THEN, None), (plain.once_at, THEN, LEFT), (plain.soon_at, LATER, None))
    for place, begins, ends in ((place, *dates) for places, *dates in times for place in places):
        post = people.Appointment.objects.create(person=row, school=world.rows[place], starts_on=begins, ends_on=ends)
        world.know(ref.Part(place, plain), post)
    for kind in world.some(DUTIES, 2) if world.maybe(0.4) else []:
        duty(world, plain, kind)
    return plain


def duty(world, plain, kind, place=None):
    over = world.today - timedelta(days=1) if world.maybe(0.2) else None
    if place is None and (kind == "network-lead" or world.maybe(0.2)):
        place = world.one(world.networks)
        where = {"network": world.networks[place]}
    else:
        place = place or world.one(world.schools)
        where = {"school": world.rows[place]}
    row = people.Responsibility.objects.create(
        person=world.rows[plain], kind=kind, starts_on=THEN, ends_on=over, **where
    )
    world.know(ref.Part(place, plain), row)
    if not over:
        plain.duties.add((kind, place))


def letters(world, plain):
    for _number in range(world.random.randint(0, 2)):
        subject, text = (world.word(lambda u: False, plain) for _each in range(2))
        row = Letter.objects.create(
            person=world.rows[plain], kind="account", subject=subject, text=text, written_at=world.at,
            due_at=world.at, dropped_at=world.at, trouble="550 no such mailbox",
        )  # fmt: skip
        world.know(ref.Part(None, plain), row)


def of_the_office(world, plain):
    """Staff lists that were brought, and places offered to people whose address is known already."""
    who = world.one(world.people)
    by = world.rows[who]
    for _number in range(world.random.randint(0, 2)):
        brought = ref.Part(plain)
        name, cell = (world.word(lambda u, brought=brought: ref.kept(u, brought), who) for _each in range(2))
        row = people.StaffImport.objects.create(
            school=world.rows[plain], by=by, brought_at=world.at, name=name, columns=["Name"], numbers=[2],
            rows=[[cell]], meanings={"name": 0},
        )  # fmt: skip
        world.know(brought, row)
    if world.maybe(0.5):
        sign_on = people.SignOn.objects.create(
            school=world.rows[plain], kind="other", issuer="https://accounts.example", client="collegium",
            domains=["example.org"], by=by, at=world.at,
        )  # fmt: skip
        world.know(ref.Part(plain), sign_on)
        key, _secret = people.DirectoryKey.objects.make(world.rows[plain], by=by, at=world.at)
        world.know(ref.Part(plain), key)
        vle = Platform.objects.create(
            school=world.rows[plain], name="Moodle", issuer="https://vle.example", client="1", by=by, at=world.at,
            login_address="https://vle.example/auth", keys_address="https://vle.example/keys",
        )  # fmt: skip
        world.know(ref.Part(plain), vle)
    for one in world.some([p for p in world.people if plain not in p.schools | p.soon_at], 2):
        row = people.Offer.objects.create(
            school=world.rows[plain], person=world.rows[one], by=by, at=world.at,
            typed={"name": one.name, "starts_on": "2026-11-01", "department": "", "job_title": "", "post": "teacher"},
        )  # fmt: skip
        world.know(ref.Part(plain, one), row)
        one.is_offered_a_place = True
    to_forget(world, plain)


def to_forget(world, plain):
    """Somebody asked to be forgotten, or the school asked it for them."""
    dice = Random(f"forget {plain.name} {len(world.people)}")
    for one in dice.sample(world.people, 1):
        somebody = world.rows[one]
        school = world.rows[plain] if dice.random() < 0.5 else None
        row = people.Erasure.objects.ask(somebody, by=somebody, at=world.at, school=school)
        if row.pk not in world.things["people.erasure"]:
            world.know(ref.Part(plain if row.school_id else None, one), row)
