"""What forming groups needs to know of a programme: its staff, their answers, themes, times and keep-aparts."""

from typing import Any

from django.db.models import Q, QuerySet

from collegium.forming.problem import Offer, Somebody
from collegium.people.models import Appointment, Person
from collegium.planning.groups import Theme
from collegium.programmes.models import Answer, Programme, Slot


def offer_of(programme: Programme) -> Offer:
    return Offer(
        themes=tuple(
            Theme(str(pk), most, is_induction)
            for pk, most, is_induction in programme.themes.order_by("order", "pk").values_list(
                "pk", "most_groups", "is_induction"
            )
        ),
        slots=tuple(
            str(pk) for pk in programme.slots.order_by("weekday", "starts_at").values_list("pk", flat=True)
        ),
        apart=tuple(programme.kept_apart.order_by("pk").values_list("one_id", "other_id")),
    )


def staff_of(programme: Programme, among: QuerySet[Person] | None = None) -> list[Somebody]:
    """Everybody whom the programme asks, and new staff where it has a pathway for them, with what they answered."""
    among = everybody(programme) if among is None else among
    answers = {answer.person_id: answer for answer in programme.answers.prefetch_related("wishes", "cannot")}
    slots = list(programme.slots.all())
    new = set(programme.new_staff().values_list("pk", flat=True))
    people: dict[int, Somebody] = {}
    rows = (
        Appointment.objects.current()
        .filter(school__in=programme.schools.values("pk"), person__in=among.values("pk"))
        .order_by("pk")
        .values_list("person_id", "school_id", "department_id", "experience", "manager_id")
    )
    for person, school, department, experience, manager in rows:
        if person not in people:
            heard = _heard(answers.get(person), slots)
            people[person] = Somebody(
                person, school, department, experience, manager, is_new=person in new, **heard
            )
    return list(people.values())


def everybody(programme: Programme) -> QuerySet[Person]:
    """Whom it asks, and whom its own induction theme is for."""
    asked = Q(pk__in=programme.staff().values("pk"))
    if programme.themes.filter(is_induction=True).exists():
        asked |= Q(pk__in=programme.new_staff().values("pk"))
    return Person.objects.filter(asked)


def _heard(answer: Answer | None, slots: list[Slot]) -> dict[str, Any]:
    if answer is None:
        return {}
    return {
        "answered": True,
        "alone": answer.alone,
        "wishes": tuple(theme for _rank, theme in sorted((wish.rank, wish.theme_id) for wish in answer.wishes.all())),
        "cannot": frozenset(slot.pk for slot in slots if not answer.can(slot)),
        "would_lead": answer.would_lead,
    }
