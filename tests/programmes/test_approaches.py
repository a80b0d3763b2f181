"""An approach is data: what MISSION.md's table of the five ways says can be read out again from the rows."""

import pytest
from django.core.management import call_command

from collegium.history.models import Entry
from collegium.people.models import School
from collegium.programmes.approaches import shipped
from collegium.programmes.models import Approach, bring_in
from tests.conftest import MONDAY

FIVE = ["learning-group", "action-learning-set", "learning-community", "book-community", "study-group"]
TABLE = {
    "Size": ["3 … department", "≤ 8", "open (TLC norm 8–14)", "open", "5–6 seen in practice"],
    "Leader": [
        "coordinator(s), none required", "Learning Leader appointed", "leader, theme owner",
        "T&L coordinator, rotating host", "study-group leader",
    ],
    "Engine": [
        "5-stage cycle ×3", "discuss–try–reflect–feed back", "driving question", "book + ideas", "online course",
    ],
    "Usual evidence": [
        "peer feedback", "reflection", "student voice, required", "what worked + modification",
        "completion / label evidence",
    ],
    "Entry rule": [
        "whole group decides", "shared interest, cap", "theme choice; new staff elsewhere",
        "open to all, status-blind", "colleagues recruit, the head is told",
    ],
    "Ends with": [
        "revised lesson / self-sustaining", "proposal, policy, research", "report, booklet, session", "next book",
        "certificate, label, webinar",
    ],
}  # fmt: skip


def size(approach: Approach) -> str:
    if approach.up_to:
        return f"{approach.smallest} … {approach.up_to}"
    if approach.cap:
        return f"≤ {approach.cap}"
    if approach.usual_from and approach.leader == "study-group leader":
        return f"{approach.usual_from}–{approach.usual_to} seen in practice"
    return f"open (TLC norm {approach.usual_from}–{approach.usual_to})" if approach.usual_from else "open"


def engine(approach: Approach) -> str:
    stages = [stage.name.lower() for stage in approach.stages.order_by("order")]
    return {
        "cycle": f"{len(stages)}-stage cycle ×{approach.times}",
        "discuss-try": "–".join(stages),
        "question": "driving question",
        "book": "book + ideas",
        "course": "online course",
    }[approach.engine]


ENTRY = dict(zip(["whole-group", "interest", "theme", "open", "recruited"], TABLE["Entry rule"], strict=True))


@pytest.fixture
def approaches(northgate):
    bring_in(northgate, at=MONDAY)
    return [Approach.objects.get(school=northgate, key=key) for key in FIVE]


def test_the_table_of_the_five_ways_stands_in_the_rows(approaches):
    read_out = {
        "Size": [size(approach) for approach in approaches],
        "Leader": [approach.leader for approach in approaches],
        "Engine": [engine(approach) for approach in approaches],
        "Usual evidence": [approach.usual_evidence for approach in approaches],
        "Entry rule": [ENTRY[approach.entry] for approach in approaches],
        "Ends with": [approach.ends_with for approach in approaches],
    }

    assert read_out == TABLE


def test_only_a_learning_community_cannot_be_finished_without_student_voice(approaches):
    required = {
        approach.key: [evidence.key for evidence in approach.evidence_types.filter(required=True)]
        for approach in Approach.objects.all()
    }
    gates = {approach.key: approach.stages.filter(gate_required=True).count() for approach in Approach.objects.all()}

    assert {key: kinds for key, kinds in required.items() if kinds} == {"learning-community": ["student-voice"]}
    assert {key: count for key, count in gates.items() if count} == {"learning-community": 1}


def test_a_learning_community_knows_six_kinds_of_evidence(approaches):
    assert approaches[2].evidence_types.count() == 6


def test_a_presenter_has_forty_minutes_of_an_action_learning_set(approaches):
    turn = approaches[1].protocols.get(key="set-meeting")

    assert sum(step.minutes for step in turn.steps.all()) == 40
    assert [step.title for step in turn.steps.order_by("order") if step.silent == "everyone else"] == [
        "The problem", "The problem again", "My next step",
    ]  # fmt: skip


def test_who_leads_a_learning_group_may_be_several_and_nobody_appoints_them(approaches):
    coordinator = approaches[0].roles.get(leads=True)

    assert (coordinator.several, coordinator.appointed, approaches[0].leader_required) == (True, False, False)


def test_a_learning_leader_is_appointed_and_one_for_each_set(approaches):
    leader = approaches[1].roles.get(leads=True)

    assert (leader.several, leader.appointed, approaches[1].leader_required) == (False, True, True)


@pytest.mark.parametrize("key", sorted(shipped()))
def test_every_way_of_working_is_whole(northgate, key):
    bring_in(northgate, at=MONDAY)

    approach = Approach.objects.get(school=northgate, key=key)

    assert approach.title
    assert approach.summary
    assert all(stage.name and stage.questions and stage.gate for stage in approach.stages.all())
    assert approach.stages.exists()
    assert approach.roles.filter(leads=True).exists()
    assert approach.evidence_types.exists()
    assert all(step.title and step.minutes for protocol in approach.protocols.all() for step in protocol.steps.all())
    assert approach.protocols.exists()


def test_beside_the_five_ways_stand_lighter_and_single_ones(northgate):
    bring_in(northgate, at=MONDAY)

    assert list(Approach.objects.order_by("pk").values_list("key", flat=True))[5:] == [
        "staff-enquiry", "individual-project", "induction-pathway", "coaching", "self-training", "lesson-study",
        "improvement-cycle", "spiral",
    ]  # fmt: skip


@pytest.mark.both
def test_bringing_in_a_second_time_changes_nothing(northgate):
    bring_in(northgate, at=MONDAY)
    entries = Entry.objects.count()

    bring_in(northgate, at=MONDAY)

    assert Approach.objects.count() == len(shipped())
    assert Entry.objects.count() == entries == len(shipped())


def test_an_upgrade_offers_the_new_version_and_overwrites_nothing(northgate):
    bring_in(northgate, at=MONDAY)
    own = Approach.objects.get(school=northgate, key="study-group")
    own.title, own.version = "Course circle", 0
    own.save()

    bring_in(northgate, at=MONDAY)

    own.refresh_from_db()
    assert (own.title, own.version, own.newer_version) == ("Course circle", 0, 1)


def test_a_way_of_working_that_a_school_wrote_itself_has_no_newer_version(northgate):
    own = Approach.objects.create(school=northgate, key="our-own", title="Our own", engine="question", entry="open")

    assert own.newer_version is None


def test_a_school_has_its_copies_when_it_first_asks(northgate):
    assert Approach.objects.of(northgate).count() == len(shipped())
    assert Approach.objects.of(northgate).count() == len(shipped())


def test_the_command_brings_them_in_for_every_school_of_ours(northgate, harbour, gwen, capsys):
    call_command("bring_in_approaches")

    assert capsys.readouterr().out == "Harbour Primary\nNorthgate High\n"
    assert not Approach.objects.filter(school=School.objects.get(slug="hillside")).exists()


def test_another_school_s_copies_are_not_there(northgate, harbour, ama, priya):
    bring_in(northgate, at=MONDAY)

    assert Approach.objects.visible_to(ama).count() == len(shipped())
    assert not Approach.objects.visible_to(priya).exists()


def test_no_code_asks_which_way_of_working_it_is():
    from pathlib import Path

    import collegium

    keys = [f'"{key}"' for key in shipped()]
    # The demo may choose by key; nobody may behave by key.
    asked = [
        path.name
        for path in Path(collegium.__file__).parent.rglob("*.py")
        if "demo" not in path.parts and path.name != "words.py" and any(
            f"== {key}" in path.read_text() for key in keys
        )
    ]

    assert asked == []
