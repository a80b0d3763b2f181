"""What went wrong elsewhere, tried here: the cases of TRUST.md 4 that no other test holds. The whole list, with the
test of each, stands in docs/security.md."""

import re
from pathlib import Path

import pytest
from django.urls import reverse

from collegium.conversation.models import Thread
from collegium.groups import inviting
from collegium.groups.models import Group
from collegium.kit import clock
from collegium.mail.models import Letter
from collegium.people.models import Link
from tests.conftest import MONDAY, PASSWORD, person

ROOT = Path(__file__).parents[2]
LOGIN = "/account/login/"


def test_a_personal_link_has_a_hundred_and_sixty_bits_that_nobody_guesses(tom):
    """Incident 3."""
    secret = Link.objects.for_("wishes", tom, 1).token.partition("-")[2]

    assert len(secret) * 6 >= 160


def test_a_link_in_a_letter_about_a_group_opens_nothing_for_somebody_else(client, feedback, tom, priya):
    """Incident 4: whoever was sent the letter on, signed in or not."""
    thread = Thread.objects.create(
        group=feedback, kind="thinking", title="Between us", opened_by=tom, opened_at=MONDAY, last_at=MONDAY
    )

    assert client.get(reverse("conversation:thread", args=[thread.pk])).status_code == 302
    client.force_login(priya)
    assert client.get(reverse("conversation:thread", args=[thread.pk])).status_code == 404


@pytest.mark.parametrize(
    "query", ["", "q=feedback", "page=2", "before=999999", "theme={theme}", "order=title", "q=feedback&theme={theme}"]
)
def test_no_filter_page_or_order_of_a_list_forgets_who_may_see_a_group(client, feedback, ama, sam, query):
    """Incident 6."""
    feedback.unlist(by=ama, at=MONDAY)
    client.force_login(sam)

    for name in ("groups:directory", "groups:mine", "desk:find", "enquiry:ideas", "enquiry:questions"):
        page = client.get(reverse(name) + "?" + query.format(theme=feedback.theme_id))
        assert feedback.title not in page.content.decode()


def test_fields_that_a_form_does_not_have_change_nothing(client, feedback, ama, tom, priya, harbour):
    """Incident 10."""
    client.force_login(ama)
    before = Group.objects.values().get(pk=feedback.pk)
    extra = {"entry": "open", "cap": "1", "listed": "", "slug": "x", "started_by": tom.pk, "approach": "1",
             "schools": harbour.pk, "year_starts_on": "2000-09-01", "id": "1"}  # fmt: skip
    client.post(reverse("groups:words", args=[feedback.slug]), extra | {"title": "Other words", "question": "Why?"})

    client.post(
        reverse("conversation:opening", args=[feedback.slug]),
        {"title": "T", "kind": "thinking", "text": "x", "by": tom.pk, "opened_by": tom.pk, "group": "999",
         "at": "2000-01-01"},
    )  # fmt: skip
    thread = Thread.objects.get(group=feedback)

    assert Group.objects.values().get(pk=feedback.pk) == before | {"title": "Other words", "question": "Why?"}
    assert (thread.opened_by, thread.posts.get().by) == (ama, ama)


def test_an_answer_is_the_answer_of_who_is_signed_in_whatever_the_form_says(client, programme, sam, tom):
    """Incident 10."""
    programme.wishes_until = clock.today()
    programme.save()
    client.force_login(sam)

    theme = programme.themes.first()
    client.post(
        reverse("programmes:answer", args=[programme.pk]),
        {"wish_1": theme.pk, "theme_1": theme.pk, "person": tom.pk, "programme": "999", "brought_by": tom.pk},
    )

    assert not programme.answers.exclude(person=sam).exists()


def test_whoever_may_suggest_a_colleague_brings_no_guest_past_the_group(feedback, tom):
    """Incident 11: a guest comes by the group's own rule like everybody else."""
    inviting.invite_all(feedback, [], [("Eve Outside", "eve@elsewhere.example", "Elsewhere")], by=tom, at=MONDAY)
    invitation = feedback.invitations.get()

    assert invitation.agreed_at is None
    assert not Letter.objects.filter(person=invitation.person).exists()


def test_only_colleagues_of_ones_own_schools_can_be_asked_by_number(client, feedback, tom, priya):
    """Incident 14: neither offered, nor taken when the number is typed in."""
    client.force_login(tom)

    page = client.get(reverse("groups:inviting", args=[feedback.slug])).content.decode()
    answer = client.post(reverse("groups:invitations", args=[feedback.slug]), {"colleagues": [priya.pk]})

    assert priya.name not in page
    assert (answer.status_code, feedback.invitations.count()) == (422, 0)


def test_the_calendar_address_takes_nothing_from_the_query(client, feedback, tom, priya):
    """Incident 15."""
    address = reverse("calendar:feed", args=[Link.objects.for_("calendar", priya).token])

    plain = client.get(address).content
    asked = client.get(f"{address}?person={tom.pk}&author={tom.pk}&group={feedback.pk}&status=all").content

    assert asked == plain


def test_no_run_through_the_numbers_gives_away_people(client, world):
    """Incident 16."""
    client.force_login(world.people["sam"])

    seen = {
        client.get(reverse("people:person", args=[school.slug, number])).status_code
        for school in (world.northgate, world.harbour) for number in range(1, 30)
    }  # fmt: skip

    assert seen <= {403, 404}


def test_a_name_that_is_a_script_or_a_link_is_words_on_every_page_and_in_every_letter(client, feedback, tom, ama):
    """Incidents 18 and 21."""
    tom.first_name, tom.last_name = "<script>alert(1)</script>", "[click](https://evil.example)"
    tom.save()
    feedback.rename('Click <a href="https://evil.example">here</a>', by=ama, at=MONDAY)
    una = person("Una Grey", feedback.schools.get())
    feedback.welcome("open", by=ama, at=MONDAY)
    inviting.invite(feedback, una, by=tom, at=MONDAY)
    client.force_login(ama)

    pages = [client.get(f"/groups/{feedback.slug}/{part}") for part in ("", "members/", "about/", "inviting/")]
    letter = Letter.objects.get(person=una)

    for page in pages:
        assert b"<script>alert" not in page.content
        assert b'href="https://evil.example"' not in page.content
    assert 'href="https://evil.example"' not in letter.html
    assert "\n" not in letter.subject


@pytest.mark.parametrize(
    "onward", ["https://evil.example/", "//evil.example/", "/\\evil.example/", "https:evil.example"]
)
def test_after_signing_in_nobody_is_sent_elsewhere(client, ama, onward):
    """Incident 26."""
    ama.set_password(PASSWORD)
    ama.save()

    answer = client.post(f"{LOGIN}?next={onward}", {"login": ama.email, "password": PASSWORD, "next": onward})

    assert answer.status_code == 302
    assert "evil" not in answer["Location"]


def test_an_address_that_somebody_makes_up_resets_no_limit(client, ama):
    """Incident 28."""
    ama.set_password(PASSWORD)
    ama.save()
    for number in range(6):
        client.post(
            LOGIN, {"login": ama.email, "password": "wrong"}, headers={"X-Forwarded-For": f"203.0.113.{number}"}
        )

    answer = client.post(
        LOGIN, {"login": ama.email, "password": PASSWORD}, headers={"X-Forwarded-For": "203.0.113.99"}
    )

    assert answer.status_code != 302


def test_whoever_left_every_school_is_out_at_the_next_request(client, feedback, sam):
    """Incident 32."""
    client.force_login(sam)
    assert client.get("/").status_code == 200

    sam.appointments.update(ends_on="2026-01-01")
    answer = client.get("/groups/directory/")

    assert (answer.status_code, answer["Location"].startswith(LOGIN)) == (302, True)


def test_the_list_of_incidents_names_tests_that_are_there():
    """docs/security.md: a line for each of the thirty-two, and no test that is gone."""
    text = (ROOT / "docs" / "security.md").read_text()
    lines = [line for line in text.splitlines() if re.match(r"\| \d+ \|", line)]
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", text)

    gone = [f"{file}::{name}" for file, name in named if f"def {name}(" not in (ROOT / file).read_text()]

    assert [int(line.split("|")[1]) for line in lines] == list(range(1, 34))
    assert gone == []
