"""What became of one's ideas in a week: a line each in the letter on Friday."""

from datetime import datetime

from django.conf import settings
from django.db.models import Count
from django.urls import reverse
from django.utils.translation import ngettext

from collegium.enquiry.models import Echo
from collegium.people.models import Person

SHOWN = 5


def news(person: Person, since: datetime, until: datetime) -> list[str]:
    """Which idea, by how many, and where it is. No names and no words: a letter may be read by others. One query."""
    echoes = Echo.objects.for_author(person).filter(at__gt=since, at__lte=until)
    rows = echoes.values("idea", "idea__title").annotate(n=Count("pk")).order_by("-n", "idea")[:SHOWN]
    return [_line(row["idea__title"], row["n"], row["idea"]) for row in rows]


def _line(title: str, n: int, idea: int) -> str:
    words = ngettext("%(n)d colleague used it", "%(n)d colleagues used it", n) % {"n": n}
    return f"– {title} ({words}): {settings.ADDRESS}{reverse('enquiry:idea', args=[idea])}"
