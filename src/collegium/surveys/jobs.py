"""Keeping to the day that the data record names."""

from datetime import date

from collegium.kit import clock
from collegium.kit.jobs import every
from collegium.surveys.models import DataRecord, Passed, Survey, Tally, Ticket, Words


@every("40 3 * * *")
def forget_what_is_over() -> None:
    forget(clock.today())


def forget(today: date) -> None:
    """Counts, codes and words go; the figures that were released, which give nobody away, stay."""
    over = Survey.objects.filter(pk__in=DataRecord.objects.filter(kept_until__lt=today).values("survey"))
    Tally.objects.filter(code_of__wave__survey__in=over).delete()
    Ticket.objects.filter(code_of__wave__survey__in=over).delete()
    Words.objects.filter(wave__survey__in=over).delete()
    Passed.objects.filter(survey__in=over, settled_at__isnull=False).exclude(text="").update(text="")
