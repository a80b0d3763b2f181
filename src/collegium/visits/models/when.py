"""A time that is proposed for a visit."""

from datetime import date, datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from collegium.people.models import School
from collegium.visits.models.day import Period


class When(NamedTuple):
    """A time for a visit: the lesson, and the talk after it where one was found."""

    starts_at: datetime
    ends_at: datetime
    period: Period | None = None
    class_name: str = ""
    room: str = ""
    cover: bool = False
    talk_starts_at: datetime | None = None
    talk_ends_at: datetime | None = None

    @property
    def minutes(self) -> int:
        """Of the lesson."""
        return int((self.ends_at - self.starts_at).total_seconds() // 60)

    def day_at(self, school: School) -> date:
        """The day by the school's own clock."""
        return self.starts_at.astimezone(ZoneInfo(school.timezone)).date()

    def fields(self) -> dict[str, Any]:
        """As a visit keeps it."""
        return {**self._asdict(), "class_name": self.class_name[:60], "room": self.room[:60]}
