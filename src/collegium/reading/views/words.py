"""The phrase bank of a group."""

from django.contrib.auth.decorators import login_required
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from collegium.groups.faces import face
from collegium.groups.models import Group
from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show
from collegium.reading import forms, policies
from collegium.reading.models import Phrase, Spotted
from collegium.reading.views.finding import find_own_group

SHOWN = 100


@login_required
def words(request: SignedIn, slug: str) -> HttpResponse:
    """What we no longer say, and what we say instead; and what other groups gave to one's school."""
    return words_page(request, find_own_group(request, slug))


def words_page(
    request: SignedIn, group: Group, *, status: int = 200, form: forms.NewPhrase | None = None,
    spot: forms.Spot | None = None, at_phrase: int = 0,
) -> HttpResponse:  # fmt: skip
    me = request.user
    heard = Prefetch("spotted", Spotted.objects.standing().select_related("person").order_by("at", "pk"))
    known = Phrase.objects.visible_to(me).standing().select_related("person", "group", "school")
    ours = list(known.filter(group=group).prefetch_related(heard).order_by("at", "pk")[:SHOWN])
    return show(
        request, "reading/words.html", status=status, group=group, face=face(group, me), tab="reading", ours=ours,
        others=list(known.exclude(group=group).order_by("-at", "-pk")[:SHOWN]), kinds=Spotted.Kind.choices,
        form=form or forms.NewPhrase(), spot=spot, at_phrase=at_phrase, may_write=policies.may_read(me, group),
    )  # fmt: skip


@login_required
@acts
def putting(request: SignedIn, slug: str) -> HttpResponse:
    group = find_own_group(request, slug)
    ensure(policies.may_read(request.user, group))
    form, at = forms.NewPhrase(request.POST), clock.now()
    if not form.is_valid():
        return words_page(request, group, status=422, form=form)
    return once(request, lambda: Phrase.objects.put(group, person=request.user, at=at, **form.cleaned_data))


def _find(request: SignedIn, number: int) -> Phrase:
    """One of a group of one's own: elsewhere one reads it, and no more."""
    known = Phrase.objects.visible_to(request.user).standing().filter(group__in=Group.objects.of_member(request.user))
    return get_object_or_404(known.select_related("group__approach", "group__theme", "group__conclusion"), pk=number)


@login_required
@acts
def spotting(request: SignedIn, number: int) -> HttpResponse:
    phrase = _find(request, number)
    assert phrase.group is not None
    ensure(policies.may_read(request.user, phrase.group))
    form, at = forms.Spot(request.POST), clock.now()
    if not form.is_valid():
        return words_page(request, phrase.group, status=422, spot=form, at_phrase=phrase.pk)
    given = form.cleaned_data
    return once(
        request, lambda: phrase.spot(given["text"], kind=given["kind"], person=request.user, at=at),
        lambda _spotted: phrase,
    )  # fmt: skip


@login_required
@acts
def widening(request: SignedIn, number: int) -> HttpResponse:
    """Only its author, and only wider."""
    phrase = _find(request, number)
    ensure(phrase.person_id == request.user.pk)
    audience, at = request.POST.get("audience", ""), clock.now()
    return once(request, lambda: phrase.widen(audience, by=request.user, at=at), phrase)


@login_required
@acts
def withdrawal(request: SignedIn, number: int) -> HttpResponse:
    phrase = _find(request, number)
    ensure(phrase.person_id == request.user.pk)
    at = clock.now()
    return once(request, lambda: phrase.withdraw(by=request.user, at=at), phrase)


@login_required
@acts
def unspotting(request: SignedIn, number: int) -> HttpResponse:
    known = Spotted.objects.visible_to(request.user).standing().select_related("phrase__group", "person")
    found: Spotted = get_object_or_404(known, pk=number)
    ensure(found.person_id == request.user.pk)
    at = clock.now()
    return once(request, lambda: found.take_back(at=at), found.phrase)
