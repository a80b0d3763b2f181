"""The end of a programme's year, and the groups that go on into the next."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import models, transaction

from collegium.groups.models import Group, Membership
from collegium.groups.starting import start
from collegium.history.models import record
from collegium.people.models import Person
from collegium.people.models.year import year_starting
from collegium.programmes.models import Programme, Slot, Theme
from collegium.years.models.outlook import Outlook


class ClosingQuerySet(models.QuerySet["Closing"]):
    def close(
        self, programme: Programme, *, themes: Iterable[Theme] = (), slots: Iterable[Slot] = (), reason: str = "",
        by: Person, at: datetime,
    ) -> "Closing":  # fmt: skip
        """Last year stands as it was, and a draft of the next is there that only its lead sees.

        Groups that said so go on in it with the same people; the others come to their end, with ``reason``.
        ``themes`` and ``slots``: what is offered again. A second closing changes nothing.
        """
        with transaction.atomic():
            held = programme.held()
            if already := self.filter(programme=held).first():
                return already
            following = _next_year_of(held, themes, slots, by=by, at=at)
            closing = self.create(programme=held, next=following, by=by, at=at)
            if held.is_collecting(at):
                held.collecting.close(by=by, at=at)
            staying = set(Outlook.objects.filter(goes_on=True).values_list("group", flat=True))
            for group in held.groups.going().order_by("pk"):
                if group.pk in staying:
                    closing.carry_over(group, by=by, at=at)
                group.conclude(by=by, at=at, reason=reason)
            record(by, "closed the year", held, at=at)
        return closing


def _next_year_of(
    programme: Programme, themes: Iterable[Theme], slots: Iterable[Slot], *, by: Person, at: datetime
) -> Programme:
    """A draft in the same approach with what is kept. Vision and dates are the new year's own."""
    following = Programme.objects.draft(
        programme.approach, year_starts_on=year_after(programme), title=programme.title, by=by, at=at
    )
    kept = ("smallest", "largest", "most_wishes", "whole_week", "alone_allowed", "lists_groups")
    words = {name: getattr(programme, name) for name in kept}
    following.describe(by=by, at=at, schools=programme.schools.all(), **words)
    for theme in themes:
        following.add_theme(
            theme.title, by=by, at=at, about=theme.about, aspect=theme.aspect.title if theme.aspect else "",
            priority=theme.priority.title if theme.priority else "", most_groups=theme.most_groups,
            is_induction=theme.is_induction,
        )  # fmt: skip
    for slot in slots:
        following.give_slot(slot.weekday, slot.starts_at, minutes=slot.minutes, by=by, at=at)
    return following


def year_after(programme: Programme) -> date:
    """The first day of the school year that follows the programme's."""
    return year_starting(programme.year_starts_on.replace(year=programme.year_starts_on.year + 1))


class Closing(models.Model):
    """That the year of a programme is over, who said so, and the programme that follows it."""

    programme = models.OneToOneField(Programme, on_delete=models.CASCADE, related_name="closing")
    next = models.ForeignKey(Programme, on_delete=models.SET_NULL, null=True, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = ClosingQuerySet.as_manager()

    def carry_over(self, group: Group, *, by: Person, at: datetime) -> Group:
        """The same people go on in a group of next year. Those who have left the staff do not come along."""
        theme = self.next.themes.filter(title=group.theme.title).first() if self.next and group.theme else None
        later = start(
            by=by, at=at, approach=group.approach, title=group.title, question=group.question, programme=self.next,
            theme=theme, schools=group.schools.all(), listed=group.listed, entry=group.entry, cap=group.cap,
            year_starts_on=year_after(self.programme),
        )  # fmt: skip
        there = group.memberships.current().filter(person__in=Person.objects.signing_in())
        for membership in there.select_related("person", "school").order_by("joined_on", "pk"):
            _bring_along(membership, later, by=by, at=at)
        self.continuations.create(earlier=group, later=later)
        return later


def _bring_along(membership: Membership, later: Group, *, by: Person, at: datetime) -> None:
    """Somebody with what they do in the group."""
    new = later.admit(membership.person, school=membership.school, by=by, at=at)
    for held in membership.roles.current().select_related("role"):
        new.take_role(held.role.key, by=by, at=at)


class Continuation(models.Model):
    """Which group of last year a group goes on from."""

    closing = models.ForeignKey(Closing, on_delete=models.CASCADE, related_name="continuations")
    earlier = models.OneToOneField(Group, on_delete=models.CASCADE, related_name="continued_in")
    later = models.OneToOneField(Group, on_delete=models.CASCADE, related_name="continues")
