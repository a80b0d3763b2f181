"""What people write at a meeting: notes, promises, and what is to be done."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, go, show
from collegium.meetings import policies
from collegium.meetings.models import Action, Clash, Item, Meeting, Note, Promise, Sitting, TooLong
from collegium.meetings.questions import told_lines
from collegium.meetings.setting import ActionForm, PromiseForm, PromiseWording
from collegium.meetings.views.agenda import find_inside
from collegium.meetings.views.live import live_page, whole_number


@login_required
@require_POST
def note(request: SignedIn, pk: int) -> HttpResponse:
    """The notes of a step, as this person has them now. Sent as one types, or by the button without script.

    Without a key: what is saved carries the text from which it began, so a second arrival changes nothing.
    """
    known = Item.objects.visible_to(request.user).select_related("meeting__group__approach", "meeting__host")
    item = get_object_or_404(known, pk=pk)
    ensure(policies.may_write(request.user, item))
    if "text" not in request.POST:
        return HttpResponse(status=400)
    text, base = request.POST["text"], request.POST.get("base", "")
    seen = whole_number(request, "seen")
    try:
        written = Note.objects.write(
            item, text, seen=-1 if seen is None else seen, base=base, by=request.user, at=clock.now()
        )
    except Clash as clash:
        return unkept(request, item, text, clash.note, 409)
    except TooLong:
        return unkept(request, item, text, None, 422)
    if wants_data(request):
        return JsonResponse({"version": written.version, "text": written.text} | hints(request, item, base, text))
    return go(request, where(item.meeting))


def hints(request: SignedIn, item: Item, base: str, text: str) -> dict[str, list[str]]:
    """For this writer alone, who asked for it, in a round of questions: what they wrote that tells. Kept nowhere."""
    wanted = request.POST.get("hints") == "1" and item.questions_only and get_language_code() == "en"
    return {"tells": told_lines(base, text)} if wanted else {}


def unkept(request: SignedIn, item: Item, text: str, theirs: Note | None, status: int) -> HttpResponse:
    """Nothing was overwritten: the answer holds what was typed, and what the other wrote."""
    if wants_data(request):
        told = {"version": theirs.version, "text": theirs.text, "by": theirs.by.first_name} if theirs else {}
        return JsonResponse(told, status=status)
    return show(
        request, "meetings/note.html", status=status, item=item, meeting=item.meeting, text=text, theirs=theirs,
        back=where(item.meeting),
    )  # fmt: skip


@login_required
@acts
def promises(request: SignedIn, number: int) -> HttpResponse:
    """What somebody will try; typed by somebody else, they say yes to it themselves."""
    meeting = find_inside(request, number)
    form = PromiseForm(request.POST, group=meeting.group)
    if not form.is_valid():
        ensure(policies.is_member(request.user, meeting.group))
        return live_page(request, meeting, status=422, promise_form=form)
    given: dict[str, Any] = form.cleaned_data
    ensure(policies.may_promise_for(request.user, meeting.group, given["person"]))
    at = clock.now()

    def make() -> Promise:
        return Promise.objects.make(group=meeting.group, meeting=meeting, by=request.user, at=at, **given)

    return once(request, make, where(meeting))


@login_required
@acts
def confirmation_of_promise(request: SignedIn, pk: int) -> HttpResponse:
    """Yes, that is what I will try."""
    found = find_promise(request, pk)
    ensure(policies.may_keep(request.user, found))
    return once(request, lambda: found.confirm(at=clock.now()), after_promise(request, found))


@login_required
def promise(request: SignedIn, pk: int) -> HttpResponse:
    """One's own promise, to be put into other words."""
    found = find_promise(request, pk)
    ensure(policies.may_keep(request.user, found))
    return promise_page(request, found, PromiseWording(initial={"text": found.text}))


def promise_page(request: SignedIn, found: Promise, form: PromiseWording, *, status: int = 200) -> HttpResponse:
    to = after_promise(request, found)
    return show(request, "meetings/promise.html", status=status, promise=found, form=form, back=to)


@login_required
@acts
def promise_wording(request: SignedIn, pk: int) -> HttpResponse:
    """It goes on in these words, and is thereby one's own."""
    found, at = find_promise(request, pk), clock.now()
    ensure(policies.may_keep(request.user, found))
    form = PromiseWording(request.POST)
    if not form.is_valid():
        return promise_page(request, found, form, status=422)

    def reword() -> None:
        found.reword(form.cleaned_data["text"], by=request.user, at=at).confirm(at=at)

    return once(request, reword, after_promise(request, found))


@login_required
@acts
def release(request: SignedIn, pk: int) -> HttpResponse:
    """It no longer holds."""
    found = find_promise(request, pk)
    ensure(policies.may_take_back_promise(request.user, found))
    to = after_promise(request, found)
    return once(request, lambda: found.let_go(by=request.user, at=clock.now()), to)


@login_required
@acts
def actions(request: SignedIn, number: int) -> HttpResponse:
    """Something is to be done."""
    meeting = find_inside(request, number)
    ensure(policies.is_member(request.user, meeting.group))
    form = ActionForm(request.POST, group=meeting.group)
    if not form.is_valid():
        return live_page(request, meeting, status=422, action_form=form)
    given: dict[str, Any] = form.cleaned_data
    return once(
        request, lambda: Action.objects.add(meeting, by=request.user, at=clock.now(), **given), where(meeting)
    )


@login_required
@acts
def completion(request: SignedIn, pk: int) -> HttpResponse:
    """Done."""
    found = find_action(request, pk)
    ensure(policies.may_act(request.user, found))
    return once(request, lambda: found.finish(by=request.user, at=clock.now()), where(found.meeting))


@login_required
@acts
def removal(request: SignedIn, pk: int) -> HttpResponse:
    """It need not be done after all."""
    found = find_action(request, pk)
    ensure(policies.may_act(request.user, found))
    return once(request, lambda: found.withdraw(by=request.user, at=clock.now()), where(found.meeting))


def find_promise(request: SignedIn, pk: int) -> Promise:
    known = Promise.objects.visible_to(request.user).select_related("group", "meeting", "person")
    return get_object_or_404(known, pk=pk)


def find_action(request: SignedIn, pk: int) -> Action:
    return get_object_or_404(Action.objects.visible_to(request.user).select_related("meeting__group"), pk=pk)


def where(meeting: Meeting) -> str:
    """Back to the screen while it is on, else to the minutes."""
    is_on = Sitting.objects.filter(meeting=meeting, closed_at=None).exists()
    return reverse("meetings:live" if is_on else "meetings:minutes", args=[meeting.pk])


def after_promise(request: SignedIn, promise: Promise) -> str:
    """Back to where it was pressed: Today, or the meeting."""
    if request.POST.get("from") == "today" or promise.meeting is None:
        return reverse("desk:today")
    return where(promise.meeting)


def get_language_code() -> str:
    """The rules know one language so far."""
    return (get_language() or "").partition("-")[0]


def wants_data(request: SignedIn) -> bool:
    """The page's own script asks; a form sent by hand gets a page."""
    return request.headers.get("Accept", "").startswith("application/json")


