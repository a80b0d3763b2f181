"""A survey of Feedback that Moves: its members'. Pupils' pages: anybody's. A survey of staff: the programme's."""

from datetime import date

from collegium.people.models import Link
from collegium.surveys import asking, inviting
from collegium.surveys.models import Change, ClassCode, Passed, Survey, Words
from tests.conftest import MONDAY
from tests.house.who_may import Row

ACCOUNT = {
    "who": "8B", "why": "To know", "consent": "Parents know", "help": "Ms Okafor", "kept_until": date(2027, 9, 1),
}  # fmt: skip


def survey(world):
    ama = world.people["ama"]
    found = Survey.objects.filter(group=world.feedback).first()
    if found is None:
        found = Survey.objects.prepare(
            title="Feedback", group=world.feedback, by=ama, at=MONDAY, items=asking.find("feedback").items
        )
        found.account_for(by=ama, at=MONDAY, checker=ama, lead=world.people["hale"], **ACCOUNT)
    return [found.pk]


def item(world):
    number = survey(world)[0]
    return [number, Survey.objects.get(pk=number).items.first().pk]


def code(world):
    found = ClassCode.objects.filter(wave__survey=survey(world)[0]).first()
    if found is None:
        wave = Survey.objects.get(pk=survey(world)[0]).wave_now()
        found = wave.hand_out(label="8B", pupils=30, by=world.people["ama"], at=MONDAY)
    return [found.pk]


def asked(world):
    code(world)
    return survey(world)


def over(world):
    Survey.objects.get(pk=asked(world)[0]).wave_now().close(by=world.people["ama"], at=MONDAY)
    return survey(world)


def typed(world):
    return [ClassCode.objects.get(pk=code(world)[0]).code]


def words(world):
    """One that waits for Ama."""
    number, question = item(world)
    wave = Survey.objects.get(pk=number).wave_now()
    given = {"wave": wave, "item_id": question, "text": "More time"}
    return [Words.objects.get_or_create(pk=77, defaults=given)[0].pk]


def passed(world):
    """To the deputy head."""
    found = Words.objects.get(pk=words(world)[0]).pass_on(by=world.people["ama"], at=MONDAY)
    return [found.pk if found else Passed.objects.get().pk]


def slug(world):
    return [world.feedback.slug]


def programme(world):
    return [world.programme.pk]


def of_staff(world):
    hale = world.people["hale"]
    found = Survey.objects.filter(programme=world.programme).first()
    if found is None:
        items = asking.find("staff").items
        found = Survey.objects.prepare(title="Us", programme=world.programme, by=hale, at=MONDAY, items=items)
        found.account_for(by=hale, at=MONDAY, checker=hale, **ACCOUNT)
    return [found.pk]


def being_asked(world):
    found = Survey.objects.get(pk=of_staff(world)[0])
    inviting.invite(found, by=world.people["hale"], at=MONDAY)
    return [found.pk]


def link(world):
    """Tom's."""
    wave = Survey.objects.get(pk=being_asked(world)[0]).wave_now()
    return [Link.objects.for_(inviting.KIND, world.people["tom"], wave.pk).token]


def change(world):
    tell = Change.objects.tell
    return [tell(world.programme, said="Too late", changed="Earlier", by=world.people["hale"], at=MONDAY).pk]


ANYBODY = "200 200 200 200 200 200 200 200 200 200"
SPACE = "302 200 200 403 404 403 403 403 403 200"
START = "302 302 302 403 404 403 403 403 403 302"
READ = "302 200 200 404 404 404 404 404 404 200"
ACTS = "302 302 302 404 404 404 404 404 404 302"
NONE_YET = "302 422 422 404 404 404 404 404 404 422"
CHECKS = "302 200 403 404 404 404 404 404 404 403"
LOOKS = "302 302 404 404 404 404 404 404 404 404"
SAFE = "302 404 404 404 404 200 404 404 404 404"
IN_HAND = "302 404 404 404 404 302 404 404 404 404"
STAFF = "302 200 200 200 404 200 404 200 200 404"
LEADS = "302 403 403 403 404 302 404 403 403 404"
ANSWER = "302 200 200 200 404 200 404 200 200 404"

ROWS = [
    Row("surveys:door", ANYBODY),
    Row("surveys:answering", ANYBODY, typed),
    Row("surveys:drawing", ANYBODY, typed, "post", lambda world: {"key": "mine"}),
    Row("surveys:answers", "404 404 404 404 404 404 404 404 404 404", method="post"),
    Row("surveys:by-link", ANYBODY, link),
    Row("surveys:drawn-by-link", ANYBODY, link, "post"),
    Row("surveys:group", SPACE, slug),
    Row("surveys:preparing", START, slug, "post", lambda world: {"title": "Talk", "questions": "talk"}),
    Row("surveys:survey", READ, survey),
    Row("surveys:asking-more", ACTS, survey, "post", lambda world: {"text": "Is it?", "kind": "yes-no"}),
    Row("surveys:leaving-out", ACTS, item, "post"),
    Row("surveys:account", READ, survey),
    Row("surveys:accounting", ACTS, survey, "post",
        lambda world: ACCOUNT | {"checker": world.people["ama"].pk, "lead": world.people["hale"].pk}),
    Row("surveys:handing-out", ACTS, survey, "post", lambda world: {"label": "8C", "pupils": 20}),
    Row("surveys:closing", ACTS, asked, "post"),
    Row("surveys:again", ACTS, over, "post"),
    Row("surveys:figures", READ, over),
    Row("surveys:looking-through", CHECKS, survey),
    # A draft until the letters are out, which the deputy head sends before Rob and Finn come by.
    Row("surveys:inviting", "302 404 404 404 404 302 404 403 403 404", of_staff, "post"),
    Row("surveys:mine", ANSWER, being_asked, "post"),
    Row("surveys:class", READ, code),
    Row("surveys:more", ACTS, code, "post", lambda world: {"number": 2}),
    Row("surveys:paper", READ, code),
    Row("surveys:typing", READ, code),
    Row("surveys:typed", NONE_YET, code, "post"),
    Row("surveys:table", NONE_YET, code, "post"),
    Row("surveys:blank", READ, code),
    Row("surveys:letting-through", LOOKS, words, "post", lambda world: {"text": "More time"}),
    Row("surveys:passing-on", LOOKS, words, "post"),
    Row("surveys:passed", SAFE, passed),
    Row("surveys:settling", IN_HAND, passed, "post"),
    Row("surveys:programme", STAFF, programme),
    Row("surveys:preparing-staff", LEADS, programme, "post"),
    Row("surveys:telling", LEADS, programme, "post", lambda world: {"said": "Late", "changed": "Earlier"}),
    Row("surveys:taking-back", LEADS, change, "post"),
]  # fmt: skip
