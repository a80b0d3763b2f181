"""Asking the staff of a programme: each by a letter with a personal link, which draws a one-time code."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from collegium.mail.models import Letter
from collegium.mail.writing import write
from collegium.people.models import Link, Person
from collegium.surveys.models import ClassCode, Survey, Ticket, Wave

KIND = "staff-survey"
OPEN_FOR = timedelta(days=60)


def invite(survey: Survey, *, by: Person, at: datetime) -> ClassCode:
    """Everybody on the programme's staff gets the same letter. Asking twice changes nothing."""
    assert survey.programme is not None
    with transaction.atomic():
        survey.locked()
        wave = survey.wave_now()
        if code := wave.codes.first():
            return code
        staff = list(Person.objects.on_staff_of(survey.programme.schools.all()).order_by("pk"))
        code = wave.hand_out(label=_("Staff"), pupils=max(1, len(staff)), by=by, at=at)
        for person in staff:
            _write(wave, person, at=at)
    return code


def _write(wave: Wave, person: Person, *, at: datetime) -> None:
    link = Link.objects.for_(KIND, person, wave.pk, until=at + OPEN_FOR)
    write(
        KIND, person, thing=wave.pk, at=at, subject=_("What should we change? %(title)s") % {"title": wave.survey},
        text=_("A few questions about how we learn together, two minutes.\n\n%(address)s\n\n"
               "Answers are anonymous: your link draws a one-time code, and nothing leads from the code to what you "
               "answer. Results are shown to all of us, from ten answers on.")
        % {"address": settings.ADDRESS + reverse("surveys:by-link", args=[link.token])},
    )  # fmt: skip


def is_wanted(letter: Letter) -> bool:
    """Until the round is over, by whoever is still on the staff."""
    wave = Wave.objects.filter(pk=letter.thing, closed_at=None).select_related("survey__programme").first()
    if wave is None or letter.person is None:
        return False
    return letter.person.schools_now().filter(programmes=wave.survey.programme).exists()


def draw(wave: Wave, person: Person) -> Ticket | None:
    """A colleague's own one-time code: the same one each time, by letter or signed in."""
    code = wave.codes.first()
    mine = salted_hmac("collegium.surveys", f"{wave.pk}:{person.pk}").hexdigest()
    return code.draw(mine, grows=True) if code else None


