"""What a school has, and what is missing in plain words."""

from datetime import timedelta

import pytest

from collegium.meetings.models import Meeting
from collegium.packs.criteria import BadList, read, shipped, troubles
from collegium.packs.kinds import KINDS
from collegium.packs.standing import State
from tests.booklets.conftest import write
from tests.conftest import FRIDAY, MONDAY, member
from tests.outcomes.conftest import share
from tests.packs.conftest import begin, found_in, gaps, lines


def test_the_shipped_lists_have_as_many_criteria_as_their_sources():
    numbers = {key: len(one.criteria) for key, one in shipped().items()}

    assert numbers == {"dfe-standard": 5, "eef-mechanisms": 14, "etwinning-school": 5, "guskey": 5}
    assert len({one.group for one in shipped()["eef-mechanisms"].criteria}) == 4
    assert shipped()["etwinning-school"].declaration


@pytest.mark.parametrize(
    ("held", "trouble"),
    [
        ({"titel": "x"}, "“titel” is no word of a list"),
        ({"title": "x", "about": "y", "source": "z"}, "the list has no criteria"),
        ({"criteria": [{"title": "x", "ask": "y"}]}, "a criterion without a key: there is no key"),
        ({"criteria": [{"key": "a", "title": "x", "kinds": ["gossip"]}]}, "a: “gossip” is no kind of fact"),
        ({"criteria": [{"key": "a", "title": "x"}]}, "a: neither kinds of facts nor what to ask for"),
        ({"criteria": [{"key": "a", "title": "x", "ask": "y", "size": 1}]}, "a: “size” is no word of a criterion"),
        ({"criteria": [{"key": "a", "title": "x", "ask": "y"}] * 2}, "a: there are two of it"),
    ],
)
def test_a_list_that_cannot_be_read_says_why(held, trouble):
    assert trouble in list(troubles(held))


def test_a_broken_file_is_named(tmp_path):
    (tmp_path / "ours.toml").write_text("title =")
    (tmp_path / "empty.toml").write_text("")

    with pytest.raises(BadList, match="ours.toml"):
        read(tmp_path / "ours.toml")
    with pytest.raises(BadList, match="empty.toml: the list has no title"):
        read(tmp_path / "empty.toml")


def test_a_school_with_nothing_is_told_all_that_is_missing(northgate, hale):
    pack = begin(northgate, hale)

    assert gaps(pack, hale) == {
        one.key: [str(KINDS[kind].missing) for kind in one.kinds] for one in pack.criteria().criteria
    }


def test_a_seeded_schools_gap_list_is_what_is_not_there(seeded, hale):
    label, guskey = begin(seeded, hale, "etwinning-school"), begin(seeded, hale, "guskey")

    assert gaps(begin(seeded, hale), hale) == {"evidence": [
        "Nobody has said that they used something of the library.", "No webinar was offered to the staff.",
        "No comparison was shared with the leadership team.", "No remark of an inspector or visitor was kept.",
    ]}  # fmt: skip
    assert list(gaps(label, hale)) == ["a", "d"]
    assert gaps(label, hale)["d"] == ["The school has held no TeachMeet.", "No webinar was offered to the staff."]
    assert gaps(guskey, hale) == {
        "reaction": ["No survey of staff was closed with answers enough to show."],
        "use": [
            "No learning walk was finished.",
            "Visits to lessons are not counted yet: that is done at the end of a term, and never of a few.",
            "No idea that the school may read has come back as tried.",
        ],
        "pupils": [
            "What pupils said has not been put together over several groups.", "No results were brought, as totals.",
            "No comparison was shared with the leadership team.",
        ],
    }  # fmt: skip


def test_one_of_two_is_not_enough(shared, northgate, hale):
    pack = begin(northgate, hale, "etwinning-school")
    feedback = shared.group
    feedback.memberships.filter(person__guest__isnull=False).delete()

    third = {line.key: line for line in lines(pack, hale)}["c"]

    assert [fact.title for fact in third.found] == ["Marks that move"]
    assert [gap.text for gap in third.gaps] == [
        "1 is there, 2 are asked for.", "No group has members from two schools or more."
    ]
    assert (third.state, third.says) == (State.MISSING, "1 was found")


def test_what_the_house_cannot_know_is_shown_by_a_sentence(pack, northgate, hale):
    pack = begin(northgate, hale, "etwinning-school")

    assert gaps(pack)["a"] == [pack.criteria().find("a").ask]
    assert lines(pack)[0].says == "nothing written yet"
    assert pack.criteria().find("z") is None

    pack.answer("a", refs=[], offered=[], sentence="Our rules hang in each room.", by=hale, at=MONDAY)

    line = lines(pack)[0]
    assert (line.gaps, line.state, line.says) == ([], State.SHOWN, "in your own words")


def test_a_criterion_is_found_then_chosen(seeded, hale):
    pack = begin(seeded, hale)
    before = lines(pack, hale)[0]

    pack.answer("outcomes", refs=["report:1"], offered=["report:1"], sentence="", by=hale, at=MONDAY)
    after_wrong = lines(pack, hale)[0]
    ref = next(fact.ref for fact in before.found)
    pack.answer("outcomes", refs=[ref], offered=["report:1", ref], sentence="", by=hale, at=MONDAY)
    after = lines(pack, hale)[0]

    assert (before.waits, before.says) == (True, "2 were found")
    assert after_wrong.says in {"1 of 2 is shown", "nothing chosen"}
    assert (after.is_shown, after.is_missing, after.says) == (True, False, "1 of 2 is shown")


def test_nothing_chosen_and_nothing_found_are_told_apart(pack, seeded, hale):
    pack.answer("outcomes", refs=[], offered=[], sentence="", by=hale, at=MONDAY)
    empty = begin(seeded, hale, "guskey")
    empty.answer("use", refs=[], offered=[], sentence="", by=hale, at=MONDAY)

    assert lines(pack, hale)[0].says == "nothing chosen"
    assert {line.key: line.says for line in lines(empty, hale)}["use"] == "nothing found"


def test_a_group_of_two_is_no_group_of_three(feedback, northgate, hale, gwen, tom):
    feedback.memberships.filter(person=gwen).delete()
    feedback.memberships.filter(person__first_name="Finn").delete()
    pack = begin(northgate, hale)

    assert "group" not in found_in(pack, hale)
    assert [fact.title for fact in found_in(pack, hale)["leading"]] == ["One colleague leads a group"]


def test_over_sixteen_weeks_is_sustained(feedback, northgate, hale):
    for weeks in (0, 16):
        Meeting.objects.create(group=feedback, starts_at=MONDAY + timedelta(weeks=weeks), confirmed_at=MONDAY,
                               changed_at=MONDAY)  # fmt: skip
    pack = begin(northgate, hale)

    assert "sustained" not in found_in(pack, hale)
    (fact,) = found_in(pack, hale, at=FRIDAY + timedelta(weeks=16))["sustained"]
    assert fact.says == "met 2 times, 2:30 hours in all, over 16 weeks"


def test_a_group_that_hides_its_card_is_not_even_counted(feedback, seeded, northgate, hale):
    feedback.listed = False
    feedback.save()
    pack = begin(northgate, hale)

    found = found_in(pack, hale)

    assert {"group", "meeting", "leading", "beyond", "question"} & set(found) == set()


@pytest.mark.parametrize("many", [1, 3])
def test_it_costs_the_same_for_one_and_for_three(seeded, hale, many, django_assert_num_queries, sam):
    for number in range(many):
        share(write(f"Another {number}", by=sam, school=seeded), sam, reach="school")
    pack = begin(seeded, hale)

    with django_assert_num_queries(25):
        found = found_in(pack, hale)

    assert len(found["report"]) == many + 2


def test_members_of_another_school_make_a_group_reach_further(feedback, northgate, hale, priya, harbour):
    member(feedback, priya, harbour)

    (fact,) = found_in(begin(northgate, hale), hale)["beyond"]

    assert fact.says == "5 members from 3 schools"
