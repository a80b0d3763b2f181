"""Whose words one reads first: people and topics to follow, and one's own page on the web."""

from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from collegium.community import forms, policies
from collegium.community.feed import page_of
from collegium.community.models import Following, Post, PublicPage, Tag, home_of
from collegium.community.models.post import LATELY
from collegium.community.views.finding import find_author
from collegium.kit import clock
from collegium.kit.doors import ones_own
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show
from collegium.people.alphabet import by_first_name
from collegium.people.models import Person

FEW = 12


@login_required
def author(request: SignedIn, number: int) -> HttpResponse:
    """What one of the people here has written, as far as one may read it."""
    found, me = find_author(request, number), request.user
    rows = Post.objects.visible_to(me).in_the_feed().filter(person=found)
    return show(
        request, "community/author.html", author=found, leaf=page_of(rows, me, request.GET.get("before", "")),
        home=home_of(found), follows=Following.objects.filter(person=me, whom=found).exists(), is_me=found == me,
        public=PublicPage.objects.of(found),
    )  # fmt: skip


@login_required
@acts
def following_author(request: SignedIn, number: int) -> HttpResponse:
    found, at = find_author(request, number), clock.now()
    ensure(found != request.user)
    verb = Following.objects.start if request.POST.get("follow") else Following.objects.stop
    return once(request, lambda: verb(by=request.user, whom=found, at=at), reverse("community:author", args=[number]))


@login_required
def word(request: SignedIn, word: str) -> HttpResponse:
    """Everything about one topic that one may read."""
    me, name = request.user, word.lower()[:40]
    tagged = Tag.objects.filter(word=name).values("post")
    rows = Post.objects.visible_to(me).in_the_feed().filter(pk__in=tagged)
    return show(
        request, "community/word.html", word=name, leaf=page_of(rows, me, request.GET.get("before", "")),
        follows=Following.objects.filter(person=me, whom=None, word=name).exists(),
    )  # fmt: skip


@login_required
@acts
@ones_own
def following_word(request: SignedIn, word: str) -> HttpResponse:
    name, at = word.lower()[:40], clock.now()
    verb = Following.objects.start if request.POST.get("follow") else Following.objects.stop
    return once(request, lambda: verb(by=request.user, word=name, at=at), reverse("community:word", args=[name]))


@login_required
def following(request: SignedIn) -> HttpResponse:
    """Whom and what one follows, and who and what else is there. Nobody sees it."""
    me, since = request.user, clock.now() - LATELY
    mine = Following.objects.filter(person=me)
    recent = Post.objects.visible_to(me).in_the_feed().filter(at__gt=since)
    people = Person.objects.filter(pk__in=recent.values("person")).exclude(pk=me.pk)
    words = Tag.objects.filter(post__in=recent.values("pk")).exclude(word__in=mine.filter(whom=None).values("word"))
    return show(
        request, "community/following.html", tab="following",
        people=mine.filter(whom__isnull=False).select_related("whom").order_by(*by_first_name("whom__"), "pk"),
        words=mine.filter(whom=None).order_by("word"),
        others=people.exclude(pk__in=mine.filter(whom__isnull=False).values("whom"))
        .order_by(*by_first_name(), "pk")[:FEW],
        other_words=words.values("word").annotate(n=Count("pk")).order_by("-n", "word")[:FEW],
    )  # fmt: skip


@login_required
def page(request: SignedIn) -> HttpResponse:
    """One's own page on the web: what it would be, and the way in and out."""
    mine = PublicPage.objects.filter(person=request.user).first()
    may = policies.may_share(request.user)
    form = forms.OpenPage(initial={"about": mine.about if mine else ""})
    return show(request, "community/page.html", mine=mine, form=form, may_open=may)


@login_required
@acts
def opening(request: SignedIn) -> HttpResponse:
    ensure(policies.may_share(request.user))
    form, at = forms.OpenPage(request.POST), clock.now()
    if not form.is_valid():
        mine = PublicPage.objects.filter(person=request.user).first()
        return show(request, "community/page.html", status=422, mine=mine, form=form, may_open=True)
    about = form.cleaned_data["about"]
    return once(request, lambda: PublicPage.objects.open(by=request.user, about=about, at=at), "community:page")


@login_required
@acts
@ones_own
def closing(request: SignedIn) -> HttpResponse:
    mine = get_object_or_404(PublicPage, person=request.user)
    at = clock.now()
    return once(request, lambda: mine.close(by=request.user, at=at), "community:page")
