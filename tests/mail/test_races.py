"""Several workers at the same letters."""

import threading

import pytest

from collegium.mail import budget
from collegium.mail.models import Letter
from tests.conftest import MONDAY
from tests.crowd import asked, at_once, real_database


@pytest.mark.both
def test_each_letter_is_claimed_by_one_worker(transactional_db, note, tom, tmp_path):
    for _ in range(12):
        note(tom)

    def claim_all():
        mine = []
        while letter := Letter.objects.claim(MONDAY):
            mine.append(letter.pk)
        return mine

    with real_database(tmp_path):
        claimed = at_once([claim_all for _ in range(4)])

    assert sorted(pk for each in claimed for pk in each) == sorted(Letter.objects.values_list("pk", flat=True))


@pytest.mark.both
def test_several_workers_hand_over_two_letters_a_week_together(transactional_db, note, tom, ama, tmp_path):
    for person in (tom, ama):
        for _ in range(4):
            note(person)

    def hand_over():
        """Each has found room for the letter before any of them hands one over, as happens at a slow mail server."""
        letter = Letter.objects.claim(MONDAY)
        waiting.wait(10)
        return budget.hand(letter, MONDAY)

    waiting = threading.Barrier(8)
    with real_database(tmp_path):
        handed = at_once([hand_over for _ in range(8)])
        left = [asked(person.letters.filter(handed_at__isnull=False).count) for person in (tom, ama)]
        later = asked(lambda: set(Letter.objects.waiting().values_list("due_at", flat=True)))

    assert (sorted(handed), left) == ([False] * 4 + [True] * 4, [2, 2])
    assert later == {budget.next_week(MONDAY)}
