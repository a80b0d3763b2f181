"""The page of a meeting in progress: what it costs to ask, and what it answers."""

import re
from collections import Counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from collegium.kit import clock
from collegium.meetings import conducting
from collegium.meetings.models import Action, Attendance, Promise, Sitting


@pytest.fixture
def sitting(meeting, ama, at_monday):
    return conducting.begin(meeting, by=ama, at=clock.now())


def ask(client, sitting, moves):
    return client.get(reverse("meetings:after", args=[sitting.meeting_id, moves]))


def test_asking_in_vain_is_one_look_and_brings_nothing(client, sitting, tom):
    client.force_login(tom)
    sitting.refresh_from_db()
    ask(client, sitting, sitting.moves)

    with CaptureQueriesContext(connection) as queries:
        answer = ask(client, sitting, sitting.moves)

    about = [query["sql"] for query in queries if "meetings_" in query["sql"]]
    assert (answer.status_code, answer.content, len(about)) == (204, b"", 1)


def test_what_is_new_comes_without_the_frame(client, sitting, tom):
    client.force_login(tom)

    text = ask(client, sitting, 0).content.decode()

    assert ("<live-meeting" in text, "<nav" in text) == (True, False)


def test_when_it_is_over_who_asks_is_led_to_the_minutes(client, sitting, tom, ama):
    conducting.close(sitting, by=ama, at=clock.now())
    client.force_login(tom)

    answer = ask(client, sitting, 999)

    assert answer["Location"] == reverse("meetings:minutes", args=[sitting.meeting_id])


def test_the_screen_costs_the_same_for_one_and_for_three(client, sitting, ama, tom, gwen):
    client.force_login(ama)
    counts = []
    for people in ([ama], [ama, tom, gwen]):
        for person in people:
            Attendance.objects.say(sitting.meeting, person, "here", by=person, at=clock.now())
            Action.objects.add(sitting.meeting, f"Thing {person}", owner=person, by=person, at=clock.now())
            for text in ("Dots", "A key"):
                Promise.objects.make(group=sitting.meeting.group, meeting=sitting.meeting, person=person, text=text,
                                     by=ama, at=clock.now())  # fmt: skip
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("meetings:live", args=[sitting.meeting_id]))
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_a_form_that_lacks_something_keeps_what_was_typed(client, sitting, ama):
    client.force_login(ama)
    answer = client.post(
        reverse("meetings:promises", args=[sitting.meeting_id]), {"person": ama.pk, "text": "", "with_class": "8B"}
    )

    assert (answer.status_code, 'value="8B"' in answer.content.decode()) == (422, True)


def test_somebody_of_another_group_is_not_in_the_room(client, sitting, ama, sam):
    client.force_login(ama)
    answer = client.post(reverse("meetings:room", args=[sitting.meeting_id]), {"said": f"{sam.pk}:here"})

    assert (answer.status_code, Attendance.objects.filter(person=sam).exists()) == (422, False)


def test_what_was_ticked_by_mistake_is_taken_back(client, sitting, ama, tom):
    client.force_login(ama)
    address = reverse("meetings:room", args=[sitting.meeting_id])
    for word in ("here", "", ""):
        client.post(address, {"said": f"{tom.pk}:{word}", "key": f"key-{word}"})

    assert Attendance.objects.filter(person=tom).exists() is False
    assert Sitting.objects.get().is_open is True


def test_the_screen_names_one_chair_and_the_others_who_have_a_turn(client, sitting, roles, tom):
    sitting.take_chair(by=tom, at=clock.now())
    client.force_login(tom)

    where = client.get(reverse("meetings:live", args=[sitting.meeting_id])).content.decode()
    where = where[where.index('id="live-where"') :].split("</p>")[0]

    assert "Tom has the chair" in where
    assert ("Note-taker: " in where, "Chair: " in where) == (True, False)


def test_each_field_of_the_screen_has_a_name_of_its_own(client, sitting, ama):
    """Two forms stand on it: a label that leads into the other one is read out for the wrong words."""
    client.force_login(ama)

    page = client.get(reverse("meetings:live", args=[sitting.meeting_id])).content.decode()

    names = Counter(re.findall(r' id="([^"]+)"', page))
    assert [name for name, often in names.items() if often > 1] == []
