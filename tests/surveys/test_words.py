"""Open answers: looked through first, passed on where somebody may be in need, and nothing waits for it."""

import pytest
from django.urls import reverse

from collegium.history.models import Entry
from collegium.mail.models import Letter
from collegium.surveys.models import Passed, Survey, Words
from tests.conftest import FRIDAY, MONDAY
from tests.surveys.conftest import ACCOUNT, answered


@pytest.fixture
def open_survey(feedback, ama, hale):
    survey = Survey.objects.prepare(
        title="In their words", group=feedback, by=ama, at=MONDAY,
        items=[
            {"kind": "scale", "text": "So?", "options": ["a", "b", "c", "d"]},
            {"kind": "open", "text": "What helps?"},
        ],
    )  # fmt: skip
    survey.account_for(by=ama, at=MONDAY, checker=ama, **ACCOUNT | {"lead": hale})
    return survey


@pytest.fixture
def wave(open_survey, ama):
    code = open_survey.wave_now().hand_out(label="8B", pupils=30, by=ama, at=MONDAY)
    said = {open_survey.items.get(kind="open").pk: "Mr Tate shouts at me"}
    answered(code, 1, said=said)
    answered(code, *[0, 1, 2, 3] * 2)
    return open_survey.wave_now()


def test_the_pupil_reads_that_we_cannot_tell_who_writes_and_whom_to_talk_to(client, wave, ama):
    ticket = wave.codes.get().draw("another")

    page = client.get(reverse("surveys:answering", args=[ticket.code])).content.decode()

    assert "We cannot tell who writes here. If you need help, talk to: Ms Okafor in the hub." in page


def test_words_wait_for_whoever_looks_them_through(wave, ama, tom, hale):
    wave.close(by=ama, at=FRIDAY)

    assert [Words.objects.visible_to(one).count() for one in (ama, tom, hale)] == [1, 0, 0]
    assert wave.release.answered == 9


def test_without_names_they_are_for_the_group_when_the_round_is_over(client, wave, open_survey, ama, tom):
    one = Words.objects.get()
    client.force_login(ama)
    page = client.get(reverse("surveys:looking-through", args=[open_survey.pk])).content.decode()
    assert "Mr Tate shouts at me" in page
    client.post(reverse("surveys:letting-through", args=[one.pk]), {"text": "Somebody shouts at me"})
    assert Words.objects.visible_to(tom).count() == 0

    wave.close(by=ama, at=FRIDAY)

    client.force_login(tom)
    page = client.get(open_survey.get_absolute_url()).content.decode()
    assert "Somebody shouts at me" in page
    assert "Tate" not in page


def test_kept_back_they_are_gone(client, wave, ama):
    one = Words.objects.get()
    client.force_login(ama)

    too_long = client.post(reverse("surveys:letting-through", args=[one.pk]), {"text": "a" * 501})
    client.post(reverse("surveys:letting-through", args=[one.pk]), {"text": one.text, "back": "yes"})

    assert too_long.status_code == 422
    assert not Words.objects.exists()


def test_passed_on_it_is_for_the_safeguarding_lead_alone(client, wave, ama, tom, hale):
    one = Words.objects.get()
    client.force_login(ama)

    client.post(reverse("surveys:passing-on", args=[one.pk]))

    passed = Passed.objects.get()
    assert (passed.to, passed.text, Words.objects.count()) == (hale, "Mr Tate shouts at me", 0)
    assert [Passed.objects.visible_to(each).count() for each in (hale, ama, tom)] == [1, 0, 0]
    letter = Letter.objects.get(kind="safeguarding")
    assert letter.person == hale
    assert "Tate" not in letter.text + letter.subject + letter.html
    assert Entry.objects.filter(did="passed on", thing=passed.pk).count() == 1
    # What counts does not wait for it.
    assert wave.close(by=ama, at=FRIDAY).answered == 9


def test_what_was_passed_on_once_is_not_passed_on_twice(wave, ama):
    one = Words.objects.get()
    one.pass_on(by=ama, at=MONDAY)

    assert Words(pk=one.pk, wave=wave, item=one.item, text="?").pass_on(by=ama, at=MONDAY) is None
    assert Passed.objects.count() == 1


def test_the_lead_takes_it_in_hand_and_it_is_deleted_here(client, wave, ama, hale):
    passed = Words.objects.get().pass_on(by=ama, at=MONDAY)
    client.force_login(hale)
    address = reverse("surveys:passed", args=[passed.pk])
    assert "Mr Tate shouts at me" in client.get(address).content.decode()

    client.post(reverse("surveys:settling", args=[passed.pk]))
    passed.settle(by=hale, at=FRIDAY)

    assert Passed.objects.get().text == ""
    assert "You have taken it in hand" in client.get(address).content.decode()
    assert Entry.objects.filter(did="took in hand").count() == 1


def test_without_a_safeguarding_lead_there_is_nobody_to_pass_it_on_to(client, wave, open_survey, ama):
    type(open_survey.account).objects.update(lead=None)
    client.force_login(ama)

    assert client.post(reverse("surveys:passing-on", args=[Words.objects.get().pk])).status_code == 403
    assert Words.objects.get().pass_on(by=ama, at=MONDAY) is None


def test_after_closing_words_stand_under_other_numbers(wave, ama):
    before = set(Words.objects.values_list("pk", flat=True))

    wave.close(by=ama, at=FRIDAY)

    assert set(Words.objects.values_list("pk", flat=True)).isdisjoint(before)
