"""Populations drawn at random: two trusts, three to five schools, fourteen to forty people, groups of every kind."""

from datetime import date, timedelta
from random import Random

from collegium.groups import models as groups
from collegium.history.models import record
from collegium.kit import clock
from collegium.meetings import models as meetings
from collegium.people import models as people
from collegium.programmes import models as programmes
from tests.house import reference as ref

SEPTEMBER = date(2026, 9, 1)
DUTIES = ("cpd-lead", "leadership", "accounts", "network-lead")


class World:
    """The same population twice: as plain things, and as rows."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.rows: dict[object, object] = {}
        self.today, self.at = clock.today(), clock.now()
        self.networks = {
            name: people.Network.objects.create(name=name, kind="trust") for name in ("Tideway", "Harrow Hill")
        }
        self.schools = [self.school(number) for number in range(random.randint(3, 5))]
        self.outside = people.School.objects.create(name="Outside", slug="outside", is_outside=True)
        self.outer = ref.School("Outside")
        self.people = [self.person(number) for number in range(random.randint(14, 40))]
        self.approaches = {school: self.approach(school) for school in self.schools}
        self.programmes = [self.programme(number) for number in range(random.randint(1, 4))]
        self.groups = [self.group(number) for number in range(random.randint(3, 8))]

    def some(self, things, most=3):
        things = list(things)
        return self.random.sample(things, min(len(things), self.random.randint(0, most)))

    def maybe(self, share=0.5):
        return self.random.random() < share

    def school(self, number):
        school = ref.School(f"School {number}", set(self.some(self.networks, 1)))
        row = self.rows[school] = people.School.objects.create(name=school.name, slug=f"school-{number}")
        row.networks.set(self.networks[name] for name in school.networks)
        return school

    def person(self, number):
        person = ref.Person(f"P{number}")
        row = self.rows[person] = people.Person.objects.create(first_name=person.name, email=f"p{number}@x.example")
        if self.maybe(0.9):
            person.schools = {
                self.random.choice(self.schools),
                *(self.some(self.schools, 1) if self.maybe(0.1) else []),
            }
        else:
            person.guest_of = self.outer
            people.Guest.objects.create(person=row, school=self.outside, invited_by=row, at=self.at)
        person.once_at = set(self.some(set(self.schools) - person.schools, 1)) if self.maybe(0.2) else set()
        for school in person.schools:
            people.Appointment.objects.create(person=row, school=self.rows[school], starts_on=date(2020, 9, 1))
        for school in person.once_at:
            people.Appointment.objects.create(
                person=row, school=self.rows[school], starts_on=date(2020, 9, 1), ends_on=date(2024, 8, 31)
            )
        for kind in self.some(DUTIES, 2) if self.maybe(0.4) else []:
            self.duty(person, row, kind)
        return person

    def duty(self, person, row, kind, place=None):
        over = self.today - timedelta(days=1) if self.maybe(0.2) else None
        if place is None and (kind == "network-lead" or self.maybe(0.2)):
            place = self.random.choice(list(self.networks))
            where = {"network": self.networks[place]}
        else:
            place = place or self.random.choice(self.schools)
            where = {"school": self.rows[place]}
        people.Responsibility.objects.create(person=row, kind=kind, starts_on=date(2020, 9, 1), ends_on=over, **where)
        if not over:
            person.duties.add((kind, place))

    def approach(self, school):
        approach = programmes.Approach.objects.create(
            school=self.rows[school], key="group", title="Group", engine="cycle", entry="open"
        )
        programmes.RoleTemplate.objects.create(approach=approach, key="coordinator", title="Coordinator", leads=True)
        return approach

    def programme(self, number):
        school = self.random.choice(self.schools)
        is_open, lasts = self.maybe(0.7), self.maybe()
        programme = ref.Programme(
            f"Programme {number}", school, {school, *self.some(self.schools)}, is_open, is_open and lasts
        )
        row = self.rows[programme] = programmes.Programme.objects.create(
            school=self.rows[school], approach=self.approaches[school], title=programme.name,
            year_starts_on=SEPTEMBER, opened_at=self.at if is_open else None,
            wishes_until=self.today + timedelta(days=9 if lasts else -9),
        )  # fmt: skip
        row.schools.set(self.rows[one] for one in programme.schools)
        lead = self.random.choice(self.people)
        if ("cpd-lead", school) not in lead.duties:
            self.duty(lead, self.rows[lead], "cpd-lead", school)
        for person in self.some(self.people, 5):
            self.rows[programme, person] = row.answers.create(person=self.rows[person], at=self.at)
            programme.answered.add(person)
        return programme

    def group(self, number):
        school = self.random.choice(self.schools)
        crowd = self.random.sample(self.people, min(len(self.people), self.random.randint(1, 9)))
        cut = self.random.randint(0, len(crowd))
        group = ref.Group(
            f"Group {number}", {school, *self.some(self.schools, 2)}, self.maybe(), self.maybe(0.2),
            self.random.choice([None, *self.programmes]), set(crowd[:cut]), set(crowd[cut:]),
            set(self.some(crowd[:cut], 2)), self.random.choice(["open", "whole-group", "coordinators"]),
        )  # fmt: skip
        row = self.rows[group] = groups.Group.objects.create(
            title=group.name, slug=f"group-{number}", approach=self.approaches[school], listed=group.listed,
            programme=self.rows[group.programme] if group.programme else None, year_starts_on=SEPTEMBER,
            entry=group.entry, started_by=self.rows[crowd[0]], started_at=self.at,
        )  # fmt: skip
        row.schools.set(self.rows[one] for one in group.schools)
        self.belongings(group, row)
        self.doings(group, row)
        record(self.rows[crowd[0]], "started", row, at=self.at)
        if group.has_ended:
            row.conclude(by=self.rows[crowd[0]], at=self.at)
        return group

    def belongings(self, group, row):
        school = self.rows[self.schools[0]]
        for person in group.members | group.former:
            left = self.today if person in group.former else None
            time = self.rows[group, person] = row.memberships.create(
                person=self.rows[person], school=school, joined_on=SEPTEMBER, left_on=left
            )
            if person in group.coordinators:
                time.roles.create(role=row.approach.roles.get(), from_on=SEPTEMBER)
        for person in self.some(set(self.people) - group.members, 2):
            group.waiting.add(person)
            self.rows[group, "waiting", person] = row.waiting.create(
                person=self.rows[person], school=school, at=self.at
            )

    def doings(self, group, row):
        school = self.rows[self.schools[0]]
        for when in range(self.random.randint(0, 3)):
            meeting = ref.Meeting(self.maybe(0.7), self.maybe(0.2))
            group.meetings.append(meeting)
            self.rows[meeting] = meetings.Meeting.objects.create(
                group=row, starts_at=self.at + timedelta(days=when + 1), changed_at=self.at,
                confirmed_at=self.at if meeting.is_confirmed else None,
                cancelled_at=self.at if meeting.is_cancelled else None,
            )  # fmt: skip
        for person in self.some(set(self.people) - group.members, 3):
            by = self.random.choice([person, *group.members])
            said = set(self.some(group.members, 2))
            asked = ref.Invitation(person, by, self.maybe(), self.maybe(0.2), said)
            group.invitations.append(asked)
            made = self.rows[asked] = row.invitations.create(
                person=self.rows[person], school=school, by=self.rows[by], at=self.at,
                agreed_at=self.at if asked.is_agreed else None,
                answered_at=self.at if asked.is_answered else None, answer="declined" if asked.is_answered else "",
            )  # fmt: skip
            for one in said:
                made.consents.create(by=self.rows[one], agrees=False, at=self.at)
