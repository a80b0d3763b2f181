"""From nothing to an open programme in small steps, each of which can be skipped, left and undone."""

from datetime import date, time

import pytest
from django.urls import reverse

from collegium.history.models import Entry
from collegium.people.models import School
from collegium.programmes.models import Aspect, InUse, Programme, bring_in
from tests.conftest import FRIDAY, MONDAY, SEPTEMBER, duty


def at(programme, name, *more):
    return reverse(f"programmes:{name}", args=[programme.pk, *more])


@pytest.fixture
def draft(northgate, hale):
    bring_in(northgate, at=MONDAY)
    way = northgate.approaches.get(key="action-learning-set")
    return Programme.objects.draft(way, year_starts_on=SEPTEMBER, by=hale, at=MONDAY)


def test_the_way_of_working_fills_in_the_sizes(draft, northgate):
    assert (draft.title, draft.smallest, draft.largest) == ("Action learning set", 4, 8)
    assert list(draft.schools.all()) == [northgate]


def test_all_the_steps_in_the_browser(client, hale, northgate):
    client.force_login(hale)

    words = client.post(reverse("programmes:drafts"), {"school": northgate.pk, "approach": "learning-community"})
    programme = Programme.objects.get()
    themes = client.post(
        at(programme, "words"),
        {"title": "Learning together", "vision": "Because.", "approach": programme.approach_id,
         "year_starts_on": "2026-09-01", "begins_on": "2026-09-10"},
    )  # fmt: skip
    client.post(at(programme, "themes"), {"title": "Oracy", "aspect": "Talk", "priority": "Every pupil speaks"})
    client.post(at(programme, "themes"), {"title": "Induction", "is_induction": "on"})
    client.post(at(programme, "slots"), {"weekday": "1", "starts_at": "15:45", "minutes": "75"})
    review = client.post(
        at(programme, "sizes"), {"smallest": 3, "largest": 6, "most_wishes": 2, "wishes_until": "2026-11-30"}
    )
    desk = client.post(at(programme, "opening"))

    assert [words.url, themes.url, review.url, desk.url] == [
        at(programme, "setup", "words"), at(programme, "setup", "themes"), at(programme, "setup", "review"),
        at(programme, "desk"),
    ]  # fmt: skip
    programme.refresh_from_db()
    assert (programme.title, programme.vision) == ("Learning together", "Because.")
    assert programme.begins_on == date(2026, 9, 10)
    assert [(theme.title, str(theme.aspect), str(theme.priority)) for theme in programme.themes.wishable()] == [
        ("Oracy", "Talk", "Every pupil speaks")
    ]
    assert [(str(slot), slot.minutes) for slot in programme.slots.all()] == [("Tuesday 15:45", 75)]
    assert (programme.largest, programme.most_wishes, programme.lists_groups) == (6, 2, False)
    assert programme.is_collecting(MONDAY)


def test_only_its_lead_knows_of_a_draft(draft, hale, ama, priya, ines, northgate):
    seen = {who.first_name: Programme.objects.visible_to(who).exists() for who in (hale, ama, priya, ines)}

    assert seen == {"Martin": True, "Ama": False, "Priya": False, "Ines": False}


def test_the_cpd_lead_of_a_network_leads_in_its_schools(draft, ines, trust):
    duty(ines, "cpd-lead", network=trust)

    assert Programme.objects.led_by(ines).exists()


@pytest.mark.both
def test_opening_twice_opens_once(draft, hale):
    draft.open(by=hale, at=MONDAY)
    draft.open(by=hale, at=FRIDAY)

    assert draft.opened_at == MONDAY
    assert [entry.did for entry in Entry.objects.about(draft).order_by("pk")] == ["drafted", "opened"]


def test_it_goes_back_to_a_draft_while_nobody_has_answered(draft, hale, tom):
    draft.collecting.go_on_until(date(2026, 11, 30), by=hale, at=MONDAY)
    draft.open(by=hale, at=MONDAY)
    draft.back_to_draft(by=hale, at=MONDAY)
    assert not draft.is_open
    draft.open(by=hale, at=MONDAY)
    draft.collecting.take(tom, joins_as_given=True, at=MONDAY)

    draft.back_to_draft(by=hale, at=FRIDAY)

    assert draft.is_open


def test_a_draft_is_thrown_away_and_an_open_one_is_kept(programme, draft, hale):
    draft.add_theme("Oracy", by=hale, at=MONDAY)

    draft.discard(by=hale, at=MONDAY)
    programme.discard(by=hale, at=MONDAY)

    assert list(Programme.objects.all()) == [programme]


def test_a_draft_with_brought_wishes_is_thrown_away_whole(draft, hale, tom):
    theme = draft.add_theme("Oracy", by=hale, at=MONDAY)
    draft.collecting.take(tom, wishes=[theme], brought_by=hale, at=MONDAY)

    draft.discard(by=hale, at=MONDAY)

    assert not Programme.objects.exists()


def test_a_theme_for_which_somebody_wished_stays(client, programme, hale, tom):
    oracy = programme.themes.get(title="Oracy")
    programme.collecting.take(tom, wishes=[oracy], at=MONDAY)
    client.force_login(hale)

    page = client.post(at(programme, "theme_removal", oracy.pk), follow=True)

    assert "“Oracy” stays: somebody has wished for it." in page.content.decode()
    with pytest.raises(InUse):
        oracy.take_out(by=hale, at=MONDAY)


def test_a_theme_is_changed_and_its_aspect_is_the_school_s_own(programme, hale):
    oracy = programme.themes.get(title="Oracy")
    oracy.write("Speaking", aspect="Talk", priority="Voice", by=hale, at=MONDAY)
    programme.add_theme("Listening", aspect="Talk", by=hale, at=MONDAY)
    oracy.write("Speaking", by=hale, at=FRIDAY)

    oracy.refresh_from_db()
    assert (oracy.title, oracy.aspect, oracy.priority) == ("Speaking", None, None)
    assert [str(aspect) for aspect in Aspect.objects.all()] == ["Talk"]
    assert [theme.title for theme in programme.themes.in_order()] == ["Written feedback", "Speaking", "Listening"]


def test_a_time_given_twice_stands_once(programme, hale):
    programme.give_slot(1, time(15, 45), by=hale, at=MONDAY)

    assert programme.slots.count() == 2


def test_taking_a_time_out_keeps_answers(programme, hale, tom):
    early = programme.slots.get(weekday=3)
    programme.collecting.take(tom, joins_as_given=True, cannot=[early], at=MONDAY)

    early.take_out(by=hale, at=MONDAY)

    assert programme.answers.get().cannot.count() == 0


def test_the_whole_week_is_an_option(client, programme, hale):
    client.force_login(hale)

    client.post(at(programme, "week"), {"times": "8:00, 15:45", "minutes": 60})

    programme.refresh_from_db()
    assert programme.whole_week
    assert programme.slots.count() == 10


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("words", {"title": "", "year_starts_on": "2026-09-01"}, "This field is required."),
        ("words", {"title": "A", "year_starts_on": "2026-09-01", "begins_on": "2026-10-01", "ends_on": "2026-09-01"},
         "This is before it begins."),
        ("themes", {"title": "ORACY"}, "There is a theme of this title already."),
        ("slots", {"weekday": 1, "starts_at": "nonsense", "minutes": 60}, "Enter a valid time."),
        ("week", {"times": "8 o’clock", "minutes": 60}, "Write each time like 15:45"),
        ("week", {"times": ",".join(f"{hour}:00" for hour in range(8, 21)), "minutes": 60}, "Twelve times of day"),
        ("sizes", {"smallest": 6, "largest": 3, "most_wishes": 3}, "This is fewer than the fewest."),
        ("collecting", {"wishes_until": "2026-11-01"}, "This day is over."),
        ("collecting", {"wishes_until": "2028-11-01"}, "This is more than a year away."),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_beside_the_field(client, programme, hale, name, data, words):
    client.force_login(hale)

    page = client.post(at(programme, name), data)

    assert page.status_code == 422
    assert words in page.content.decode()


def test_a_changed_theme_that_cannot_be_stays_open_on_the_page(client, programme, hale):
    client.force_login(hale)

    page = client.post(at(programme, "theme", programme.themes.get(title="Oracy").pk), {"title": "Written feedback"})

    assert page.status_code == 422
    assert "<details open>" in page.content.decode()


@pytest.mark.parametrize("data", [{"approach": "no such way"}, {"approach": "nonsense"}], ids=["no slug", "unknown"])
def test_a_way_of_working_that_is_not_there(client, hale, northgate, data):
    client.force_login(hale)

    assert client.post(reverse("programmes:drafts"), {"school": northgate.pk} | data).status_code == 404


def test_a_step_that_is_not_there(client, programme, hale):
    client.force_login(hale)

    assert client.get(at(programme, "setup", "nonsense")).status_code == 404


def test_another_school_cannot_be_drafted_for(client, hale, harbour):
    client.force_login(hale)

    answer = client.post(reverse("programmes:drafts"), {"school": harbour.pk, "approach": "study-group"})

    assert answer.status_code == 404


def test_schools_of_one_s_network_take_part(client, programme, hale, trust, harbour):
    partner = School.objects.create(name="St Brannoc’s", slug="st-brannocs")
    partner.networks.add(trust)
    client.force_login(hale)
    words = {"title": "Together", "approach": programme.approach_id, "year_starts_on": "2026-09-01"}

    client.post(at(programme, "words"), words | {"schools": [partner.pk]})
    stranger = client.post(at(programme, "words"), words | {"schools": [harbour.pk]})

    assert {school.name for school in programme.schools.all()} == {"Northgate High", "St Brannoc’s"}
    assert stranger.status_code == 422


def test_its_own_school_always_takes_part(programme, hale, northgate):
    programme.describe(schools=[], by=hale, at=MONDAY)

    assert list(programme.schools.all()) == [northgate]


def test_a_school_s_own_words_for_a_way_of_working_are_offered(client, northgate, hale):
    bring_in(northgate, at=MONDAY)
    northgate.approaches.filter(key="study-group").update(title="Course circle")
    client.force_login(hale)

    text = client.get(reverse("programmes:new")).content.decode()

    assert "Course circle" in text
    assert "Study group" not in text


def test_staff_pages_of_a_draft_are_not_there_for_its_lead(client, draft, hale):
    client.force_login(hale)

    assert client.get(at(draft, "wishes")).status_code == 404
    assert client.get(at(draft, "programme")).status_code == 200
    assert client.get(at(draft, "desk")).status_code == 200


def test_a_theme_that_nobody_wished_for_is_taken_out(programme, hale):
    programme.themes.get(title="Oracy").take_out(by=hale, at=MONDAY)

    assert [theme.title for theme in programme.themes.all()] == ["Written feedback"]


@pytest.mark.both
def test_a_wish_given_as_a_theme_is_taken_out_is_not_lost(programme, hale, tom):
    """Both take the programme first, so that one of them waits and sees what the other did."""
    oracy = programme.themes.get(title="Oracy")
    programme.collecting.take(tom, wishes=[oracy], at=MONDAY)

    with pytest.raises(InUse):
        oracy.take_out(by=hale, at=MONDAY)

    assert programme.answers.get().themes() == [oracy]
