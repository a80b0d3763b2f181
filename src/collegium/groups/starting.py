"""Starting a group: for a programme when its plan is shared, or one's own in three minutes."""

import secrets
from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from collegium.groups.agreeing import Weekly, propose
from collegium.groups.models import Group
from collegium.history.models import record
from collegium.kit import clock
from collegium.kit.text import as_address
from collegium.people.models import Person, School
from collegium.people.models.year import year_starting
from collegium.programmes.models import Approach, Programme, Theme

# How an approach lets people in, as the rule that its groups begin with. They may change it.
FIRST_RULE = {
    Approach.Entry.WHOLE_GROUP: Group.Entry.WHOLE_GROUP,
    Approach.Entry.INTEREST: Group.Entry.OPEN,
    Approach.Entry.THEME: Group.Entry.OPEN,
    Approach.Entry.OPEN: Group.Entry.OPEN,
    Approach.Entry.RECRUITED: Group.Entry.COORDINATORS,
    Approach.Entry.APPOINTED: Group.Entry.COORDINATORS,
}


def start(
    *,
    by: Person,
    at: datetime,
    approach: Approach,
    title: str,
    schools: Iterable[School],
    question: str = "",
    programme: Programme | None = None,
    theme: Theme | None = None,
    listed: bool | None = None,
    entry: str | None = None,
    cap: int | None = None,
    year_starts_on: date | None = None,
    slug: str | None = None,
) -> Group:
    """A new group without members. Groups of a programme list themselves as it says; one's own, when it chooses."""
    with transaction.atomic():
        group = Group.objects.create(
            title=title,
            slug=slug or free_slug(title),
            question=question,
            approach=approach,
            programme=programme,
            theme=theme,
            listed=listed if listed is not None else bool(programme and programme.lists_groups),
            entry=entry or FIRST_RULE[Approach.Entry(approach.entry)],
            cap=cap if cap is not None else approach.cap,
            year_starts_on=year_starts_on or (programme.year_starts_on if programme else year_of(at)),
            started_by=by,
            started_at=at,
        )
        group.schools.set(schools)
        record(by, "started", group, at=at)
    return group


def start_own(
    *,
    by: Person,
    at: datetime,
    approach: Approach,
    title: str,
    school: School,
    question: str = "",
    cap: int | None = None,
    meets: Weekly | None = None,
    beside: Group | None = None,
) -> Group:
    """A teacher's own group: no approval, no form; they belong to it and look after it until it says otherwise.

    Where they say when it ``meets``, its first dates stand at once: one fixed, the rest for the group to confirm.
    ``beside``: a group that is full, whose programme and theme it shares.
    """
    with transaction.atomic():
        group = start(
            by=by, at=at, approach=approach, title=title, schools=[school], question=question, cap=cap,
            programme=beside.programme if beside else None, theme=beside.theme if beside else None,
            listed=beside.listed if beside else None,
        )  # fmt: skip
        membership = group.admit(by, school=school, by=by, at=at)
        if role := approach.roles.filter(leads=True).order_by("pk").first():
            membership.take_role(role.key, by=by, at=at)
        if meets:
            propose(group, meets, by=by, at=at)
    return group


def year_of(at: datetime) -> date:
    return year_starting(clock.day_of(at))


def free_slug(title: str) -> str:
    """The title as an address. Its end is drawn, so that an address tells nobody whether another group has it."""
    return f"{as_address(title)[:120] or 'group'}-{secrets.token_hex(3)}"
