from collegium.visits.models.day import Period, QuietDays, Rhythm, Stretch, keep_quiet, set_day
from collegium.visits.models.plan import LeftOut, Plan, PlannedVisit
from collegium.visits.models.record import (
    Access,
    Given,
    Note,
    NotOfTheGroup,
    Record,
    Reminded,
    Showing,
    Takeaway,
    take_away,
)
from collegium.visits.models.rules import CapReached, Rules
from collegium.visits.models.timetable import Lesson, Taught, Timetable, TimetableFile
from collegium.visits.models.visit import ChangedMeanwhile, Clash, Over, Visit, VisitQuerySet, had
from collegium.visits.models.when import When

__all__ = [
    "Access", "CapReached", "ChangedMeanwhile", "Clash", "Given", "LeftOut", "Lesson", "NotOfTheGroup", "Note",
    "Over", "Period", "Plan", "PlannedVisit", "QuietDays", "Record", "Reminded", "Rhythm", "Rules", "Showing",
    "Stretch", "Takeaway", "Taught", "Timetable", "TimetableFile", "Visit", "VisitQuerySet", "When", "had",
    "keep_quiet", "set_day", "take_away",
]  # fmt: skip
