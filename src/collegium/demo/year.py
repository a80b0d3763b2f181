"""A year of the demo network: last year's groups, this year's programme shared, the next one collecting."""

import random
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from collegium.demo.network import DemoNetwork
from collegium.demo.stories import (
    ASPECTS_OF_LAST_YEAR,
    COMMUNITIES,
    LAST_YEAR,
    OWN_GROUPS,
    PRIORITIES,
    SPRING,
    VISION,
    OwnGroup,
    Theme,
)
from collegium.forming.rules import Rules
from collegium.forming.sharing import Beginning, share
from collegium.forming.trying import try_again, work_out
from collegium.groups.inviting import invite
from collegium.groups.models import Group
from collegium.groups.starting import start
from collegium.meetings.proposing import propose
from collegium.people.models import Person, School
from collegium.programmes.models import Approach, Priority, Programme, Unanswered
from collegium.years.models import Closing

TUESDAY, THURSDAY, WEDNESDAY = 1, 3, 2


def remember_last_year(made: DemoNetwork) -> None:
    """Last year's communities, each ended in July: the history that this year stands on."""
    lead, school = made.people["Helen Marsh"], made.northgate
    approach = Approach.objects.get(school=school, key="learning-community")
    first = date(made.year_starts_on.year - 1, 9, 22)
    began, ended = _noon(first), _noon(date(made.year_starts_on.year, 7, 9))
    programme = Programme.objects.draft(
        approach, year_starts_on=date(first.year, 9, 1), by=lead, at=began, title="Learning communities"
    )
    programme.open(by=lead, at=began)
    for title, question, names in LAST_YEAR:
        theme = programme.add_theme(title, by=lead, at=began, aspect=ASPECTS_OF_LAST_YEAR[title])
        group = start(
            by=lead, at=began, approach=approach, title=title, question=question, schools=[school],
            programme=programme, theme=theme, listed=True,
        )  # fmt: skip
        admit(made, group, names, at=began)
        group.conclude(by=made.people[names[0]], at=ended, reason="We told the whole staff in July what we found.")
    Closing.objects.close(programme, by=lead, at=ended)


def run_this_year(made: DemoNetwork, *, at: datetime, dice: random.Random) -> None:
    """This autumn's communities, from the vision to groups that have met."""
    lead = made.people["Helen Marsh"]
    before = lambda days: at - timedelta(days=days)  # noqa: E731  read as "so many days before now"
    programme = _offer(made, "Learning communities", COMMUNITIES, opened=before(80), until=before(66))
    for weekday, starts_at in ((TUESDAY, time(15, 45)), (THURSDAY, time(15, 45)), (THURSDAY, time(8, 0))):
        programme.give_slot(weekday, starts_at, minutes=75 if starts_at.hour > 12 else 45, by=lead, at=before(80))
    _start_induction(made, at=before(78))
    busy = {name for group in OWN_GROUPS for name in group.members}
    asked = [person for person in programme.staff().order_by("pk") if person.name not in busy]
    _answer(programme, asked[:-4], at=before(70), dice=dice)
    for replying, words in (
        ("Jo Osei", "Could one of the afternoons be for trying, with nobody watching?"),
        ("Colin Strang", "Good to see that teaching assistants are asked as well."),
    ):
        programme.reply(words, by=made.people[replying], at=before(74))
    silent = {person.pk: person for person in programme.not_answered()}
    place = tuple(person.pk for person in asked[-4:])
    for pk in silent.keys() - set(place):
        programme.collecting.decide_for(silent[pk], Unanswered.Choice.LEFT_OUT, by=lead, at=before(65))
    formation = try_again(programme, Rules(smallest=4, largest=7, seconds=10, place=place), by=lead, at=before(64))
    work_out(formation)
    formation.refresh_from_db()
    beginning = Beginning(first_on=before(59).date(), number=6, least_days_between=21)
    share(formation, beginning, by=lead, at=before(62))
    _ask_questions(programme, at=before(50))


def collect_for_spring(made: DemoNetwork, *, at: datetime, dice: random.Random) -> None:
    """A second programme whose wishes are still coming in: two thirds have answered."""
    lead = made.people["Helen Marsh"]
    opened = at - timedelta(days=9)
    programme = _offer(
        made, "Spring enquiries", SPRING, opened=opened, until=at + timedelta(days=12), key="staff-enquiry"
    )
    for weekday, starts_at in ((TUESDAY, time(15, 45)), (WEDNESDAY, time(16, 0))):
        programme.give_slot(weekday, starts_at, by=lead, at=opened)
    asked = list(programme.staff().exclude(pk=made.people["Mo Khan"].pk).order_by("pk"))
    dice.shuffle(asked)
    _answer(programme, asked[: len(asked) * 2 // 3], at=at - timedelta(days=4), dice=dice)


def start_own_groups(made: DemoNetwork, *, at: datetime) -> None:
    """Groups that teachers began themselves, across the three schools."""
    for told in OWN_GROUPS:
        began = at - timedelta(days=64)
        group = _begin(made, told, at=began)
        admit(made, group, told.members, at=began, on=began.date())
        series = propose(
            group, weekday=told.weekday, starts_at=time.fromisoformat(told.starts_at), minutes=told.minutes,
            first_on=(began + timedelta(days=5)).date(), number=told.number, video=told.video, room=told.room,
            by=made.people[told.members[0]], at=began,
        )  # fmt: skip
        if told.number:
            series.confirm(by=made.people[told.members[0]], at=began + timedelta(days=1))
    feedback = Group.objects.get(title="Feedback that Moves")
    invite(feedback, made.people["Mo Khan"], by=made.people["Dai Rees"], at=at - timedelta(days=2),
           reason="He asks the same question about lab books.")  # fmt: skip


def _offer(
    made: DemoNetwork, title: str, themes: Iterable[Theme], *, opened: datetime, until: datetime,
    key: str = "learning-community",
) -> Programme:  # fmt: skip
    """Open to staff what the end of last year left as a draft, or a programme that is new."""
    lead, school = made.people["Helen Marsh"], made.northgate
    approach = Approach.objects.get(school=school, key=key)
    left = Programme.objects.filter(approach=approach, opened_at=None).first()
    programme = left or Programme.objects.draft(
        approach, year_starts_on=made.year_starts_on, by=lead, at=opened, title=title
    )
    programme.describe(by=lead, at=opened, vision=VISION, wishes_until=until.date(), begins_on=until.date())
    priorities = [Priority.objects.get_or_create(school=school, title=words)[0] for words in PRIORITIES]
    for number, theme in enumerate(themes):
        programme.add_theme(
            theme.title, by=lead, at=opened, about=theme.about, aspect=theme.aspect,
            priority=priorities[number % len(priorities)], most_groups=3,
        )  # fmt: skip
    programme.open(by=lead, at=opened)
    return programme


def _start_induction(made: DemoNetwork, *, at: datetime) -> None:
    """New staff build learning habits together in their first year, and choose a community in their second."""
    lead, school = made.people["Helen Marsh"], made.northgate
    approach = Approach.objects.get(school=school, key="induction-pathway")
    programme = Programme.objects.draft(
        approach, year_starts_on=made.year_starts_on, by=lead, at=at, title="Finding your feet"
    )
    programme.open(by=lead, at=at)
    group = start(
        by=lead, at=at, approach=approach, title="Finding your feet", schools=[school], programme=programme,
        question="Which habits of this school help my classes, and which would help me?",
    )  # fmt: skip
    members = ["Yvonne Clarke", *(person.name for person in programme.new_staff().order_by("pk"))]
    admit(made, group, members, at=at)
    propose(
        group, weekday=WEDNESDAY, starts_at=time(15, 45), minutes=60, first_on=at.date(), number=8,
        by=lead, at=at,
    ).confirm(by=lead, at=at)  # fmt: skip


def _answer(programme: Programme, people: Iterable[Person], *, at: datetime, dice: random.Random) -> None:
    themes = list(programme.themes.wishable().in_order())
    slots = list(programme.slots.in_order())
    likes = [7, 6, 5, 3, 4][: len(themes)]
    for person in people:
        wishes = sorted(themes, key=lambda theme: dice.random() ** (1 / likes[themes.index(theme)]), reverse=True)
        cannot = [slot for slot in slots if dice.random() < 0.25]
        programme.collecting.take(
            person, at=at, wishes=wishes[: programme.most_wishes], cannot=cannot[: len(slots) - 1],
            would_lead=dice.random() < 0.4, joins_as_given=dice.random() < 0.93,
        )  # fmt: skip


def _ask_questions(programme: Programme, *, at: datetime) -> None:
    """Each shared group has found its question by now, and most have agreed on their dates."""
    questions = {theme.title: list(theme.questions) for theme in COMMUNITIES}
    for number, group in enumerate(programme.groups.select_related("theme", "series").order_by("pk")):
        waiting = questions.get(group.theme.title if group.theme else "", [])
        member = group.memberships.select_related("person").order_by("pk").first()
        if waiting and member:
            group.ask(waiting.pop(0), by=member.person, at=at)
        if member and number % 4 != 2:
            group.series.confirm(by=member.person, at=at)


def _begin(made: DemoNetwork, told: OwnGroup, *, at: datetime) -> Group:
    home = made.school_of(told.members[0])
    schools: list[School] = list(dict.fromkeys([home, *(made.school_of(name) for name in told.members)]))
    return start(
        by=made.people[told.members[0]], at=at, approach=Approach.objects.get(school=home, key=told.approach),
        title=told.title, question=told.question, schools=schools, listed=told.listed,
    )  # fmt: skip


def admit(
    made: DemoNetwork, group: Group, names: Iterable[str], *, at: datetime, on: date | None = None
) -> None:
    """Everybody joins, and the first looks after the group as its approach names it."""
    leading = group.approach.roles.filter(leads=True).order_by("pk").first()
    for number, name in enumerate(names):
        person = made.people[name]
        membership = group.admit(person, school=made.school_of(name), by=person, at=at, on=on)
        if leading and number == 0:
            membership.take_role(leading.key, by=person, at=at)


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12)).astimezone()
