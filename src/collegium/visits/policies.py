"""Who may do what with visits. One sentence each; who may know of them, the nouns say themselves."""

from datetime import datetime

from collegium.groups.models import Group
from collegium.groups.policies import coordinates
from collegium.people.models import Person, School
from collegium.people.policies import in_leadership, keeps_accounts, leads_cpd
from collegium.visits.models import Plan, Record, Showing, Visit


def may_answer(person: Person, visit: Visit, at: datetime) -> bool:
    """Either of the two, until the lesson is over."""
    return visit.is_mine(person) and visit.ended_at is None and visit.ends_at > at


def may_set_focus(person: Person, visit: Visit, at: datetime) -> bool:
    """The visited teacher's alone: it is their lesson."""
    return visit.visited_id == person.pk and may_answer(person, visit, at)


def may_write_notes(person: Person, visit: Visit) -> bool:
    """The visitor, of a visit that both wanted, until the notes are given."""
    record = getattr(visit, "record", None)
    is_given = record is not None and (record.given_at or record.deleted_at)
    return visit.visitor_id == person.pk and visit.is_agreed and not is_given


def owns(person: Person, record: Record) -> bool:
    """The visited teacher, once the record is given."""
    return record.visit.visited_id == person.pk and record.is_given


def may_show(person: Person, record: Record) -> bool:
    """Either of the two, in a group that both belong to."""
    return record.visit.is_mine(person) and record.is_given and record.visit.group_id is not None


def may_agree_to(person: Person, showing: Showing) -> bool:
    """The other one of the two."""
    return showing.record.visit.is_mine(person) and showing.by_id != person.pk and showing.withdrawn_at is None


def may_withdraw(person: Person, showing: Showing) -> bool:
    return showing.record.visit.is_mine(person)


def may_plan(person: Person, group: Group) -> bool:
    return group.is_going() and coordinates(person, group)


def may_propose(plan: Plan) -> bool:
    return plan.finished_at is not None and not plan.broken and plan.proposed_at is None


def may_set_day(person: Person, school: School) -> bool:
    """The periods of the day, the weeks in turn, the quiet days."""
    return keeps_accounts(person, school) or leads_cpd(person, school)


def may_bring_timetables(person: Person, school: School) -> bool:
    return keeps_accounts(person, school)


def may_arrange_cover(person: Person, school: School) -> bool:
    return person.has_duty("cover", school)


def may_see_figures(person: Person, school: School) -> bool:
    return in_leadership(person, school) or leads_cpd(person, school)
