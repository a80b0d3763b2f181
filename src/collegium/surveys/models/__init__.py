from collegium.surveys.models.release import Release, ThemeRelease
from collegium.surveys.models.survey import Begun, DataRecord, Item, Kind, Survey, SurveyQuerySet
from collegium.surveys.models.wave import ClassCode, Closed, NotReady, Tally, Ticket, Wave
from collegium.surveys.models.words import Change, Passed, Words

__all__ = [
    "Begun",
    "Change",
    "ClassCode",
    "Closed",
    "DataRecord",
    "Item",
    "Kind",
    "NotReady",
    "Passed",
    "Release",
    "Survey",
    "SurveyQuerySet",
    "Tally",
    "ThemeRelease",
    "Ticket",
    "Wave",
    "Words",
]  # fmt: skip
