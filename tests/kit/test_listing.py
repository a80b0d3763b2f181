"""Names in a sentence: a language that sets its own comma and its own *and* is asked for both."""

import pytest
from django.utils.translation import override

from collegium.kit.listing import either, in_a_row, listed, quoted


@pytest.mark.parametrize(
    ("names", "said"),
    [([], ""), (["Ama"], "Ama"), (["Ama", "Tom"], "Ama and Tom"), (["Ama", "Tom", "Gwen"], "Ama, Tom and Gwen")],
)
def test_names_are_strung_together_as_they_are_said(names, said):
    assert listed(names) == said
    assert either(iter(names)) == said.replace(" and ", " or ")
    assert in_a_row(names) == said.replace(" and ", ", ")


def test_a_percent_sign_in_a_name_stays_one():
    assert listed(["100 %", "50 %s", "Ama"]) == "100 %, 50 %s and Ama"


def test_another_language_says_and_in_its_own_way():
    with override("de"):
        assert listed(["Ama", "Tom"]) == "Ama und Tom"


def test_a_title_stands_between_the_marks_of_its_language():
    assert quoted("50 %") == "“50 %”"
    with override("de"):
        assert quoted("Tee") == "„Tee“"
