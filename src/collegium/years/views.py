"""Closing the year of a programme, and what a group says of the next."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collegium.groups.models import Group
from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show
from collegium.people.letters import mail_works
from collegium.programmes.models import Programme
from collegium.programmes.views.finding import led
from collegium.years import forms, letters, policies
from collegium.years.models import Closing, Outlook
from collegium.years.models.outlook import Closed
from collegium.years.outlooks import is_near_its_end, last_day, outlooks_of
from collegium.years.standing import held_in, new_this_year, said_of_timing


@login_required
def closing(request: SignedIn, number: int) -> HttpResponse:
    """What the year was, what its groups say of the next, and what is kept; or, closed, where it goes on."""
    programme = led(request.user, number)
    done = Closing.objects.filter(programme=programme).select_related("next", "by").first()
    if done:
        return show(request, "years/closed.html", programme=programme, closing=done, held=held_in(programme),
                    continuations=_carried(done, request))  # fmt: skip
    return _closing(request, programme, forms.Closing(programme=programme))


def _closing(request: SignedIn, programme: Programme, form: forms.Closing, *, status: int = 200) -> HttpResponse:
    today = clock.today()
    return show(
        request, "years/closing.html", status=status, programme=programme, form=form,
        outlooks=outlooks_of(programme, request.user), held=held_in(programme), last_day=last_day(programme),
        is_early=not is_near_its_end(programme, today), newcomers=new_this_year(programme),
        timing=said_of_timing(programme, request.user),
    )  # fmt: skip


def _carried(done: Closing, request: SignedIn) -> list[Group]:
    known = Group.objects.visible_to(request.user).filter(continues__closing=done)
    return list(known.order_by("title", "pk"))


@login_required
@acts
def closed(request: SignedIn, number: int) -> HttpResponse:
    programme = led(request.user, number)
    ensure(programme.is_open)
    form = forms.Closing(request.POST, programme=programme)
    if not form.is_valid():
        return _closing(request, programme, form, status=422)
    to = reverse("years:closing", args=[number])
    at = clock.now()
    return once(request, lambda: Closing.objects.close(programme, by=request.user, at=at, **form.cleaned_data), to)


@login_required
@acts
def asking(request: SignedIn, number: int) -> HttpResponse:
    """A letter to the groups that have not said."""
    programme = led(request.user, number)
    written = 0

    def ask() -> None:
        nonlocal written
        written = letters.ask(programme, at=clock.now())

    answer = once(request, ask, reverse("years:closing", args=[number]))
    messages.success(request, _told(written))
    return answer


def _told(written: int) -> str:
    if not written:
        return _("Everybody has been asked already.")
    if not mail_works():
        return ngettext(
            "One letter is kept until mail works here. Until then, ask them yourself.",
            "%(number)d letters are kept until mail works here. Until then, ask them yourself.",
            written,
        ) % {"number": written}
    said = ngettext("One letter is on its way.", "%(number)d letters are on their way.", written)
    return said % {"number": written}


@login_required
def outlook(request: SignedIn, slug: str) -> HttpResponse:
    """For whoever coordinates: does the group go on?"""
    found = get_object_or_404(Group.objects.of_member(request.user), slug=slug)
    said = Outlook.objects.filter(group=found).select_related("by").first()
    return show(request, "years/outlook.html", group=found, said=said, may_say=policies.may_say(request.user, found))


@login_required
@acts
def saying(request: SignedIn, slug: str) -> HttpResponse:
    found = get_object_or_404(Group.objects.of_member(request.user), slug=slug)
    ensure(policies.may_say(request.user, found))
    goes_on, at = request.POST.get("goes_on") == "yes", clock.now()
    try:
        return once(
            request, lambda: Outlook.objects.say(found, goes_on=goes_on, by=request.user, at=at),
            reverse("years:outlook", args=[slug]),
        )  # fmt: skip
    except Closed:
        messages.error(request, _("The year has been closed meanwhile."))
        return once(request, lambda: None, reverse("years:outlook", args=[slug]))
