"""Sharing a plan with staff: from one moment to the next its groups are real, and everybody in them is told."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from collegium.forming import letters
from collegium.forming.board import Board, board_of
from collegium.forming.cards import Card, Member
from collegium.forming.models import Formation, Meanwhile, Sharing
from collegium.groups.models import Group, Invitation
from collegium.groups.starting import start
from collegium.history.models import record
from collegium.meetings.hosting import draw_turns
from collegium.meetings.proposing import propose
from collegium.people.models import Person, School
from collegium.people.schooldays import days_open
from collegium.programmes.models import Slot

# A school that is shut on a group's weekday for so long has no first meeting to show.
WEEKS_AHEAD = timedelta(weeks=16)


@dataclass(frozen=True)
class Beginning:
    """What the groups begin with: from when they meet, how often, and how far apart."""

    first_on: date
    number: int
    least_days_between: int


@dataclass(frozen=True)
class Preview:
    """What sharing will do, before it is done."""

    board: Board
    joining: list[Member]
    asked: list[Member]
    without_address: list[Member]
    leaders_asked: list[Member]
    firsts: list[tuple[Card, date | None]]
    own: Card | None

    @property
    def by_mail(self) -> int:
        return len(self.joining) + len(self.asked) - len(self.without_address)


def preview(formation: Formation, *, first_on: date, by: Person) -> Preview:
    board = board_of(formation)
    members = [member for card in board.cards for member in card.members]
    said_yes = _said_yes(formation, by)
    by_slip = set(
        Person.objects.filter(pk__in=[member.person for member in members], email=None).values_list("pk", flat=True)
    )
    return Preview(
        board=board,
        joining=[member for member in members if member.person in said_yes],
        asked=[member for member in members if member.person not in said_yes],
        without_address=[member for member in members if member.person in by_slip],
        leaders_asked=[member for member in members if member.leads and member.person not in said_yes],
        firsts=_first_days(formation, board, first_on),
        own=next((card for card in board.cards if any(one.person == by.pk for one in card.members)), None),
    )


def share(formation: Formation, beginning: Beginning, *, by: Person, at: datetime) -> Sharing:
    """Make the groups, their members, their leaders, their first meetings and the letters, all or nothing.

    Sharing is the school's yes. Who ticked "I will join the group I am given" has said theirs and belongs at once,
    and so does whoever shares; everybody else has a place, and is asked. A second sharing, of whichever try, changes
    nothing.
    """
    with transaction.atomic():
        programme = formation.programme.held()
        if done := Sharing.objects.filter(programme=programme).first():
            return done
        held = Formation.objects.select_for_update(of=("self",)).get(pk=formation.pk)
        if held.is_running or held.failure:
            raise Meanwhile
        sharing = Sharing.objects.create(programme=programme, formation=held, by=by, at=at)
        board = board_of(held)
        making = Making(held, board, beginning, by, at)
        for card in board.cards:
            making.make(card)
        record(by, "shared", held, at=at)
    return sharing


class Making:
    """Making real groups of a plan's cards, within one transaction."""

    def __init__(self, formation: Formation, board: Board, beginning: Beginning, by: Person, at: datetime) -> None:
        self.programme = formation.programme
        self.formation = formation
        self.board = board
        self.beginning = beginning
        self.by = by
        self.at = at
        self.said_yes = _said_yes(formation, by)
        self.firsts = {card.key: day for card, day in _first_days(formation, board, beginning.first_on)}
        self.people = Person.objects.in_bulk([member.person for card in board.cards for member in card.members])
        self.schools = {school.pk: school for school in self.programme.schools.all()}
        self.slots = {row.key: row.slot for row in formation.groups.select_related("slot")}
        self.themes = {str(theme.pk): theme for theme in self.programme.themes.all()}
        self.leading = self.programme.approach.roles.filter(leads=True).order_by("pk").first()

    def make(self, card: Card) -> Group:
        """One group with its members, its series and its letters."""
        group = start(
            by=self.by,
            at=self.at,
            approach=self.programme.approach,
            title=card.name,
            schools=self._schools_of(card),
            programme=self.programme,
            theme=self.themes[card.theme_id],
            cap=max(self.formation.asked.largest, len(card.members)),
        )
        for member in card.members:
            self._seat(group, card, member)
        self._propose(group, self.slots[card.key])
        return group

    def _seat(self, group: Group, card: Card, member: Member) -> None:
        person, first = self.people[member.person], self.firsts[card.key]
        leader = next((one.name for one in card.members if one.leads and one.person in self.said_yes), "")
        school = self._school_of(member)
        if member.person not in self.said_yes:
            invitation = Invitation.objects.send(group, person, school, by=self.by, at=self.at)
            letters.ask(person, invitation, card, member, leader=leader, first=first, at=self.at)
            return
        membership = group.admit(person, school=school, by=self.by, at=self.at)
        if member.leads and self.leading:
            membership.take_role(self.leading.key, by=self.by, at=self.at)
        letters.tell(person, group, card, member, leader=leader, first=first, at=self.at)

    def _propose(self, group: Group, slot: Slot) -> None:
        propose(
            group,
            weekday=slot.weekday,
            starts_at=slot.starts_at,
            minutes=slot.minutes,
            first_on=self.beginning.first_on,
            number=self.beginning.number,
            least_days_between=self.beginning.least_days_between,
            by=self.by,
            at=self.at,
        )

    def _school_of(self, member: Member) -> School:
        return self.schools[self.board.school_of(member)]

    def _schools_of(self, card: Card) -> list[School]:
        return list({school.pk: school for school in map(self._school_of, card.members)}.values())


def _said_yes(formation: Formation, by: Person) -> set[int]:
    """Who ticked it, and whoever shares the plan: an invitation from oneself would look like asking to join."""
    ticked = formation.programme.answers.filter(joins_as_given=True)
    return {by.pk, *ticked.values_list("person_id", flat=True)}


def _first_days(formation: Formation, board: Board, first_on: date) -> list[tuple[Card, date | None]]:
    """On which day each group first meets: the schools' own days, read once for each school."""
    last_on = first_on + WEEKS_AHEAD
    schools = {school.pk: school for school in formation.programme.schools.all()}
    days = {pk: set(days_open(school, first_on, last_on)) for pk, school in schools.items()}
    weekdays = dict(formation.groups.values_list("key", "slot__weekday"))
    found = []
    for card in board.cards:
        hosts = _hosts(board, card.members, schools)
        turns = draw_turns(
            {str(pk): days[pk] for pk in hosts}, weekday=weekdays[card.key], first_on=first_on, last_on=last_on,
            least_days_between=7, number=1,
        )  # fmt: skip
        found.append((card, turns[0].on if turns else None))
    return found


def _hosts(board: Board, members: Iterable[Member], schools: dict[int, School]) -> list[int]:
    return sorted({board.school_of(member) for member in members} & schools.keys())
