from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from collegium.people.exporting import leave_out, register
from collegium.visits.models import (
    Access,
    LeftOut,
    Note,
    Plan,
    PlannedVisit,
    Record,
    Reminded,
    Showing,
    Takeaway,
    Timetable,
    TimetableFile,
    Visit,
)

BOTH = ("visitor", "visited")

register(Visit, _("Visits of mine and to me"), "group__title", "school__name", "starts_at", "class_name", "room",
         "focus", "asked_at", "ended_at", of=BOTH)  # fmt: skip
# What was seen is its writer's, and the visited teacher's from the moment at which it is given.
register(Record, _("Records of visits"), "visit__starts_at", "question", "given_at", "deleted_at",
         of=("visit__visitor", "visit__visited"),
         where={"visit__visited": Q(given_at__isnull=False, deleted_at=None)})  # fmt: skip
register(Note, _("What was noted on visits"), "record__visit__starts_at", "at", "text",
         of=("record__visit__visitor", "record__visit__visited"),
         where={"record__visit__visited": Q(record__given_at__isnull=False, record__deleted_at=None)},
         but=Q(taken_back=True))  # fmt: skip
register(Showing, _("Whom I would show a record"), "record__visit__starts_at", "at", "agreed_at", "withdrawn_at",
         of=("by",), not_of={"named": "what is shown belongs to the two of the visit"})  # fmt: skip
register(Access, _("Records of others that I opened"), "at")
register(Takeaway, _("What I took away from visits"), "visit__starts_at", "text", "at")
register(Reminded, _("Visits I was reminded of"), "visit__starts_at", "on", "at")
register(Timetable, _("My timetable"), "school__name", "at",
         not_of={"by": "the timetable is the colleague's, whoever brought it"})  # fmt: skip
register(TimetableFile, _("Timetables I brought"), "school__name", "name", "at", of=("by",))
leave_out(Showing.named.through, "what is shown belongs to the two of the visit")
for model in (Plan, PlannedVisit, LeftOut):
    leave_out(model, "a plan as it was tried; what came of it are visits, and who tried it has it in their history")
