"""Whom something written reaches: its author, the group, the school, the schools it works with. It only widens."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from collegium.groups.models import Group
from collegium.history.models import record
from collegium.kit.doors import door
from collegium.people.models import Network, Person, School

if TYPE_CHECKING:
    from typing import Self


class Audience(models.TextChoices):
    ME = "me", _("only me")
    GROUP = "group", _("my group")
    SCHOOL = "school", _("my school")
    NETWORK = "network", _("the schools we work with")


WIDTHS = list(Audience)


class ReachingQuerySet(models.QuerySet):
    @door
    def visible_to(self, person: Person) -> "Self":
        """One's own, what was given to one's groups of today, and what reaches one's schools. No duty adds to it."""
        mine = Group.objects.of_member(person).values("pk")
        here = person.schools_now().values("pk")
        near = School.objects.filter(networks__in=Network.objects.filter(schools__in=here).values("pk")).values("pk")
        return self.filter(
            self.own(person)
            | (Q(group__in=mine) & ~Q(audience=Audience.ME))
            | Q(audience__in=[Audience.SCHOOL, Audience.NETWORK], school__in=here)
            | Q(audience=Audience.NETWORK, school__in=near)
        )

    def reaching_all_at(self, school: School) -> "Self":
        """What everybody on that staff may read, whatever else each of them may."""
        near = School.objects.filter(networks__in=school.networks.all()).values("pk")
        return self.filter(
            Q(audience__in=[Audience.SCHOOL, Audience.NETWORK], school=school)
            | Q(audience=Audience.NETWORK, school__in=near)
        )

    def own(self, person: Person) -> Q:
        """What is seen by whoever wrote it, wherever they belong now."""
        return Q(person=person)

    def standing(self) -> "Self":
        """Not withdrawn."""
        return self.filter(withdrawn_at=None)


class Reaching(models.Model):
    """Written by one person, and given by them to the others whom it reaches."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    group = models.ForeignKey(Group, on_delete=models.SET_NULL, null=True, blank=True, related_name="%(class)ss")
    school = models.ForeignKey(School, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    audience = models.CharField(max_length=8, choices=Audience.choices, default=Audience.ME)
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None

    def wider(self) -> list[str]:
        """The audiences to which its author may still widen it."""
        more = WIDTHS[WIDTHS.index(Audience(self.audience)) + 1 : WIDTHS.index(self.widest()) + 1]
        return [str(one) for one in more if self._can_reach(one)]

    def widest(self) -> Audience:
        """As far as it may ever go."""
        return Audience.NETWORK

    def _can_reach(self, audience: Audience) -> bool:
        return self.group_id is not None if audience == Audience.GROUP else self.school_id is not None

    def widen(self, audience: str, *, by: Person, at: datetime) -> None:
        """More colleagues see it from now on. Nothing is ever narrowed: it can be withdrawn."""
        with transaction.atomic():
            now: Any = type(self)._default_manager.select_for_update().get(pk=self.pk)
            if audience in now.wider() and not now.is_withdrawn:
                now.audience = audience
                now.save(update_fields=["audience"])
                record(by, "widened", now, at=at)
        self.audience = now.audience


@door
def choices_for(person: Person, *, alone: bool = False) -> list[tuple[str, Any]]:
    """Whom this person may give something to, by the groups and schools they have today."""
    schools = list(person.schools_now().order_by("name"))
    networks = list(Network.objects.filter(schools__in=schools).distinct().order_by("name"))
    found: list[tuple[str, Any]] = [(Audience.ME, _("Only me, for now"))] if alone else []
    groups = Group.objects.of_member(person).going().order_by("title", "pk")
    found += [(f"group-{group.pk}", group.title) for group in groups]
    found += [(f"school-{school.pk}", _("Everyone at %(school)s") % {"school": school.name}) for school in schools]
    if networks and schools:
        names = ", ".join(network.name for network in networks)
        found += [(f"network-{schools[0].pk}", _("All schools of %(network)s") % {"network": names})]
    return found


def reach(choice: str, person: Person) -> dict[str, Any]:
    """The fields that a choice of ``choices_for`` stands for."""
    kind, _dash, number = choice.partition("-")
    if kind == Audience.GROUP:
        home = person.schools_now().order_by("pk").first()
        return {"audience": kind, "group_id": int(number), "school": home}
    school = person.schools_now().filter(pk=number or 0).first() or person.schools_now().order_by("pk").first()
    return {"audience": kind, "school": school}
