import hmac
import re
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from collegium.kit import clock
from collegium.kit.doors import door
from collegium.kit.models import Allowance
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show
from collegium.mail import kinds, policies
from collegium.mail.answering import ways_to_answer
from collegium.mail.fetching import trouble_now
from collegium.mail.forms import Test
from collegium.mail.keys import is_on as takes_answers
from collegium.mail.keys import key_of
from collegium.mail.models import Letter, Received, Stopped, resume, stop
from collegium.mail.posting import is_on
from collegium.mail.questions import Closed, Question, question_of
from collegium.mail.trying import send_test
from collegium.people.models import Link, Person

SHOWN = 50
# The page sends to any address: it is no tool to fill a mailbox with.
TESTS_AN_HOUR = 10
LONGEST_WORDS = 1_000
TOKEN = re.compile(r"(\d{1,15})-[a-z2-7]{26}")
MONTH = timedelta(days=30)


@login_required
def outbox(request: SignedIn) -> HttpResponse:
    """Whether letters go out, and which have not. In the demo: every letter that would have."""
    ensure(policies.may_see_outbox(request.user))
    return outbox_page(request, Test(initial={"to": request.user.email}))


@login_required
def letter(request: SignedIn, number: int) -> HttpResponse:
    """A letter in full: only in the demo, where no letter is anybody's."""
    if not settings.DEMO:
        raise Http404
    found = get_object_or_404(Letter.objects.shown_in_the_demo_to(request.user).select_related("person"), pk=number)
    ways = ways_to_answer(found, question_of(found))
    return show(request, "mail/letter_page.html", letter=found, kind=title_of(found), ways="\n\n".join(ways))


@login_required
@acts
def again(request: SignedIn, number: int) -> HttpResponse:
    """Another copy of a letter of which nobody knows what became, or that was given up."""
    ensure(policies.may_keep_post(request.user))
    found = get_object_or_404(Letter.objects.visible_to(request.user), pk=number)
    return once(request, lambda: found.send_again(by=request.user, at=clock.now()), "mail:outbox")


@login_required
@require_POST
def test(request: SignedIn) -> HttpResponse:
    """A letter sent while the page waits: it changes nothing here, so sending the form twice is two letters."""
    ensure(policies.may_keep_post(request.user))
    form = Test(request.POST)
    if not form.is_valid():
        return outbox_page(request, form, status=422)
    to, at = form.cleaned_data["to"], clock.now()
    if not Allowance.objects.use("test-letter", most=TESTS_AN_HOUR, within=timedelta(hours=1), at=at):
        form.add_error(
            "to", _("Ten test letters within an hour are enough. Look into the mailbox, and try again later.")
        )
        return outbox_page(request, form, status=422)
    trouble = send_test(to, by=request.user, at=at)
    if trouble:
        messages.error(request, trouble)
    else:
        words = _("The mail server took a test letter for %(to)s. Look into that mailbox.")
        messages.success(request, words % {"to": to})
    onward = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(onward, {request.get_host()}, require_https=request.is_secure())
    return redirect(onward if is_ours else "mail:outbox")


@never_cache
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """What a letter asks, for whoever has its link. Opening it changes nothing."""
    found = find_by_token(token)
    question = question_of(found)
    if question and question.address:
        return redirect(question.address)
    return answer_page(request, token, question)


@never_cache
@acts
def answering(request: HttpRequest, token: str) -> HttpResponse:
    """Kept; it can be changed by the same link until the question is closed."""
    found = find_by_token(token)
    question, at = question_of(found), clock.now()
    code, words = request.POST.get("answer", ""), request.POST.get("words", "").strip()
    if question is None or code not in {one.code for one in question.answers}:
        return answer_page(request, token, question, words=words, status=422)
    take = question.take
    try:
        done = once(request, lambda: take(code, words[:LONGEST_WORDS], at), reverse("mail:answer", args=[token]))
    except Closed:
        return answer_page(request, token, None)
    messages.success(request, _("Thank you. That is all we need."))
    return done


@door
def find_by_token(token: str) -> Letter:
    """The letter whose link this is, unless its reader has left."""
    match = TOKEN.fullmatch(token)
    found = match and Letter.objects.select_related("person").filter(pk=int(match[1]), person__isnull=False).first()
    if not found or not hmac.compare_digest(key_of(found, label="answer"), token):
        raise Http404
    if Person.objects.gone().filter(pk=found.person_id).exists():
        raise Http404
    return found


def answer_page(
    request: HttpRequest, token: str, question: Question | None, *, words: str = "", status: int = 200
) -> HttpResponse:
    """The question with its buttons; once it is closed, a word that it is."""
    if question is None:
        return show(request, "mail/closed.html", status=410)
    return show(
        request, "mail/answer.html", status=status, question=question, token=token, words=words,
        is_missing=status == 422,
    )  # fmt: skip


@csrf_exempt  # RFC 8058: a mail program posts here, without cookies; the token in the address stands in.
@require_http_methods(["GET", "POST"])
def stopping(request: HttpRequest, kind: str, token: str) -> HttpResponse:
    """No more letters of a kind. Opening the page changes nothing: mail scanners open every link."""
    link = Link.objects.opened_by(token, "unsubscribe", clock.now())
    found = kinds.stoppable(kind)
    if link is None or found is None:
        raise Http404
    if request.method == "POST":
        if "again" in request.POST:
            resume(link.person, [kind])
        else:
            stop(link.person, kind, at=clock.now())
    has_stopped = Stopped.objects.has(link.person, kind)
    return show(request, "mail/stopping.html", kind=found.title or found.name, has_stopped=has_stopped)


def outbox_page(request: SignedIn, form: Test, *, status: int = 200) -> HttpResponse:
    at = clock.now()
    shown = Letter.objects.shown_in_the_demo_to if settings.DEMO else Letter.objects.visible_to
    known = shown(request.user)
    known = known.defer("text", "html", "invitation").select_related("person")
    older_than = request.GET.get("before", "")
    page = known.filter(pk__lt=int(older_than)) if older_than.isdecimal() and len(older_than) < 18 else known
    rows = list(page.order_by("-pk")[: SHOWN + 1])
    return show(
        request,
        "mail/outbox.html",
        status=status,
        is_on=is_on(),
        is_keeper=policies.may_keep_post(request.user),
        waiting=known.waiting().count(),
        overdue=known.waiting().filter(due_at__lte=at).count(),
        troubled=[(found, title_of(found)) for found in known.in_trouble().order_by("-pk")[:SHOWN]],
        letters=[(found, title_of(found)) for found in rows[:SHOWN]],
        older=rows[SHOWN - 1].pk if len(rows) > SHOWN else None,
        form=form,
        takes_answers=takes_answers(),
        mailbox_trouble=trouble_now() if takes_answers() else "",
        came=came_in(at) if takes_answers() else [],
    )


def came_in(at: datetime) -> list[tuple[str, int]]:
    """What became of the messages of the last month, each with how many."""
    counted = Received.objects.since(at - MONTH).values("fate").annotate(n=Count("pk")).order_by("-n", "fate")
    return [(str(Received.Fate(row["fate"]).label), row["n"]) for row in counted]


def title_of(found: Letter) -> str:
    try:
        kind = kinds.find(found.kind)
    except kinds.UnknownKind:
        return found.kind
    return str(kind.title) or found.kind
