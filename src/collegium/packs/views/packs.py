"""Putting a pack together: begin it, look at what was found, choose, and see what is missing."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show
from collegium.packs import forms
from collegium.packs.finding import facts_of
from collegium.packs.kinds import KINDS
from collegium.packs.models import Making, OwnList, Pack
from collegium.packs.standing import Line, lines_of, missing
from collegium.packs.views.finding import find, schools_of
from collegium.people.models.year import year_starting


@require_GET
@login_required
def packs(request: SignedIn) -> HttpResponse:
    ensure(schools_of(request).exists())
    known = Pack.objects.visible_to(request.user).select_related("school", "own")
    lists = OwnList.objects.visible_to(request.user).select_related("school")
    return show(
        request, "packs/packs.html", packs=list(known.order_by("-until_on", "-pk")),
        lists=list(lists.order_by("title", "pk")),
    )  # fmt: skip


@require_GET
@login_required
def new(request: SignedIn) -> HttpResponse:
    ensure(schools_of(request).exists())
    first = year_starting(clock.today())
    days = {"from_on": first, "until_on": date(first.year + 1, 8, 31)}
    return _show_new(request, _begin(request, initial=days))


@acts
@login_required
def beginning(request: SignedIn) -> HttpResponse:
    ensure(schools_of(request).exists())
    form = _begin(request, request.POST)
    if not form.is_valid():
        return _show_new(request, form, status=422)
    given = form.chosen() | form.days()
    return once(request, lambda: Pack.objects.begin(by=request.user, at=clock.now(), **given))


def _begin(request: SignedIn, *args: Any, **kwargs: Any) -> forms.Begin:
    own = list(OwnList.objects.visible_to(request.user).order_by("title", "pk"))
    return forms.Begin(*args, schools=schools_of(request), own=own, **kwargs)


@require_GET
@login_required
def pack(request: SignedIn, number: int) -> HttpResponse:
    """What was found for each criterion, the gap list, and the one thing to do next."""
    found, now = find(request, number), clock.now()
    criteria, look = found.criteria(), found.look(at=now, person=request.user)
    lines = lines_of(found, criteria, facts_of(look))
    going = Making.objects.going().filter(pack=found).first()
    return show(
        request, "packs/pack.html", "press", pack=found, criteria=criteria, lines=lines, gaps=missing(lines),
        shown=sum(line.is_shown for line in lines), to_choose=[line for line in lines if line.waits],
        untouched=any(line.found and not line.is_answered for line in lines),
        has_something=any(line.shown or line.sentence for line in lines), going=going, steps=len(Making.Step),
        current=None if going else Making.objects.current(found, at=now, person=request.user),
        last=found.makings.order_by("-pk").first(),
    )  # fmt: skip


@acts
@login_required
def taking_all(request: SignedIn, number: int) -> HttpResponse:
    found, now = find(request, number), clock.now()
    facts = facts_of(found.look(at=now, person=request.user))
    response = once(request, lambda: found.take_all(facts, by=request.user, at=now), found)
    messages.success(request, _(
        "Chosen. Look at each criterion, take out what does not belong, and say what it shows."
    ))  # fmt: skip
    return response


@require_GET
@login_required
def criterion(request: SignedIn, number: int, key: str) -> HttpResponse:
    found = find(request, number)
    line = _line(request, found, key)
    chosen = line.shown if line.is_answered else line.found
    form = _answer(line, initial={"facts": [fact.ref for fact in chosen], "sentence": line.sentence})
    return _show_criterion(request, found, line, form)


@acts
@login_required
def answering(request: SignedIn, number: int, key: str) -> HttpResponse:
    found = find(request, number)
    line = _line(request, found, key)
    form = _answer(line, request.POST)
    if not form.is_valid():
        return _show_criterion(request, found, line, form, status=422)
    offered = [fact.ref for fact in line.found]
    return once(
        request,
        lambda: found.answer(
            key, refs=form.cleaned_data["facts"], offered=offered, sentence=form.cleaned_data["sentence"],
            by=request.user, at=clock.now(),
        ),
        _next_of(found, key),
    )  # fmt: skip


def _next_of(pack: Pack, key: str) -> str:
    """The next criterion that nobody has answered; none left: the pack."""
    answered = {*pack.answers.values_list("criterion", flat=True), key}
    keys = [one.key for one in pack.criteria().criteria]
    after = keys[keys.index(key) + 1 :]
    following = next((one for one in after if one not in answered), None)
    return reverse("packs:criterion", args=[pack.pk, following]) if following else pack.get_absolute_url()


def _line(request: SignedIn, pack: Pack, key: str) -> Line:
    facts = facts_of(pack.look(at=clock.now(), person=request.user))
    line = next((one for one in lines_of(pack, pack.criteria(), facts) if one.key == key), None)
    if line is None:
        raise Http404
    return line


def _answer(line: Line, *args: Any, **kwargs: Any) -> forms.Answer:
    return forms.Answer(*args, offered=[one.ref for one in line.found], ask=line.criterion.ask, **kwargs)


def _show_criterion(
    request: SignedIn, pack: Pack, line: Line, form: forms.Answer, *, status: int = 200
) -> HttpResponse:
    ticked = set(form["facts"].value() or ())
    offered = [(fact, KINDS[fact.kind].title, fact.ref in ticked) for fact in line.found]
    return show(request, "packs/criterion.html", status=status, pack=pack, line=line, form=form, offered=offered)


@require_GET
@login_required
def words(request: SignedIn, number: int) -> HttpResponse:
    found = find(request, number)
    kept = {name: getattr(found, name) for name in ("title", "opening", "from_on", "until_on")}
    return _show_words(request, found, forms.Words(initial=kept | {"readers": "out" if found.goes_out else "here"}))


@acts
@login_required
def wording(request: SignedIn, number: int) -> HttpResponse:
    found = find(request, number)
    form = forms.Words(request.POST)
    if not form.is_valid():
        return _show_words(request, found, form, status=422)
    given = form.days() | {name: form.cleaned_data[name] for name in ("title", "opening")}
    return once(request, lambda: found.word(by=request.user, at=clock.now(), **given), found)


@acts
@login_required
def removal(request: SignedIn, number: int) -> HttpResponse:
    found = find(request, number)
    return once(request, lambda: found.remove(by=request.user, at=clock.now()), reverse("packs:packs"))


def _show_new(request: SignedIn, form: forms.Begin, *, status: int = 200) -> HttpResponse:
    return show(request, "packs/form.html", status=status, form=form, title=_("Begin an evidence pack"),
                button=_("See what is there"), to=reverse("packs:beginning"), back=reverse("packs:packs"),
                back_to=_("Evidence packs"))  # fmt: skip


def _show_words(request: SignedIn, pack: Pack, form: forms.Words, *, status: int = 200) -> HttpResponse:
    return show(request, "packs/form.html", status=status, form=form, title=pack.title, button=_("Keep it"),
                to=reverse("packs:wording", args=[pack.pk]), back=pack.get_absolute_url(), back_to=pack.title,
                removes=reverse("packs:removal", args=[pack.pk]))  # fmt: skip
