"""Why visits are kept, and what becomes of it when somebody is erased."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from collegium.people.purposes import copied, purpose
from collegium.visits.models import (
    Access,
    LeftOut,
    Lesson,
    Note,
    Period,
    Plan,
    PlannedVisit,
    QuietDays,
    Record,
    Reminded,
    Rhythm,
    Rules,
    Showing,
    Takeaway,
    Timetable,
    TimetableFile,
    Visit,
)

NOT_GIVEN = Q(given_at=None)

visits = purpose(
    _("Visits to each other’s lessons"),
    why=_("So that two colleagues can arrange a visit and talk about it. It is never used for appraisal."),
    reads=_("the two; the group that a visit is planned; whoever arranges cover, when it is needed"),
    until=_("the visit as long as the group; a record until the two delete it, and while both have an account"),
)
# What the visitor looks at was their wish; class and room are the visited teacher's lesson.
visits.stays(Visit, of="visitor", words=("focus",), facts=("uid",))
visits.stays(Visit, of="visited", words=("class_name", "room"), facts=("uid",))
visits.stays(PlannedVisit, of="visitor").stays(PlannedVisit, of="visited", words=("class_name", "room"))
# What was seen in somebody's lesson goes with them; what a visitor wrote and never gave, with the visitor.
visits.goes(Record, of="visit__visited")
visits.goes(Record, of="visit__visitor", where=NOT_GIVEN)
visits.stays(Record, of="visit__visitor", words=("question",)).stays(
    Note, of="record__visit__visitor", words=("text",), facts=("key",)
)
visits.goes(Takeaway, Reminded, Access, Showing.named.through).stays(Showing, of="by")
visits.goes(LeftOut).goes(LeftOut, of="other").stays(Plan, of="by", facts=("problem", "regrouped"))
visits.nobody(Period, QuietDays, Rhythm, Rules)

timetables = purpose(
    _("Timetables"),
    why=_("So that visits can be planned without asking everybody when they teach."),
    reads=_("you and your school’s keepers; planning uses it"),
    until=_("until a newer one comes, or you are erased"),
)
timetables.goes(Timetable).stays(Timetable, of="by").nobody(Lesson)
timetables.stays(TimetableFile, of="by", facts=("name", "columns", "rows", "numbers", "meanings", "figures"))
copied(TimetableFile, "rows", "figures")
copied(Plan, "problem")
