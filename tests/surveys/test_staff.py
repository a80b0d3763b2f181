"""Staff are asked by letter, answer without being known, and read what was changed because of it."""

from datetime import date

import pytest
from django.urls import reverse

from collegium.mail.models import Letter
from collegium.people.models import Appointment, Link
from collegium.surveys import asking, inviting, jobs, policies
from collegium.surveys.models import Change, DataRecord, Release, Survey, Tally, ThemeRelease, Ticket, Wave
from tests.conftest import FRIDAY, MONDAY, person
from tests.surveys.conftest import ACCOUNT, answered
from tests.surveys.test_pages import token_in


@pytest.fixture(autouse=True)
def in_november(time_machine):
    time_machine.move_to(MONDAY, tick=False)


@pytest.fixture
def staff_survey(programme, hale):
    survey = Survey.objects.prepare(
        title="Our learning", programme=programme, by=hale, at=MONDAY, items=asking.for_staff()[0].items
    )
    survey.account_for(by=hale, at=MONDAY, checker=hale, **ACCOUNT)
    return survey


def test_the_lead_prepares_asks_and_closes(client, programme, hale, tom, sam):
    client.force_login(hale)
    client.post(reverse("surveys:preparing-staff", args=[programme.pk]))
    survey = Survey.objects.get()
    early = client.post(reverse("surveys:inviting", args=[survey.pk]))
    given = {name: ACCOUNT[name] for name in ("who", "why", "consent", "help")} | {"kept_until": "2027-07-31"}
    client.post(reverse("surveys:accounting", args=[survey.pk]), given)
    client.post(reverse("surveys:inviting", args=[survey.pk]))
    client.post(reverse("surveys:inviting", args=[survey.pk]))

    assert early.status_code == 422
    assert {letter.person for letter in Letter.objects.filter(kind=inviting.KIND)} == {hale, tom, sam}
    assert "0 have answered" in client.get(survey.get_absolute_url()).content.decode()
    given_out = client.post(reverse("surveys:handing-out", args=[survey.pk]), {"label": "8B", "pupils": 3})
    assert given_out.status_code == 403


def test_a_letters_link_and_the_page_draw_the_same_code(client, staff_survey, hale, tom):
    inviting.invite(staff_survey, by=hale, at=MONDAY)
    wave = staff_survey.wave_now()
    token = Link.objects.for_(inviting.KIND, tom, wave.pk).token
    assert "one-time code" in client.get(reverse("surveys:by-link", args=[token])).content.decode()

    by_link = client.post(reverse("surveys:drawn-by-link", args=[token]))
    client.force_login(tom)
    signed_in = client.post(reverse("surveys:mine", args=[staff_survey.pk]))
    code = token_in(by_link)
    item = staff_survey.items.order_by("order")[0]
    client.post(reverse("surveys:answers"), {"code": code, f"q{item.pk}": "1"})
    again = client.post(reverse("surveys:mine", args=[staff_survey.pk]))

    assert token_in(signed_in) == code
    assert again.status_code == 409
    assert [one.count for one in Tally.objects.filter(item=item)] == [1]


def test_whoever_came_later_gets_a_code_too(staff_survey, hale, tom, northgate):
    inviting.invite(staff_survey, by=hale, at=MONDAY)
    wave = staff_survey.wave_now()
    newcomer = person("Nell Ford", northgate)

    codes = {inviting.draw(wave, one) for one in (hale, tom, newcomer)}

    assert len(codes) == 3
    assert None not in codes


def test_staff_results_are_shown_from_ten_answers_on(staff_survey, hale):
    code = staff_survey.wave_now().hand_out(label="Staff", pupils=30, by=hale, at=MONDAY)
    answered(code, *[1] * 9)
    staff_survey.wave_now().close(by=hale, at=FRIDAY)

    assert Release.objects.get().has_too_few


def test_all_staff_read_the_results_with_their_counts(client, staff_survey, hale, sam, priya):
    code = staff_survey.wave_now().hand_out(label="Staff", pupils=30, by=hale, at=MONDAY)
    answered(code, *[0] * 7, *[1] * 6, *[2] * 8)
    staff_survey.wave_now().close(by=hale, at=FRIDAY)

    client.force_login(sam)
    page = client.get(staff_survey.get_absolute_url()).content.decode()

    assert "7 of 21" in page
    assert not Survey.objects.visible_to(priya).exists()
    assert Survey.objects.visible_to(hale).exists()


def test_nobody_on_the_staff_knows_of_it_before_they_are_asked(staff_survey, sam, hale):
    assert [Survey.objects.visible_to(one).exists() for one in (sam, hale)] == [False, True]


def test_a_letter_is_not_wanted_when_it_is_over_or_its_reader_left(staff_survey, hale, tom):
    inviting.invite(staff_survey, by=hale, at=MONDAY)
    letter = Letter.objects.get(person=tom, kind=inviting.KIND)
    assert inviting.is_wanted(letter)

    Appointment.objects.filter(person=tom).update(ends_on=date(2026, 10, 1))
    assert not inviting.is_wanted(letter)
    letter.person = None
    assert not inviting.is_wanted(letter)
    staff_survey.wave_now().close(by=hale, at=FRIDAY)
    assert not inviting.is_wanted(Letter.objects.get(person=hale, kind=inviting.KIND))


def test_after_closing_the_link_says_that_it_is_over(client, staff_survey, hale, tom, priya):
    wave = staff_survey.wave_now()
    assert inviting.draw(wave, tom) is None
    inviting.invite(staff_survey, by=hale, at=MONDAY)
    token = Link.objects.for_(inviting.KIND, tom, wave.pk).token
    stranger = Link.objects.for_(inviting.KIND, priya, wave.pk).token
    wave.close(by=hale, at=FRIDAY)

    assert client.get(reverse("surveys:by-link", args=[token])).status_code == 410
    assert client.post(reverse("surveys:drawn-by-link", args=[token])).status_code == 410
    assert client.get(reverse("surveys:by-link", args=[stranger])).status_code == 404
    assert client.get(reverse("surveys:by-link", args=["1-nothing"])).status_code == 404


def test_what_changed_is_told_to_all_staff_and_can_be_taken_back(client, programme, hale, sam, priya):
    client.force_login(hale)
    page = reverse("surveys:telling", args=[programme.pk])
    assert client.post(page, {"said": ""}).status_code == 422
    client.post(page, {"said": "Thursdays are full", "changed": "We meet on Tuesdays"})
    change = Change.objects.get()

    client.force_login(sam)
    told = client.get(reverse("surveys:programme", args=[programme.pk])).content.decode()
    refused = client.post(reverse("surveys:taking-back", args=[change.pk]))
    client.force_login(hale)
    client.post(reverse("surveys:taking-back", args=[change.pk]))

    assert "We meet on Tuesdays" in told
    assert refused.status_code == 403
    assert not Change.objects.visible_to(priya).exists()
    assert not Change.objects.exists()


def test_leadership_reads_themes_beside_it_and_staff_do_not(client, programme, hale, sam):
    figures = {"feedback.use": {
        "text": "I use it", "options": ["Never", "Often"], "whole": [12, None, None], "answered": 30, "groups": 2,
    }}  # fmt: skip
    ThemeRelease.objects.create(
        theme=programme.themes.first(), number=1, groups=2, answered=30, figures=figures, at=MONDAY
    )

    pages = []
    for somebody in (hale, sam):
        client.force_login(somebody)
        pages.append(client.get(reverse("surveys:programme", args=[programme.pk])).content.decode())

    assert "30 pupils in 2 groups" in pages[0]
    assert "about 40 %" in pages[0]
    assert "What pupils say, by theme" not in pages[1]


def test_after_the_day_in_the_record_only_what_was_released_is_left(staff_survey, hale):
    code = staff_survey.wave_now().hand_out(label="Staff", pupils=30, by=hale, at=MONDAY)
    answered(code, *[1] * 12)
    staff_survey.wave_now().close(by=hale, at=FRIDAY)
    account = DataRecord.objects.get()
    figures = Release.objects.get().figures

    jobs.forget(account.kept_until)
    assert Tally.objects.exists()
    jobs.forget(date(2027, 8, 1))

    assert not Tally.objects.exists()
    assert not Ticket.objects.exists()
    assert Release.objects.get().figures == figures
    jobs.forget_what_is_over.call()


def test_who_runs_a_survey(staff_survey, survey, hale, sam, ama, tom, class_code):
    assert [policies.may_run(one, staff_survey) for one in (hale, sam)] == [True, False]
    assert [policies.may_run(one, survey) for one in (hale, tom)] == [False, True]
    assert [policies.may_answer(one, staff_survey) for one in (hale, sam)] == [True, True]
    assert not policies.may_answer(ama, survey)


def test_a_survey_has_one_owner(db, hale, programme, feedback):
    from django.db import IntegrityError, transaction

    for of in ({}, {"programme": programme, "group": feedback}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Survey.objects.create(title="?", by=hale, at=MONDAY, **of)
    assert not Wave.objects.exists()
