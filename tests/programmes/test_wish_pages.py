"""The minute on the phone: by one's own link or signed in, kept, changed, and closed kindly."""

import pytest
from django.urls import reverse

from collegium.mail.models import Letter
from collegium.people.models import Link
from collegium.programmes.asking import link_for
from collegium.programmes.models import Answer, VisionSeen
from tests.conftest import MONDAY


@pytest.fixture
def link(programme, tom):
    return reverse("programmes:wishes_by_link", args=[link_for(programme, tom).token])


@pytest.fixture
def said(programme):
    return {
        "wish_1": programme.themes.get(title="Oracy").pk,
        "wish_2": programme.themes.get(title="Written feedback").pk,
        "can": [programme.slots.get(weekday=1).pk],
        "would_lead": "on",
    }


def test_a_link_opens_the_question_without_a_name_and_changes_nothing(client, programme, tom, link):
    page = client.get(link)

    text = page.content.decode()
    assert page.status_code == 200
    assert "We learn from each other." in text
    assert "Oracy" in text
    assert "Tom" not in text
    assert not Answer.objects.exists()
    assert not VisionSeen.objects.exists()


def test_an_answer_by_link_is_kept_and_its_owner_gets_a_receipt(client, programme, tom, link, said):
    done = client.post(f"{link}answer/", said, follow=True)

    answer = Answer.objects.get(person=tom)
    letter = Letter.objects.get(kind="wishes-receipt")
    assert "Thank you. Your answer is kept." in done.content.decode()
    assert [theme.title for theme in answer.themes()] == ["Oracy", "Written feedback"]
    assert [str(slot) for slot in answer.cannot.all()] == ["Thursday 08:00"]
    assert VisionSeen.objects.get().person == tom
    assert letter.person == tom
    assert "1. Oracy\n2. Written feedback\nYou cannot: Thursday 08:00\nYou would lead a group." in letter.text


def test_a_link_never_shows_the_earlier_answer(client, programme, tom, link, said):
    programme.collecting.take(tom, question="Why do they not reread?", wishes=[], at=MONDAY)

    text = client.get(link).content.decode()

    assert "You answered on Monday 9 November" in text
    assert "Answering again replaces it." in text
    assert "; then groups are formed, and you hear which is yours." in text
    assert "Why do they not reread?" not in text


def test_signed_in_the_page_is_filled_in(client, programme, tom, said):
    oracy = programme.themes.get(title="Oracy")
    programme.collecting.take(tom, question="Why do they not reread?", wishes=[oracy], at=MONDAY)
    client.force_login(tom)

    page = client.get(reverse("programmes:wishes", args=[programme.pk]))

    assert "Why do they not reread?" in page.content.decode()
    assert page.context["form"].initial["wish_1"] == programme.themes.get(title="Oracy").pk


def test_answering_signed_in_sends_no_letter(client, programme, tom, said):
    client.force_login(tom)

    client.post(reverse("programmes:answer", args=[programme.pk]), said)

    assert Answer.objects.get().person == tom
    assert not Letter.objects.exists()


def test_who_has_no_address_gets_no_receipt(client, programme, tom, link, said):
    tom.email = None
    tom.save()

    client.post(f"{link}answer/", said)

    assert Answer.objects.count() == 1
    assert not Letter.objects.exists()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda said: {}, "Choose at least one theme"),
        (lambda said: said | {"wish_2": said["wish_1"]}, "You chose one theme twice"),
        (lambda said: said | {"wish_1": "99999"}, "Select a valid choice"),
        (lambda said: said | {"can": ["99999"]}, "Select a valid choice"),
    ],
    ids=["nothing", "twice", "no such theme", "no such time"],
)
def test_what_is_missing_is_said_and_nothing_is_kept(client, programme, link, said, change, words):
    page = client.post(f"{link}answer/", change(said))

    assert page.status_code == 422
    assert words in page.content.decode()
    assert not Answer.objects.exists()


def test_one_may_only_say_that_one_joins_as_given(client, programme, tom, link):
    client.post(f"{link}answer/", {"joins_as_given": "on"})

    answer = Answer.objects.get()
    assert answer.joins_as_given
    assert answer.cannot.count() == 2


def test_a_year_on_one_s_own_is_a_choice_where_the_programme_allows_it(client, programme, tom, link):
    assert client.post(f"{link}answer/", {"alone": "on"}).status_code == 422
    programme.alone_allowed = True
    programme.save()

    client.post(f"{link}answer/", {"alone": "on"})

    assert Answer.objects.get().alone


def test_after_closing_the_page_says_so_kindly(client, programme, hale, tom, link, said):
    programme.collecting.close(by=hale, at=MONDAY)

    page, late = client.get(link), client.post(f"{link}answer/", said)

    assert "Wishes are closed." in page.content.decode()
    assert late.status_code == 422
    assert "Please have a word with your CPD lead" in late.content.decode()
    assert not Answer.objects.exists()


def test_closed_wishes_can_still_be_read_by_who_gave_them(client, programme, hale, tom):
    programme.collecting.take(tom, question="Why do they not reread?", at=MONDAY)
    programme.collecting.close(by=hale, at=MONDAY)
    client.force_login(tom)

    text = client.get(reverse("programmes:wishes", args=[programme.pk])).content.decode()

    assert "Why do they not reread?" in text
    assert "<fieldset disabled" in text
    assert client.post(reverse("programmes:withdrawal", args=[programme.pk])).status_code == 302
    assert Answer.objects.count() == 1


def test_an_answer_is_taken_back(client, programme, tom):
    programme.collecting.take(tom, joins_as_given=True, at=MONDAY)
    client.force_login(tom)

    client.post(reverse("programmes:withdrawal", args=[programme.pk]))

    assert not Answer.objects.exists()


def test_a_revoked_link_and_one_of_somebody_who_left_are_not_there(client, programme, hale, tom, link):
    tom.appointments.get().end(on=MONDAY.date().replace(day=1), by=hale, at=MONDAY)
    left = client.get(link).status_code
    Link.objects.get().revoke(at=MONDAY)

    assert (left, client.get(link).status_code) == (404, 404)


def test_a_link_to_a_draft_is_not_there(client, programme, hale, link):
    programme.back_to_draft(by=hale, at=MONDAY)

    assert client.get(link).status_code == 404


def test_new_staff_learn_that_a_pathway_awaits_them(client, programme, hale, northgate):
    from datetime import date

    from tests.conftest import person

    noor = person("Noor Aziz", northgate, starts_on=date(2026, 9, 1))
    programme.add_theme("Building learning habits", is_induction=True, by=hale, at=MONDAY)
    client.force_login(noor)

    page = client.get(reverse("programmes:wishes", args=[programme.pk]))

    assert "You are not asked this time" in page.content.decode()
    assert client.post(reverse("programmes:answer", args=[programme.pk]), {"joins_as_given": "on"}).status_code == 403


def test_the_answer_that_comes_as_the_door_closes_is_told_so(client, programme, link, said, monkeypatch):
    """Between the look at the clock and the lock somebody closed."""
    from collegium.programmes.models import Programme

    looks = iter([True, False, False])
    monkeypatch.setattr(Programme, "is_collecting", lambda self, at: next(looks, False))

    page = client.post(f"{link}answer/", said)

    assert page.status_code == 422
    assert "Wishes are closed." in page.content.decode()


@pytest.mark.parametrize("by_link", [True, False])
def test_the_vision_begins_above_the_wishes_and_can_be_read_whole(client, programme, tom, hale, link, by_link):
    words = " ".join(["Each of us *tries* something & talks about it."] * 12)
    programme.describe(by=hale, at=MONDAY, vision=words)
    if not by_link:
        client.force_login(tom)

    page = client.get(link if by_link else f"/programmes/{programme.pk}/wishes/").content.decode()

    assert "Each of us tries something &amp; talks about it." in page
    assert page.index("Read the whole vision") < page.index("Your wishes, the first one first")


def test_a_vision_of_one_sentence_stands_whole(client, programme, hale, link):
    programme.describe(by=hale, at=MONDAY, vision="We learn too.")

    page = client.get(link).content.decode()

    assert "We learn too." in page
    assert "Read the whole vision" not in page
