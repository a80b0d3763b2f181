"""An hour of live chat, by a controlled clock."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from collegium.community import policies
from collegium.community.chatting import draft_of, parts_of
from collegium.community.listening import seat_of, until_turn
from collegium.community.models import Chat, Closed, Line, TooMuch, home_of
from collegium.kit import clock
from collegium.people.models import Network, School
from tests.conftest import MONDAY, person

pytestmark = pytest.mark.django_db
EIGHT = datetime(2026, 11, 12, 20, 0, tzinfo=UTC)
QUESTIONS = ["What is a mistake?", "Who makes it?", "What then?", "What next?", "What stays?"]


def minute(number):
    return EIGHT + timedelta(minutes=number)


@pytest.fixture
def chat(tom):
    return Chat.objects.announce("Mistakes", host=tom, home=home_of(tom), starts_at=EIGHT, questions=QUESTIONS,
                                 width="here", at=MONDAY)  # fmt: skip


def say(chat, somebody, text="In my room too.", *, at=EIGHT, number=None):
    question = chat.questions.get(number=number) if number else None
    return chat.say(text, person=somebody, home=home_of(somebody), question=question, at=at)


def test_questions_come_out_on_time(chat, ama):
    out = {number: [question.number for question in chat.questions_out(minute(number))] for number in (4, 5, 16, 49)}

    assert out == {4: [], 5: [1], 16: [1, 2], 49: [1, 2, 3, 4, 5]}


def test_the_host_lets_one_out_and_those_before_it(chat, tom):
    chat.questions.get(number=3).let_out(by=tom, at=minute(6))
    chat.questions.get(number=2).let_out(by=tom, at=minute(7))

    assert chat.questions_out(minute(7)).count() == 3
    assert Chat.objects.get().version == 1


def test_a_line_stands_beside_its_question(chat, ama, sam):
    first, second = say(chat, ama, number=1, at=minute(6)), say(chat, sam)

    parts = parts_of(chat, ama, minute(7))

    assert [(str(part.question), part.lines) for part in parts] == [("Q1 What is a mistake?", [first]),
                                                                    ("None", [second])]  # fmt: skip
    assert (first.version, second.version) == (1, 2)


@pytest.mark.parametrize("when", [-11, 71])
def test_the_doors_are_open_from_ten_minutes_before_to_ten_after(chat, ama, when):
    with pytest.raises(Closed):
        say(chat, ama, at=minute(when))

    say(chat, ama, at=minute(-9))
    say(chat, ama, at=minute(69))
    assert (chat.is_over(minute(69)), chat.is_over(minute(70))) == (False, True)


def test_nothing_is_said_beside_a_question_that_is_not_out(chat, ama):
    with pytest.raises(Closed):
        say(chat, ama, number=2, at=minute(6))


def test_ten_lines_a_minute_are_the_most(chat, ama):
    for number in range(10):
        say(chat, ama, f"{number}")

    with pytest.raises(TooMuch):
        say(chat, ama)


@pytest.mark.parametrize("deed", ["withdraw", "hide"])
def test_what_is_taken_back_or_hidden_is_gone_from_page_and_summary(chat, tom, ama, sam, deed):
    line, other = say(chat, ama), say(chat, sam)
    chat.sum_up("Welcome.", "Thank you.", [line, other], by=tom, at=minute(75))
    before = draft_of(chat, sam)

    getattr(line, deed)(by=tom, at=minute(80))
    getattr(line, deed)(by=tom, at=minute(81))

    assert (before, draft_of(chat, sam)) == ([line, other], [other])
    assert parts_of(chat, sam, minute(80))[-1].lines == [other]
    chat.refresh_from_db()
    assert chat.version == line.version == 3


def test_a_summary_is_drafted_from_what_was_starred(chat, tom, ama, sam):
    kept, left = say(chat, ama), say(chat, sam)
    kept.star(by=tom, at=EIGHT)
    left.star(by=tom, at=EIGHT)
    left.star(by=tom, at=EIGHT)

    assert draft_of(chat, tom) == [kept]


def test_called_off_it_takes_no_lines(chat, tom, ama):
    chat.cancel(by=tom, at=MONDAY)
    chat.cancel(by=tom, at=MONDAY)

    with pytest.raises(Closed):
        say(chat, ama)
    assert policies.may_host(tom, chat) is False


def test_a_chat_for_a_network_is_that_networks(tom, ama, priya, trust):
    Network.objects.create(name="Another", kind="cluster").schools.add(home_of(priya))
    chat = Chat.objects.announce("Ours", host=tom, home=home_of(tom), starts_at=EIGHT, questions=[], width="network",
                                 network=trust, at=MONDAY)  # fmt: skip

    assert [Chat.objects.visible_to(one).contains(chat) for one in (ama, priya)] == [True, False]


def test_who_may_hide_and_take_back(chat, tom, ama, sam):
    line = say(chat, ama)

    assert [policies.may_unsay(one, line) for one in (tom, ama)] == [False, True]
    assert [policies.may_hide(one, line) for one in (tom, ama, sam)] == [True, False, False]
    line.withdraw(by=ama, at=EIGHT)
    assert (policies.may_unsay(ama, line), policies.may_hide(tom, line)) == (False, False)


LATER = 10**14


def ask(window, chat, mark, *, seat=None, zone=""):
    """As the page's script asks: with the seat that this browser was given."""
    found = seat or seat_of(chat.pk, window.cookies["sessionid"].value)
    return window.get(f"/community/chats/{chat.pk}/after/{found}/{mark}/?zone={zone}")


def test_an_hour_of_forty_people(time_machine_at, tom, northgate):
    """Each through the client, answering each question; two read along and ask for what is new."""
    at = clock.now()
    crowd = [person(f"P{number} Reader", northgate) for number in range(38)]
    chat = Chat.objects.announce("All of us", host=tom, home=northgate, starts_at=at, questions=QUESTIONS,
                                 width="school", at=at)  # fmt: skip
    windows = {one: Client() for one in [tom, *crowd]}
    for one, window in windows.items():
        window.force_login(one)
    seen, mark = set(), "0/0/0"
    for number in range(1, 6):
        time_machine_at(chat.questions.get(number=number).release_at + timedelta(seconds=30))
        question = chat.questions.get(number=number)
        for one in crowd[number::5]:
            line = {"text": f"A{number} of {one.first_name}", "question": question.pk}
            answer = windows[one].post(f"/community/chats/{chat.pk}/lines/", line)
            assert answer.status_code == 302
        news = ask(windows[crowd[0]], chat, mark).content.decode()
        seen.update(re.findall(r"A\d of P\d+", news))
        mark = "/".join(re.search(r'data-version="(\d+)" data-released="(\d+)" data-until="(\d+)"', news).groups())
        assert ask(windows[crowd[1]], chat, mark).status_code == 204

    assert seen == {line.text for line in chat.lines.all()}
    time_machine_at(chat.ends_at + timedelta(minutes=20))
    first = chat.lines.order_by("pk").first()
    windows[crowd[3]].post(f"/community/chats/lines/{first.pk}/star/")
    page = windows[tom].get(f"/community/chats/{chat.pk}/summary/").content.decode()
    assert re.findall(r'value="(\d+)" checked', page) == [str(first.pk)]
    windows[tom].post(f"/community/chats/{chat.pk}/publishing/", {"opening": "We met.", "lines": [first.pk]})
    # Read in the archive and in the summary.
    words = windows[crowd[5]].get(f"/community/chats/{chat.pk}/").content.decode()
    assert ("We met." in words, words.count(f"“{first.text}”")) == (True, 1)
    assert windows[crowd[5]].post(f"/community/chats/{chat.pk}/lines/", {"text": "Late"}).status_code == 422


@pytest.fixture
def time_machine_at():
    import time_machine

    started = []

    def go(moment):
        for one in started:
            one.stop()
        started[:] = [time_machine.travel(moment, tick=True)]
        started[0].start()

    yield go
    for one in started:
        one.stop()


@pytest.mark.parametrize("many", [1, 30])
def test_asking_for_news_is_one_look_and_a_page_costs_the_same_for_one_and_for_many(client, chat, ama, sam, many):
    now = clock.now()
    Chat.objects.filter(pk=chat.pk).update(starts_at=now, ends_at=now + timedelta(hours=1))
    chat.questions.update(release_at=now)
    Line.objects.bulk_create([
        Line(chat=chat, person=sam, home=home_of(sam), text=f"{number}", at=now, version=number + 1)
        for number in range(many)
    ])  # fmt: skip
    Chat.objects.filter(pk=chat.pk).update(version=many)
    client.force_login(ama)

    def asked(look):
        with CaptureQueriesContext(connection) as queries:
            look()
        return len(queries)

    # The one look; for words: that look, session, person, chat, whether it reaches them, questions, stars, lines.
    assert asked(lambda: ask(client, chat, f"{many}/5/{LATER}")) == 1
    assert asked(lambda: ask(client, chat, f"0/5/{LATER}", zone="Europe/London")) == 8
    assert asked(lambda: client.get(f"/community/chats/{chat.pk}/")) == 11


def test_a_hidden_line_leaves_every_page(client, chat, tom, ama, sam):
    line = say(chat, ama, "Unkind.")
    client.force_login(sam)
    before = ask(client, chat, f"0/0/{LATER}").content.decode()

    line.hide(by=tom, at=EIGHT)
    news = ask(client, chat, f"1/0/{LATER}").content.decode()

    assert ("Unkind." in before, "data-gone" in before) == (True, False)
    assert (f'id="line-{line.pk}"' in news, "data-gone" in news, "Unkind" in news) == (True, True, False)
    assert "Unkind" not in ask(client, chat, f"0/0/{LATER}").content.decode()


def test_an_erased_line_is_told_to_nobody_although_it_was_drawn_before(client, chat, ama, sam):
    line = say(chat, ama, "Mine.")
    client.force_login(sam)
    before = ask(client, chat, f"0/0/{LATER}").content.decode()

    line.delete()

    assert ("Mine." in before, "Mine." in ask(client, chat, f"0/0/{LATER}").content.decode()) == (True, False)


def test_each_is_shown_their_own_star_and_their_own_way_to_take_back(client, chat, tom, ama, sam):
    """Also when a line was drawn for another a moment before."""
    line = say(chat, ama)
    line.star(by=sam, at=EIGHT)
    own = {}
    for one in (tom, ama, sam, tom):
        client.force_login(one)
        news = ask(client, chat, f"0/0/{LATER}").content.decode()
        own[one] = ('aria-pressed="true"' in news, "Take it back" in news, "Hide" in news, "★ 1" in news)

    assert own == {tom: (False, False, True, True), ama: (False, True, False, True), sam: (True, False, False, True)}


def test_a_borrowed_seat_tells_nothing(client, chat, tom, ama, sam, priya):
    client.force_login(ama)
    hers = seat_of(chat.pk, client.cookies["sessionid"].value)
    still = ask(client, chat, f"0/0/{LATER}")
    client.force_login(sam)

    assert (still.status_code, still["Cache-Control"]) == (204, "no-store")
    assert ask(client, chat, f"0/0/{LATER}", seat=hers).status_code == 200
    assert Client().get(f"/community/chats/{chat.pk}/after/{hers}/0/0/{LATER}/").status_code == 302
    closed = Chat.objects.announce("Ours", host=tom, home=home_of(tom), starts_at=EIGHT, questions=[],
                                   width="school", at=MONDAY)  # fmt: skip
    client.force_login(priya)
    seat = seat_of(closed.pk, client.cookies["sessionid"].value)
    assert ask(client, closed, "0/0/0", seat=seat).status_code == 404
    assert client.get(f"/community/chats/99/after/{seat}/0/0/0/").status_code == 404


def test_time_alone_brings_news_too(client, chat, ama, time_machine_at):
    questions = list(chat.questions.all())
    turns = [until_turn(chat, questions, minute(number)) for number in (-20, -5, 6, 65, 80)]
    client.force_login(ama)
    time_machine_at(minute(6))

    assert [datetime.fromtimestamp(turn / 1000, UTC) for turn in turns] == [
        minute(-10), minute(5), minute(16), minute(70), minute(70)]  # fmt: skip
    assert ask(client, chat, f"0/0/{turns[1]}").status_code == 200
    assert ask(client, chat, f"0/1/{turns[2]}").status_code == 204


@pytest.mark.parametrize("width", ["school", "network", "no network", "here", "public"])
def test_one_look_at_one_chat_says_what_the_list_says(request, tom, trust, width):
    network = trust if width == "network" else None
    found = Chat.objects.announce("Ours", host=tom, home=home_of(tom), starts_at=EIGHT, questions=[],
                                  width=width.removeprefix("no "), network=network, at=MONDAY)  # fmt: skip
    near = School.objects.create(name="Near", slug="near")
    near.networks.add(trust)
    others = map(request.getfixturevalue, ("tom", "sam", "priya", "ines", "gwen", "finn"))
    people = [person("Nia Near", near), *others]

    assert [found.is_visible_to(one) for one in people] == [
        Chat.objects.visible_to(one).contains(found) for one in people]  # fmt: skip


def test_what_is_wrong_in_an_announcement_stands_beside_its_field(client, tom):
    client.force_login(tom)
    data = {"title": "Too many", "starts_at": "2026-11-12T20:00", "reach": "school"}

    refused = client.post("/community/chats/announcing/", data | {"questions": "\n".join("abcdefghijklm")})
    kept = client.post("/community/chats/announcing/", data | {"questions": " What  then? \n\n"})

    assert (refused.status_code, kept.status_code) == (422, 302)
    assert [question.text for question in Chat.objects.get().questions.all()] == ["What then?"]


def test_more_than_ten_lines_a_minute_wait_and_a_line_without_words_too(client, tom, northgate):
    now = clock.now()
    chat = Chat.objects.announce("Now", host=tom, home=northgate, starts_at=now, questions=[], width="school", at=now)
    client.force_login(tom)

    statuses = [client.post(f"/community/chats/{chat.pk}/lines/", {"text": f"{n}"}).status_code for n in range(11)]

    assert statuses == [302] * 10 + [422]
    assert client.post(f"/community/chats/{chat.pk}/publishing/", {"opening": "x" * 2001}).status_code == 422
