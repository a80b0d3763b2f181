"""The programme's desk: where it stands, what to do next, and everything that only its lead sees."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, resolve_url
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collegium.kit import clock
from collegium.kit.asking import written_once
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, show
from collegium.people.alphabet import by_surname
from collegium.people.letters import mail_works
from collegium.people.models import Appointment, Person
from collegium.programmes import asking, forms
from collegium.programmes.models import KeepApart, Programme
from collegium.programmes.standing import said_to, staff_of, standing_of
from collegium.programmes.views.finding import led


@login_required
def desk(request: SignedIn, pk: int) -> HttpResponse:
    return _desk(request, led(request.user, pk))


def _desk(
    request: SignedIn, programme: Programme, until: forms.Until | None = None, deciding: forms.Deciding | None = None
) -> HttpResponse:
    now, staff = clock.now(), staff_of(programme)
    return show(
        request, "programmes/desk.html", status=422 if until or deciding else 200,
        programme=programme,
        standing=standing_of(programme, staff, now),
        silent=staff.silent,
        said=said_to(request.user, programme, staff, now),
        mail_works=mail_works(),
        until=until or forms.Until(),
        deciding=deciding,
        apart=len(_kept_apart(request.user, programme)),
    )  # fmt: skip


@written_once
def _kept_apart(lead: Person, programme: Programme) -> QuerySet[KeepApart, int]:
    return KeepApart.objects.visible_to(lead).filter(programme=programme).values_list("pk", flat=True)


@login_required
@acts
def closing(request: SignedIn, pk: int) -> HttpResponse:
    """Close wishes before their day."""
    programme = led(request.user, pk)
    return once(
        request, lambda: programme.collecting.close(by=request.user, at=clock.now()),
        resolve_url("programmes:desk", pk),
    )  # fmt: skip


@login_required
@acts
def collecting(request: SignedIn, pk: int) -> HttpResponse:
    """Collect wishes until a day, perhaps once more."""
    programme = led(request.user, pk)
    form = forms.Until(request.POST)
    if not form.is_valid():
        return _desk(request, programme, until=form)
    day = form.cleaned_data["wishes_until"]
    return once(
        request, lambda: programme.collecting.go_on_until(day, by=request.user, at=clock.now()),
        resolve_url("programmes:desk", pk),
    )  # fmt: skip


@login_required
@acts
def invitations(request: SignedIn, pk: int) -> HttpResponse:
    programme = led(request.user, pk)
    written = 0

    def invite() -> None:
        nonlocal written
        written = asking.invite(programme, by=request.user, at=clock.now())

    done = once(request, invite, resolve_url("programmes:desk", pk))
    messages.success(request, _told(written))
    return done


@login_required
@acts
def reminders(request: SignedIn, pk: int) -> HttpResponse:
    programme = led(request.user, pk)
    written = 0

    def remind() -> None:
        nonlocal written
        written = asking.remind(programme, by=request.user, at=clock.now())

    done = once(request, remind, resolve_url("programmes:desk", pk))
    messages.success(request, _told(written))
    return done


def _told(written: int) -> str:
    if not written:
        return _("There was nobody left to write to today.")
    if not mail_works():
        return ngettext(
            "A letter to one colleague is kept until mail works here. Until then, print a slip.",
            "Letters to %(count)d colleagues are kept until mail works here. Until then, print slips.",
            written,
        ) % {"count": written}
    return ngettext(
        "A letter to one colleague is on its way.", "Letters to %(count)d colleagues are on their way.", written
    ) % {"count": written}


@login_required
def slips(request: SignedIn, pk: int) -> HttpResponse:
    """Slips to print, each with one person's own link and QR code: for those without mail, or for all who wait."""
    programme = led(request.user, pk)
    everybody = "all" in request.GET or not mail_works()
    people = list(_who_waits(programme, everybody))
    return show(
        request, "programmes/slips.html", programme=programme, everybody=everybody,
        waiting=len(people), slips=asking.links_of(programme, people),
    )  # fmt: skip


@login_required
@acts
def making_slips(request: SignedIn, pk: int) -> HttpResponse:
    """Make the links that the slips show."""
    programme = led(request.user, pk)
    everybody = "all" in request.POST or not mail_works()
    to = resolve_url("programmes:slips", pk) + ("?all" if everybody else "")
    return once(request, lambda: asking.make_links(programme, _who_waits(programme, everybody)), to)


def _who_waits(programme: Programme, everybody: bool) -> QuerySet[Person]:
    # Two colleagues of one name: each slip opens its own person's answer, so the department stands on it too.
    works = Appointment.objects.current().filter(person=OuterRef("pk"), school__in=programme.schools.all())
    department = Subquery(works.order_by("pk").values("department__name")[:1])
    people = programme.not_answered().annotate(department=department).order_by(*by_surname(), "pk")
    return people if everybody else people.filter(email=None)


@login_required
@acts
def unanswered(request: SignedIn, pk: int) -> HttpResponse:
    """What becomes of those who never answered: never silently."""
    programme = led(request.user, pk)
    form = forms.Deciding(request.POST, programme=programme)
    if not form.is_valid():
        return _desk(request, programme, deciding=form)
    now, choice, people = clock.now(), form.cleaned_data["choice"], list(form.cleaned_data["person"])

    def decide() -> None:
        for person in people:
            programme.collecting.decide_for(person, choice, by=request.user, at=now)

    return once(request, decide, resolve_url("programmes:desk", pk))


@login_required
def apart(request: SignedIn, pk: int) -> HttpResponse:
    """Pairs that this lead keeps apart. Nobody else ever sees this page's content."""
    programme = led(request.user, pk)
    return _apart(request, programme, forms.Apart(programme=programme))


def _apart(request: SignedIn, programme: Programme, form: forms.Apart, status: int = 200) -> HttpResponse:
    pairs = KeepApart.objects.visible_to(request.user).filter(programme=programme).select_related("one", "other")
    pairs = pairs.order_by("pk")
    return show(request, "programmes/apart.html", status=status, programme=programme, form=form, pairs=pairs)


@login_required
@acts
def keeping_apart(request: SignedIn, pk: int) -> HttpResponse:
    programme = led(request.user, pk)
    form = forms.Apart(request.POST, programme=programme)
    if not form.is_valid():
        return _apart(request, programme, form, status=422)
    pair = form.cleaned_data
    return once(
        request, lambda: programme.keep_apart(pair["one"], pair["other"], by=request.user, at=clock.now()),
        resolve_url("programmes:apart", pk),
    )  # fmt: skip


@login_required
@acts
def apart_removal(request: SignedIn, pk: int, pair: int) -> HttpResponse:
    programme = led(request.user, pk)
    found = get_object_or_404(KeepApart.objects.visible_to(request.user).filter(programme=programme), pk=pair)
    return once(request, lambda: found.lift(by=request.user, at=clock.now()), resolve_url("programmes:apart", pk))
