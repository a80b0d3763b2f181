"""Several workers at the same letters."""

import pytest

from collegium.mail.models import Letter
from tests.conftest import MONDAY
from tests.crowd import at_once, real_database


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
