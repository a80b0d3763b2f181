"""Visits as numbers; ideas that came back as tried; what was read; evenings, talks online and bulletins."""

from collections.abc import Iterable

from django.db.models import Count
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collegium.bulletins.models import Issue
from collegium.enquiry.models import Idea
from collegium.library.models import Use, Work
from collegium.packs.looking import Fact, Look
from collegium.study.models import Webinar
from collegium.teachmeets.models import TeachMeet
from collegium.visits.counting import counts


def in_visits(look: Look) -> Iterable[Fact]:
    """As those above are told: by programme and term, when the term is over, and never of a few."""
    for one in counts(look.school, look.at):
        if one.visits and look.first <= one.ends_on <= look.last:
            said = ngettext("%(number)d visit", "%(number)d visits", one.visits) % {"number": one.visits}
            yield Fact("visit", f"{one.ends_on:%Y-%m-%d} {one.programme}", one.programme, one.ends_on,
                       f"{said}, {one.term}", reverse("visits:figures", args=[look.school.slug]))  # fmt: skip


def in_ideas(look: Look) -> Iterable[Fact]:
    """Those that everybody on the staff may read, and that somebody has tried. Kept or dropped counts alike."""
    given = Idea.objects.reaching_all_at(look.school).standing().filter(school=look.school, **look.between("at"))
    for one in look.known(given).with_figures().filter(tried__gt=0).order_by("pk"):
        tried = ngettext("tried once", "tried %(n)s times", one.tried) % {"n": one.tried}
        said = _("%(tried)s: %(kept)d kept, %(changed)d changed, %(dropped)d dropped") % {
            "tried": tried, "kept": one.kept, "changed": one.changed, "dropped": one.dropped,
        }  # fmt: skip
        yield Fact("idea", str(one.pk), one.title, look.day(one.at), said, one.get_absolute_url(), one.audience)


def in_the_library(look: Look) -> Iterable[Fact]:
    """Of works that the staff may read: how many colleagues of this school say that they used them."""
    works = look.known(Work.objects.reaching_all_at(look.school).standing())
    used = Use.objects.filter(school=look.school, **look.between("at")).values_list("work").annotate(n=Count("pk"))
    numbers = dict(used.order_by())
    for one in works.filter(pk__in=numbers).order_by("pk"):
        said = ngettext("%(number)d colleague used it", "%(number)d colleagues used it", numbers[one.pk])
        yield Fact("book", str(one.pk), one.title, look.day(one.at), said % {"number": numbers[one.pk]},
                   one.get_absolute_url(), one.audience)  # fmt: skip


def in_evenings(look: Look) -> Iterable[Fact]:
    """TeachMeets that the school held, and webinars that its colleagues gave: what took place."""
    meets = TeachMeet.objects.reaching_all_at(look.school).standing()
    meets = meets.filter(school=look.school, ended_at__isnull=False, **look.between("starts_at"))
    counted = look.known(meets).annotate(spoke=Count("talks__ended_at"))
    for one in counted.order_by("pk"):
        said = ngettext("%(number)d talk", "%(number)d talks", one.spoke) % {"number": one.spoke}
        yield Fact("teachmeet", str(one.pk), one.title, look.day(one.starts_at), said, one.get_absolute_url(),
                   one.audience)  # fmt: skip
    given = Webinar.objects.reaching_all_at(look.school).standing()
    given = given.filter(school=look.school, **look.held("starts_at"))
    for one in look.known(given).order_by("pk"):
        yield Fact("webinar", str(one.pk), one.title, look.day(one.starts_at), one.purpose, one.get_absolute_url(),
                   one.audience)  # fmt: skip


def in_bulletins(look: Look) -> Iterable[Fact]:
    appeared = Issue.objects.appeared().filter(bulletin__school=look.school, week__range=(look.first, look.last))
    weeks = list(look.known(appeared).order_by("week").values_list("week", flat=True))
    if weeks:
        said = ngettext("One bulletin", "%(number)d bulletins", len(weeks)) % {"number": len(weeks)}
        latest = _("the latest in the week of %(day)s") % {"day": date_format(weeks[-1], "j F Y")}
        yield Fact("bulletin", str(look.school.pk), said, weeks[-1], latest, reverse("bulletins:bulletins"))


SOURCES = (in_visits, in_ideas, in_the_library, in_evenings, in_bulletins)
