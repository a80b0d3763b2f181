"""Words in lists are understood in every language that we ship."""

import pytest
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy

from collegium.kit.tongues import bare, is_no, is_yes, said_anywhere, weekdays


@pytest.mark.parametrize("cell", ["yes", "Y", " x ", "TRUE", "ja", "Oui", "Sí", "sì", "tak", "نعم", "WAHR", "✓", "1"])
def test_a_yes_of_any_of_our_languages_is_one(cell):
    assert (is_yes(cell), is_no(cell)) == (True, False)


@pytest.mark.parametrize("cell", ["no", "N", "", " ", "nein", "non", "nie", "لا", "FALSCH", "FAŁSZ", "0", "-"])
def test_and_so_is_a_no(cell):
    assert (is_yes(cell), is_no(cell)) == (False, True)


@pytest.mark.parametrize("cell", ["Ama Boateng", "Jan", "Nina", "perhaps", "Tom"])
def test_a_name_is_neither(cell):
    assert (is_yes(cell), is_no(cell)) == (False, False)


def test_days_are_known_by_name_and_by_three_letters():
    known = weekdays()

    for day, words in WEEKDAYS.items():
        assert {known[bare(name)] for name in said_anywhere(words)} == {day}
    said = ["mon", "mar", "mit", "gio", "ven", "pia", "sob", "dom", "dienstag", "الثلاثاء"]
    assert [known[bare(name)] for name in said] == [0, 1, 2, 3, 4, 4, 5, 6, 1, 1]


def test_what_is_said_in_english_stands_first_and_nothing_twice():
    words = said_anywhere(gettext_lazy("Department"))

    assert words[0] == "Department"
    assert len(words) == len(set(words)) > 3
