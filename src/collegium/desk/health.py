"""Whether this Collegium is well: for whoever looks after the server, on one page, on Today, and for monitoring."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from hmac import compare_digest

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.db import connection
from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

import collegium
from collegium.history.models import Check
from collegium.kit import clock, configuration, jobs
from collegium.kit.models import Backup, Pulse, Recurrence
from collegium.kit.web import SignedIn, ensure, show
from collegium.mail.models import Letter
from collegium.people import policies

# A night and a half: one that is late in the morning has not run.
LATE = timedelta(hours=36)
LEAST_FREE = 10
LETTERS_LATE = timedelta(hours=1)


@dataclass(frozen=True)
class Sign:
    """One thing that can be well or not, with what to do when it is not."""

    name: str
    title: str
    words: str
    is_well: bool
    remedy: str = ""
    url: str = ""


def signs(at: datetime) -> list[Sign]:
    return [about_backups(at), about_disk(), about_history(), about_worker(at), about_letters(at), about_jobs()]


def concerns(at: datetime) -> list[Sign]:
    """What nobody who looks after the server should miss: it costs data, not only patience."""
    return [sign for sign in (about_backups(at), about_disk(), about_history()) if not sign.is_well]


def about_backups(at: datetime) -> Sign:
    title, url = _("Backups"), reverse("desk:health")
    if settings.DEMO:
        return Sign("backup", title, _("The demo is not kept: it can be made anew."), is_well=True)
    good, last = Backup.objects.good().order_by("-at").first(), Backup.objects.order_by("-at").first()
    if good is None and last is None and not _was_due(at):
        return Sign("backup", title, _("The first is made at half past two tonight."), is_well=True)
    words = _("There is no good backup yet.")
    if good:
        size, day = filesizeformat(good.size), date_format(localtime(good.at), "j F Y, H:i")
        words = _("The last good one is of %(day)s: %(size)s in %(place)s.") % {
            "day": day, "size": size, "place": good.place,
        }  # fmt: skip
    if good and at - good.at < LATE:
        return Sign("backup", title, words, is_well=True)
    remedy = last.trouble if last and last.trouble else _("The worker has made none. See whether it runs.")
    return Sign("backup", title, words, is_well=False, remedy=remedy, url=url)


def _was_due(at: datetime) -> bool:
    """The worker plans the first night when it first starts."""
    return Recurrence.objects.filter(path__endswith="keep_tonight", next_at__lt=at - LETTERS_LATE).exists()


def about_disk() -> Sign:
    usage = shutil.disk_usage(settings.DATA)
    percent = usage.free * 100 // usage.total
    words = _("%(free)s of %(total)s are free (%(percent)s %%).") % {
        "free": filesizeformat(usage.free), "total": filesizeformat(usage.total), "percent": percent,
    }  # fmt: skip
    remedy = _("Make room before it is full: then nothing more can be written.")
    return Sign("disk", _("Disk"), words, percent >= LEAST_FREE, remedy, reverse("desk:health"))


def about_history() -> Sign:
    """Whether what happened is still what was sealed, as the night found it."""
    last = Check.objects.order_by("-at", "-pk").first()
    if last is None or not last.fault:
        words = _("It fits its seals.") if last else _("It is looked through at quarter past four each night.")
        return Sign("history", _("What happened"), words, is_well=True)
    remedy = _("Somebody changed it past the program. Keep the last backups apart, and ask who was at the database.")
    return Sign("history", _("What happened"), last.fault, is_well=False, remedy=remedy, url=reverse("desk:health"))


def about_worker(at: datetime) -> Sign:
    seen = Pulse.objects.aggregate(last=Max("seen_at"))["last"]
    if seen and at - seen < jobs.SILENCE:
        return Sign("worker", _("Worker"), _("It works."), is_well=True)
    remedy = _("Letters, reminders and plans wait for it. Start Collegium again, and look at its log.")
    return Sign("worker", _("Worker"), _("It has not been seen for a minute."), is_well=False, remedy=remedy)


def about_letters(at: datetime) -> Sign:
    late = Letter.objects.waiting().filter(due_at__lte=at - LETTERS_LATE).count() if settings.EMAIL_HOST else 0
    trouble = Letter.objects.in_trouble().count()
    words = _("%(late)s wait for more than an hour, %(trouble)s could not be sent.") % {
        "late": late, "trouble": trouble,
    }  # fmt: skip
    return Sign("letters", _("Letters"), words, not (late or trouble), _("See the letters."), reverse("mail:outbox"))


def about_jobs() -> Sign:
    failed = jobs.failed().count()
    words = _("Nothing has failed.") if not failed else _("Failed: %(number)s") % {"number": failed}
    remedy = _("See what failed, and try again.")
    return Sign("jobs", _("Behind the pages"), words, not failed, remedy, reverse("desk:failed-jobs"))


@login_required
def health(request: SignedIn) -> HttpResponse:
    """Every sign, the ones that are not well first, and the backups of the last nights."""
    ensure(policies.may_set_server(request.user))
    found = sorted(signs(clock.now()), key=lambda sign: sign.is_well)
    kept = configuration.read(settings.DATA)
    return show(
        request, "desk/health.html", signs=found, backups=list(Backup.objects.order_by("-at")[:14]),
        nights=kept["backup_nights"], elsewhere=bool(kept["backup_folder"]), version=collegium.__version__,
        database=connection.display_name, is_demo=settings.DEMO,
    )  # fmt: skip


@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """Numbers for Prometheus, without a name or a word of anybody's. Without the token there is nothing here."""
    token: str = configuration.read(settings.DATA)["metrics_token"]
    if not token or not compare_digest(request.headers.get("Authorization", "").encode(), f"Bearer {token}".encode()):
        raise Http404
    lines = [f"# TYPE {name} gauge\n{name} {value}\n" for name, value in figures(clock.now())]
    return HttpResponse("".join(lines), content_type="text/plain; version=0.0.4; charset=utf-8")


def figures(at: datetime) -> Iterator[tuple[str, float]]:
    """Ages in seconds, sizes in bytes; an age is left out where there is nothing that could have one."""
    if seen := Pulse.objects.aggregate(last=Max("seen_at"))["last"]:
        yield "collegium_worker_age_seconds", (at - seen).total_seconds()
    if kept := Backup.objects.good().aggregate(last=Max("at"))["last"]:
        yield "collegium_backup_age_seconds", (at - kept).total_seconds()
    yield "collegium_disk_free_bytes", shutil.disk_usage(settings.DATA).free
    yield "collegium_letters_waiting", Letter.objects.waiting().count()
    yield "collegium_letters_in_trouble", Letter.objects.in_trouble().count()
    yield "collegium_jobs_failed", jobs.failed().count()
    for sign in signs(at):
        yield f"collegium_{sign.name}_well", int(sign.is_well)
