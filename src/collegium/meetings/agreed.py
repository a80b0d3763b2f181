"""What a group's agreement changes in its rhythm: how many meetings, and how far apart."""

from datetime import datetime

from collegium.groups.models import Group, Point
from collegium.history.models import record
from collegium.meetings.models import Series
from collegium.people.models import Person

DAYS = 7


def carry_out(group: Group, point: Point, *, by: Person, at: datetime) -> None:
    """Only what is proposed from now on follows; dates that stand are moved on the page of dates."""
    fields: dict[str, int | None] = {}
    if point.matter == "lasting" and point.choice:
        fields = {"number": point.number if point.choice == "fixed" else None}
    elif point.matter == "apart" and point.number:
        fields = {"least_days_between": point.number * DAYS}
    series = Series.objects.filter(group=group).first()
    if fields and series and any(getattr(series, name) != value for name, value in fields.items()):
        Series.objects.filter(pk=series.pk).update(**fields)
        record(by, "changed", series, at=at)
