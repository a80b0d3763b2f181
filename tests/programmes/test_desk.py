"""The lead's desk: figures with what they are of, who has not answered, and nobody passed over silently."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from collegium.history.models import Entry
from collegium.people.models import Appointment, Department, Link, Person, Responsibility
from collegium.programmes.models import KeepApart, Programme, VisionReply, bring_in
from collegium.programmes.standing import said_to, staff_of, standing_of
from tests.conftest import FRIDAY, MONDAY, SEPTEMBER, duty, person


def desk(client, programme):
    return client.get(reverse("programmes:desk", args=[programme.pk])).content.decode()


@pytest.fixture
def asked(programme, ama, tom, sam, hale):
    oracy = programme.themes.get(title="Oracy")
    programme.collecting.take(ama, wishes=[oracy], question="Who speaks?", would_lead=True, at=MONDAY)
    return programme


def test_the_figures_say_what_they_are_of(asked, tom):
    asked.see(by=tom, at=MONDAY)
    asked.see(by=tom, at=FRIDAY)

    standing = standing_of(asked, staff_of(asked), MONDAY)

    assert (standing.answered, standing.asked, standing.silent, standing.seen) == (1, 4, 3, 2)
    assert standing.leading is None
    assert standing.undecided == 3


def test_new_staff_are_counted_where_something_of_their_own_awaits_them(programme, northgate, hale, ama):
    noor = person("Noor Aziz", northgate, starts_on=date(2026, 9, 1))

    def on_the_desk(one):
        staff = staff_of(one)
        assert {asked.pk for asked in staff.people} == {asked.pk for asked in one.staff()}
        return (len(staff.people), staff.new)

    assert on_the_desk(programme) == (3, 0)
    programme.add_theme("Building learning habits", is_induction=True, by=hale, at=MONDAY)
    assert on_the_desk(programme) == (2, 1)
    bring_in(northgate, at=MONDAY)
    pathway = Programme.objects.draft(
        northgate.approaches.get(key="induction-pathway"), year_starts_on=SEPTEMBER, by=hale, at=MONDAY
    )
    assert on_the_desk(pathway) == (1, 0)
    assert [asked.name for asked in staff_of(pathway).people] == [noor.name]


def test_while_collecting_the_desk_shows_who_and_never_what(client, asked, hale):
    client.force_login(hale)

    text = desk(client, asked)

    assert "Tom Weller" in text
    assert "Ama Boateng" not in text
    assert "Who speaks?" not in text
    assert said_to(hale, asked, staff_of(asked), MONDAY) == []


def test_after_closing_the_desk_shows_the_wishes(client, asked, hale):
    asked.collecting.close(by=hale, at=MONDAY)
    client.force_login(hale)

    text = desk(client, asked)

    assert "Ama Boateng" in text
    assert "Who speaks?" in text
    assert standing_of(asked, staff_of(asked), MONDAY).leading == 1


def test_those_who_never_answered_are_decided_for_one_by_one(client, asked, hale, tom, sam):
    asked.collecting.close(by=hale, at=MONDAY)
    client.force_login(hale)
    address = reverse("programmes:unanswered", args=[asked.pk])

    client.post(address, {"choice": "planner", "person": [tom.pk, sam.pk]})
    nobody = client.post(address, {"choice": "left-out"})

    assert [(one.name.split()[0], one.choice) for one in staff_of(asked).silent] == [
        ("Sam", "planner"), ("Martin", ""), ("Tom", "planner"),
    ]  # fmt: skip
    assert nobody.status_code == 422
    assert "Tick the people you mean." in nobody.content.decode()
    assert "One person never answered." in desk(client, asked)


def test_somebody_who_answered_cannot_be_decided_for(client, asked, hale, ama):
    asked.collecting.close(by=hale, at=MONDAY)
    client.force_login(hale)

    page = client.post(reverse("programmes:unanswered", args=[asked.pk]), {"choice": "left-out", "person": [ama.pk]})

    assert page.status_code == 422


def test_inviting_and_reminding_say_how_many(client, asked, hale, settings):
    settings.EMAIL_HOST = "mail.example"
    client.force_login(hale)

    asking = client.post(reverse("programmes:invitations", args=[asked.pk]), follow=True).content.decode()
    again = client.post(reverse("programmes:invitations", args=[asked.pk]), follow=True).content.decode()
    reminding = client.post(reverse("programmes:reminders", args=[asked.pk]), follow=True).content.decode()

    assert "Letters to 3 colleagues are on their way." in asking
    assert "There was nobody left to write to today." in again
    assert "Letters to 3 colleagues are on their way." in reminding


def test_until_mail_works_the_desk_says_that_letters_wait_and_slips_are_for_everybody(client, asked, hale):
    client.force_login(hale)

    before = desk(client, asked)
    asking = client.post(reverse("programmes:invitations", args=[asked.pk]), follow=True).content.decode()
    slips = client.post(reverse("programmes:making_slips", args=[asked.pk]), follow=True).content.decode()

    assert "Mail does not work here yet: letters are kept, and leave once it does." in before
    assert "Letters to 3 colleagues are kept until mail works here. Until then, print slips." in asking
    assert all(name in slips for name in ("Tom Weller", "Sam Field", "Martin"))


def test_two_colleagues_of_one_name_are_told_apart_on_their_slips(client, asked, hale, tom, sam, northgate):
    Person.objects.filter(pk__in=[tom.pk, sam.pk]).update(first_name="Jo", last_name="Li")
    for somebody, name in ((tom, "Science"), (sam, "Humanities")):
        department, _new = Department.objects.get_or_create(school=northgate, name=name)
        Appointment.objects.filter(person=somebody).update(department=department)
    client.force_login(hale)

    page = client.post(reverse("programmes:making_slips", args=[asked.pk]), {"all": "yes"}, follow=True)

    said = re.findall(r"<h2>Jo Li</h2><small class=\"quiet\">(\w+)</small>", page.content.decode())
    assert sorted(said) == ["Humanities", "Science"]


@pytest.mark.parametrize(("address", "warned"), [("http://localhost:8000", True), ("https://us.example", False)])
def test_slips_that_only_this_computer_can_open_say_so(client, asked, hale, settings, address, warned):
    settings.ADDRESS = address
    client.force_login(hale)

    page = client.get(reverse("programmes:slips", args=[asked.pk])).content.decode()

    assert ("which only this computer can open: no phone can" in page) == warned
    assert ("Ask whoever keeps the accounts" in page) == warned


def test_collecting_begins_and_ends_from_the_desk(client, asked, hale):
    client.force_login(hale)

    client.post(reverse("programmes:closing", args=[asked.pk]))
    closed = Programme.objects.get().is_collecting(MONDAY)
    client.post(reverse("programmes:collecting", args=[asked.pk]), {"wishes_until": "2026-12-04"})

    assert not closed
    assert Programme.objects.get().wishes_until == date(2026, 12, 4)


def test_slips_are_made_for_those_without_mail_or_for_all(client, asked, hale, tom, settings):
    settings.EMAIL_HOST = "mail.example"
    tom.email = None
    tom.save()
    client.force_login(hale)
    slips, making = (reverse(f"programmes:{name}", args=[asked.pk]) for name in ("slips", "making_slips"))

    before = client.get(slips).content.decode()
    made = client.post(making, follow=True).content.decode()
    for_all = client.post(making, {"all": "yes"}, follow=True).content.decode()

    assert "No slips have been made yet." in before
    assert ("Tom Weller" in made, "Sam Field" in made) == (True, False)
    assert "Sam Field" in for_all
    assert "<svg" in for_all
    assert Link.objects.count() == 3


def test_looking_at_slips_makes_no_link(client, asked, hale):
    client.force_login(hale)

    client.get(reverse("programmes:slips", args=[asked.pk]) + "?all")

    assert not Link.objects.exists()


def test_a_second_saying_keeps_two_people_apart_once(programme, hale, tom, sam):
    programme.keep_apart(tom, sam, by=hale, at=MONDAY)
    programme.keep_apart(sam, tom, by=hale, at=FRIDAY)

    assert KeepApart.objects.get().at == MONDAY


def test_the_successor_of_a_lead_sees_and_ends_what_was_kept_apart(programme, northgate, hale, rob, tom, sam):
    pair = programme.keep_apart(tom, sam, by=hale, at=MONDAY)
    duty(rob, "cpd-lead", school=northgate)
    assert not KeepApart.objects.visible_to(rob).exists()

    Responsibility.objects.filter(person=hale, kind="cpd-lead").update(ends_on=date(2026, 11, 8))

    assert [list(KeepApart.objects.visible_to(who)) for who in (rob, hale, tom, sam)] == [[pair], [], [], []]


def test_a_successor_does_not_read_from_whom_they_were_kept_apart_themselves(programme, northgate, hale, tom, sam):
    programme.keep_apart(tom, sam, by=hale, at=MONDAY)
    duty(tom, "cpd-lead", school=northgate)

    Responsibility.objects.filter(person=hale, kind="cpd-lead").update(ends_on=date(2026, 11, 8))

    assert not KeepApart.objects.visible_to(tom).exists()


def test_two_people_are_kept_apart_and_let_together_again_on_the_lead_s_own_page(client, programme, hale, tom, sam):
    client.force_login(hale)
    address = reverse("programmes:keeping_apart", args=[programme.pk])

    same = client.post(address, {"one": tom.pk, "other": tom.pk})
    client.post(address, {"one": tom.pk, "other": sam.pk})
    text = client.get(reverse("programmes:apart", args=[programme.pk])).content.decode()
    client.post(reverse("programmes:apart_removal", args=[programme.pk, KeepApart.objects.get().pk]))

    assert "Choose two different people." in same.content.decode()
    assert "Tom Weller and Sam Field" in text
    assert not KeepApart.objects.exists()


def test_nobody_else_learns_of_a_keep_apart_on_any_page(client, world):
    """The pages of everybody else are the same, byte for byte, with and without it."""
    programme, people = world.programme, world.people
    Responsibility.objects.create(
        person=people["rob"], kind="cpd-lead", school=world.northgate, starts_on=date(2020, 9, 1)
    )
    addresses = [
        reverse("programmes:programmes"),
        *(reverse(f"programmes:{name}", args=[programme.pk]) for name in ("programme", "wishes", "desk", "apart")),
        reverse("programmes:setup", args=[programme.pk, "review"]),
    ]

    def pages():
        found = {}
        for name, somebody in people.items():
            if name != "hale":
                client.force_login(somebody)
                for address in addresses:
                    answer = client.get(address)
                    text = answer.content.decode().replace(answer["X-Request-ID"], "")
                    found[name, address] = re.sub(r'name="(key|csrfmiddlewaretoken)" value="[^"]*"', "", text)
        return found

    before = pages()
    programme.keep_apart(people["tom"], people["sam"], by=people["hale"], at=FRIDAY)

    assert pages() == before
    assert all(not KeepApart.objects.visible_to(who).exists() for name, who in people.items() if name != "hale")
    assert all(
        not Entry.objects.visible_to(who).filter(did="kept apart").exists()
        for name, who in people.items()
        if name != "hale"
    )


def test_a_lead_who_leads_no_more_sees_no_pair(programme, hale, tom, sam):
    programme.keep_apart(tom, sam, by=hale, at=MONDAY)
    Responsibility.objects.filter(person=hale).delete()

    assert not KeepApart.objects.visible_to(hale).exists()


def test_how_many_have_seen_the_vision_and_never_who(client, programme, hale, tom):
    client.force_login(tom)
    client.post(reverse("programmes:seen", args=[programme.pk]))

    assert programme.seen.count() == 1
    assert not Entry.objects.filter(by=tom.pseudonym).exists()


def test_replies_are_read_by_staff_and_taken_back_by_their_author(client, programme, tom, sam, priya):
    client.force_login(tom)
    client.post(reverse("programmes:replies", args=[programme.pk]), {"text": "And support staff?"})
    empty = client.post(reverse("programmes:replies", args=[programme.pk]), {"text": ""})
    client.force_login(sam)
    read = client.get(programme.get_absolute_url()).content.decode()

    assert empty.status_code == 422
    assert "And support staff?" in read
    assert programme.seen.filter(person=tom).exists()
    assert not VisionReply.objects.visible_to(priya).exists()
    programme.replies.get().take_back(by=tom, at=MONDAY)
    assert not programme.replies.exists()


def another_year(programme, title, year):
    made = Programme.objects.create(
        school=programme.school, approach=programme.approach, title=title, year_starts_on=year, opened_at=MONDAY
    )
    made.schools.add(programme.school)
    return made


def test_the_catalogue_shows_this_year_first_then_earlier_ones(client, programme, hale, tom):
    another_year(programme, "Old times", date(2025, 9, 1))
    Programme.objects.draft(programme.approach, year_starts_on=SEPTEMBER, title="Not yet", by=hale, at=MONDAY)
    client.force_login(tom)
    text = client.get(reverse("programmes:programmes")).content.decode()
    client.force_login(hale)
    of_lead = client.get(reverse("programmes:programmes")).content.decode()

    assert text.index("Learning communities") < text.index("Old times")
    assert "Your wishes are wanted" in text
    assert ("Not yet" in text, "Not yet" in of_lead) == (False, True)


def test_with_nothing_open_the_catalogue_says_what_to_do(client, hale, sam):
    client.force_login(sam)
    text = client.get(reverse("programmes:programmes")).content.decode()

    assert "Nothing is open yet this year" in text


def count(client, address):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_the_catalogue_asks_the_same_for_one_and_for_four(client, programme, tom):
    client.force_login(tom)
    address = reverse("programmes:programmes")
    one = count(client, address)
    for number in range(3):
        another_year(programme, f"More {number}", SEPTEMBER)

    assert count(client, address) == one


@pytest.mark.parametrize("closed", [False, True], ids=["collecting", "closed"])
def test_the_desk_asks_the_same_for_two_and_for_twelve(client, programme, northgate, hale, ama, tom, closed):
    oracy = programme.themes.get(title="Oracy")
    programme.collecting.take(ama, wishes=[oracy], at=MONDAY)
    people = [person(f"Somebody{number} Else", northgate) for number in range(10)]
    client.force_login(hale)
    address = reverse("programmes:desk", args=[programme.pk])
    if closed:
        programme.collecting.close(by=hale, at=MONDAY)
    few = count(client, address)
    for number, somebody in enumerate(people):
        if number % 2:
            programme.collecting.take(
                somebody, wishes=[oracy], cannot=programme.slots.all(), brought_by=hale, at=MONDAY
            )
    for number in range(10):
        person(f"Silent{number} One", northgate)

    assert count(client, address) == few


def test_a_programme_asks_the_same_for_one_reply_and_three(client, programme, tom, sam, ama):
    client.force_login(tom)
    programme.reply("One.", by=tom, at=MONDAY)
    one = count(client, programme.get_absolute_url())
    programme.reply("Two.", by=sam, at=MONDAY)
    programme.reply("Three.", by=ama, at=MONDAY)

    assert count(client, programme.get_absolute_url()) == one


def test_asking_seen_from_both_sides_agrees(programme, northgate, hale, ama, tom, priya, gwen, harbour):
    noor = person("Noor Aziz", northgate, starts_on=date(2026, 9, 1))
    everybody = [hale, ama, tom, priya, gwen, noor]

    def agrees():
        asked = set(programme.staff())
        return all(programme.asks(somebody) == (somebody in asked) for somebody in everybody)

    assert agrees()
    programme.add_theme("Induction", is_induction=True, by=hale, at=MONDAY)
    assert agrees()
    assert not programme.asks(noor)
    programme.approach.is_for_new_staff = True
    programme.approach.save()
    assert agrees()
    assert list(programme.staff()) == [noor]


def test_what_waits_for_somebody_s_wishes(programme, tom):
    waiting = Programme.objects.collecting(MONDAY).asking(tom).unanswered_by(tom)
    assert list(waiting) == [programme]

    programme.collecting.take(tom, joins_as_given=True, at=MONDAY)

    assert not waiting.all().exists()


def test_the_vision_of_a_past_year_is_not_to_be_ticked_off(client, programme, tom):
    client.force_login(tom)
    address = f"/programmes/{programme.pk}/"
    now = client.get(address).content.decode()
    programme.year_starts_on = date(2025, 9, 1)
    programme.save()
    later = client.get(address).content.decode()

    assert "I have read it" in now
    assert "I have read it" not in later


def test_a_programme_is_over_after_its_last_day(programme):
    programme.ends_on = date(2026, 12, 18)

    assert [programme.is_over(day) for day in (date(2026, 12, 18), date(2026, 12, 19))] == [False, True]
