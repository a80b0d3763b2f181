"""One's own groups, those of colleagues, and a new one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.db.models import Count, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.utils.translation import gettext as _

from collegium.groups import inviting, splitting, starting
from collegium.groups.forms import Start
from collegium.groups.models import Decision, Group, GroupQuerySet, Invitation, Membership
from collegium.groups.views.finding import colleagues_to_ask
from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show
from collegium.people.models import Person
from collegium.programmes.models import Approach, Theme


@login_required
def mine(request: SignedIn) -> HttpResponse:
    """The groups one belongs to, what waits for one's word, and where one was in other years."""
    me = request.user
    times = (
        Membership.objects.filter(person=me)
        .select_related("group__theme", "group__conclusion")
        .order_by("-group__year_starts_on", "group__title", "pk")
    )
    today = clock.today()
    now = [time for time in times if is_now(time, today)]
    return show(
        request,
        "groups/mine.html",
        waiting=Decision.objects.waiting_for(me).with_all().order_by("due_at", "pk"),
        not_yet=Invitation.objects.lately_not_agreed(me, clock.now()).select_related("group").order_by("-pk"),
        memberships=now,
        requests=me.invitations.open().filter(by=me).select_related("group").order_by("at"),
        queues=me.waiting.select_related("group").order_by("at"),
        earlier=[time for time in times if time not in now],
        may_start=me.schools_now().exists(),
    )


def is_now(time: Membership, today: object) -> bool:
    """Belongs today, to a group that goes on."""
    over = time.left_on is not None and time.left_on <= today  # type: ignore[operator]
    return not over and not hasattr(time.group, "conclusion")


@login_required
def directory(request: SignedIn) -> HttpResponse:
    """Every live group that shows its card to this person."""
    found = live_groups(request.user)
    words, theme = request.GET.get("q", "").strip()[:100], request.GET.get("theme", "")
    themes = Theme.objects.filter(groups__in=found).distinct().order_by("title")
    for word in words.split():
        found = found.filter(Q(title__icontains=word) | Q(question__icontains=word) | Q(theme__title__icontains=word))
    if theme.isdecimal() and len(theme) < 15:
        found = found.filter(theme=int(theme))
    return show(
        request, "groups/directory.html", "found",
        groups=found.order_by("title", "pk"), themes=themes, words=words, theme=theme,
        may_start=request.user.schools_now().exists(),
    )  # fmt: skip


def live_groups(person: Person) -> GroupQuerySet:
    """With ``size``: how many belong, as far as this person may know; nobody to whom members are not shown."""
    known = Membership.objects.visible_to(person).current().filter(group=OuterRef("pk")).order_by()
    size = known.values("group").annotate(size=Count("pk")).values("size")
    mine = Membership.objects.current().filter(group=OuterRef("pk"), person=person)
    return (
        Group.objects.going()
        .visible_to(person)
        .select_related("theme", "approach")
        .annotate(
            size=Coalesce(Subquery(size, output_field=IntegerField()), 0), is_mine=Subquery(mine.values("pk")[:1])
        )
    )


def start_form(request: SignedIn, data: object = None) -> Start:
    me = request.user
    schools = me.schools_now().order_by("name")
    ensure(len(schools) > 0)
    for school in schools:
        Approach.objects.of(school)
    ways = Approach.objects.in_use().filter(school__in=schools, is_for_groups=True, is_for_new_staff=False)
    approaches = ways.order_by("pk")
    usual = next((one for one in approaches if one.entry == Approach.Entry.WHOLE_GROUP), None)
    first: dict[str, object] = {"approach": usual or next(iter(approaches), None)}
    colleagues = colleagues_to_ask(me)
    if full := beside(request):
        first |= splitting.first_words(full)
        colleagues = splitting.who_might_come(full, colleagues).exclude(pk=me.pk)
    return Start(data, approaches=approaches, schools=schools, colleagues=colleagues, initial=first)


def beside(request: SignedIn) -> Group | None:
    """The full group beside which this one begins: of those that one looks after, with enough who wait."""
    slug = (request.POST or request.GET).get("beside", "")
    mine = Group.objects.going().looked_after_by(request.user).filter(pk__in=Group.objects.of_member(request.user))
    found = mine.filter(slug=slug).select_related("approach", "programme", "theme").first() if slug else None
    return found if found and splitting.enough_wait(found) else None


@login_required
def new(request: SignedIn) -> HttpResponse:
    return show(request, "groups/new.html", form=start_form(request), beside=beside(request))


@login_required
@acts
def start(request: SignedIn) -> HttpResponse:
    """A group of one's own: no approval, no form to send up."""
    form = start_form(request, request.POST)
    if not form.is_valid():
        return show(request, "groups/new.html", status=422, form=form, beside=beside(request))
    given, at, full = form.cleaned_data, clock.now(), beside(request)
    reason = _("So many wait for %s that there could be another set.") % full if full else ""

    def begin() -> Group:
        with transaction.atomic():
            group = starting.start_own(
                by=request.user, at=at, approach=given["approach"], title=given["title"],
                school=given["school"], question=given["question"], meets=given["meets"],
                beside=full,
            )  # fmt: skip
            inviting.invite_all(group, given["colleagues"], given["guests"], by=request.user, at=at, reason=reason)
        messages.success(request, _("The group is there. Only you and those you asked know of it."))
        return group

    try:
        return once(request, begin)
    except inviting.TooMany:
        form.add_error("guests", str(inviting.TOO_MANY))
        return show(request, "groups/new.html", status=422, form=form, beside=full)
