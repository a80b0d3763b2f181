"""What goes to the leadership team: frozen, and without a count that points at somebody."""

import pytest
from django.urls import reverse

from collegium.impact.models import SharedRound, TooNear
from collegium.programmes.models import Aspect
from tests.conftest import FRIDAY, MONDAY, duty
from tests.impact.conftest import HIGHER, LAST_YEAR, SMALL, UNSETTLED, arms, ask

ROUND = {"year": "2025-09-01", "measure": "appraisal"}


@pytest.fixture
def head(tom, northgate):
    """Tom, in the leadership team; he does not lead the programmes."""
    duty(tom, "leadership", school=northgate)
    return tom


def share(client):
    return client.post(reverse("impact:sharing", args=["northgate"]), ROUND, follow=True)


def read(client, person, address="impact:overview", args=("northgate",)):
    client.force_login(person)
    return client.get(reverse(address, args=args)).content.decode()


def test_the_leadership_team_reads_what_is_shared(as_hale, client, question, hale, head, last_year):
    question.type_counts(HIGHER, arms(9, 24, 22, 56), by=hale, at=FRIDAY)
    question.type_departments({"English": HIGHER}, by=hale, at=FRIDAY)
    before = read(client, head)
    client.force_login(hale)
    shared = share(client).content.decode()
    after = read(client, head)

    assert "Nothing has been shared yet" in before
    assert "with the leadership team on" in shared
    assert "18 of 24 members, 24 of 56 others" in after
    assert "Members were more often judged strong than other staff in Feedback." in after


def test_of_too_few_they_read_that_there_are_too_few(as_hale, client, question, hale, head, last_year, northgate):
    question.type_counts(SMALL, by=hale, at=FRIDAY)
    talk = Aspect.objects.add("Talk", northgate, by=hale, at=MONDAY)
    ask(talk, hale).type_counts(HIGHER, by=hale, at=FRIDAY)
    share(as_hale)

    shown = read(client, head)

    # Nobody worked on talk in two groups: its counts would be those of one.
    assert [one["cells"] for one in SharedRound.objects.get().aspects] == [{}, {}]
    assert "there are too few to show" in shown
    assert "of 7" not in shown
    assert "18 of 24" not in shown


def test_what_was_shared_does_not_change_and_can_be_taken_back(as_hale, client, question, hale, head, last_year):
    question.type_counts(HIGHER, by=hale, at=FRIDAY)
    share(as_hale)
    shared = SharedRound.objects.get()
    question.type_counts(UNSETTLED, by=hale, at=FRIDAY)
    frozen = read(client, head)
    client.force_login(hale)
    client.post(reverse("impact:shared_removal", args=[shared.pk]))
    client.post(reverse("impact:shared_removal", args=[shared.pk]))

    assert "18 of 24" in frozen
    assert "Nothing has been shared yet" in read(client, head)
    assert "no longer reads this" in read(client, hale, "impact:shared", [shared.pk])
    client.force_login(head)
    assert client.get(shared.get_absolute_url()).status_code == 404


def test_shared_again_it_replaces_what_stood_unless_few_changed(as_hale, question, hale, last_year):
    question.type_counts(HIGHER, by=hale, at=FRIDAY)
    share(as_hale)
    question.type_counts(arms(17, 24, 24, 56), by=hale, at=FRIDAY)
    near = share(as_hale).content.decode()
    question.type_counts(UNSETTLED, by=hale, at=FRIDAY)
    share(as_hale)

    assert "fewer than five people" in near
    assert [one.aspects[0]["cells"]["now"][0] for one in SharedRound.objects.order_by("pk")] == [18, 12]
    assert SharedRound.objects.standing().count() == 1


def test_a_few_who_differ_are_noticed_whichever_sharing_they_are_taken_from(northgate, hale, question):
    told = [{"aspect": 1, "title": "A", "cells": {"now": [10, 10, 20, 20]}}]
    other = [{"aspect": 1, "title": "A", "cells": {"now": [16, 4 + 12, 20, 20]}}]
    SharedRound.objects.share(northgate, LAST_YEAR, "appraisal", told, 5, by=hale, at=FRIDAY)
    SharedRound.objects.share(northgate, LAST_YEAR, "appraisal", other, 5, by=hale, at=FRIDAY)

    near = [{"aspect": 1, "title": "A", "cells": {"now": [11, 10, 20, 20]}}]

    with pytest.raises(TooNear):
        SharedRound.objects.share(northgate, LAST_YEAR, "appraisal", near, 5, by=hale, at=FRIDAY)


def test_what_is_not_counted_cannot_be_shared(as_hale, question):
    address = reverse("impact:sharing", args=["northgate"])

    assert as_hale.post(address, ROUND).status_code == 404
    assert as_hale.post(address, {"year": "soon", "measure": "appraisal"}).status_code == 404


def test_years_stand_side_by_side(as_hale, question, aspect, hale, last_year, client, head):
    question.type_counts(HIGHER, by=hale, at=FRIDAY)
    ask(aspect, hale, year_starts_on=LAST_YEAR.replace(year=2024)).type_counts(SMALL, by=hale, at=FRIDAY)

    shown = as_hale.get(reverse("impact:overview", args=["northgate"])).content.decode()

    assert "Years side by side" in shown
    assert "32 points (8 to 50)" in shown


def test_a_ratio_without_a_count_is_said_and_not_drawn(as_hale, question, hale):
    question.type_counts(arms(12, 24, 0, 56), by=hale, at=FRIDAY)

    shown = as_hale.get(question.get_absolute_url()).content.decode()

    assert "nobody was judged strong" in shown
    assert "<circle" not in shown


def test_bars_beyond_the_scale_are_cut_at_its_end(as_hale, question, hale):
    question.type_counts(arms(30, 40, 1, 400), by=hale, at=FRIDAY)

    shown = as_hale.get(question.get_absolute_url()).content.decode()

    assert 'x2="100.00%"' in shown
    assert "8 times" in shown
