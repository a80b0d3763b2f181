"""Each kind of fact: what is told of it, and which files lie behind it."""

from datetime import date, timedelta

import pytest

from collegium.bulletins.models import Bulletin, Issue
from collegium.enquiry.models import Echo, Idea, Trial
from collegium.evidence.models import Remark, Results
from collegium.groups.models import Group
from collegium.impact.models import SharedRound
from collegium.library.models import Use, Work
from collegium.outcomes.models import Policy, Proposal
from collegium.packs.evidence import files_of
from collegium.packs.kinds import KINDS
from collegium.people.models import Term
from collegium.programmes.models import Aspect, Priority
from collegium.sharings.models import Sharing
from collegium.study.models import Webinar
from collegium.surveys.models import Change, Release, Survey, ThemeRelease
from collegium.teachmeets.models import Talk, TeachMeet
from collegium.visits.models import Visit
from collegium.walks.models import LookFor, Walk
from tests.conftest import FRIDAY, MONDAY, SEPTEMBER, person
from tests.packs.conftest import begin, found_in

IN_MAY = MONDAY + timedelta(days=180)


@pytest.fixture
def found(northgate, hale):
    """What is there for Mr Hale, by kind."""

    def look(at=IN_MAY):
        return found_in(begin(northgate, hale), hale, at)

    return look


def one(found, kind):
    (fact,) = found()[kind]
    return fact


def test_what_the_leadership_gave_to_staff(found, programme, northgate, hale):
    theme = programme.themes.get(title="Oracy")
    theme.priority = Priority.objects.create(school=northgate, title="Speaking")
    theme.save()
    programme.vision = "We learn from each other. " * 20
    programme.save()
    Change.objects.tell(programme, said="Too late in the day.", changed="At 15:45.", by=hale, at=FRIDAY)

    assert one(found, "programme").says.endswith("…")
    assert one(found, "priority").says == "answers the priority “Speaking”"
    assert one(found, "change").says == "You said: Too late in the day. We changed: At 15:45."
    assert {one(found, kind).reach for kind in ("programme", "priority", "change")} == {"public"}


def test_what_staff_said_lies_beside_it_as_a_table(found, programme, hale):
    survey = Survey.objects.prepare(
        title="How was it?", programme=programme, by=hale, at=MONDAY,
        items=[{"kind": "yes-no", "text": "Worth it?", "options": ["Yes", "No"]}],
    )  # fmt: skip
    item = survey.items.get()
    Release.objects.create(wave=survey.wave_now(), answered=20, figures={str(item.pk): {"whole": [12, 8, 0]}},
                           at=FRIDAY)  # fmt: skip

    fact = one(found, "staff-voice")
    ((name, table),) = files_of(fact).items()

    assert (fact.title, fact.says, fact.reach) == ("How was it?", "20 colleagues answered", "school")
    assert name == f"evidence/staff-voice-{fact.number}-how-was-it.csv"
    assert "Worth it?,Yes,12 of 20" in table.decode("utf-8-sig").replace(";", ",")


def test_what_pupils_of_several_groups_said(found, programme):
    whole = {"feedback.understand": {"text": "I understand", "options": ["never", "often"], "answered": 49,
                                     "groups": 2, "whole": [20, 29, 0]}}  # fmt: skip
    ThemeRelease.objects.create(theme=programme.themes.get(title="Oracy"), number=1, groups=2, answered=49,
                                figures=whole, at=FRIDAY)  # fmt: skip

    fact = one(found, "voice")

    assert (fact.title, fact.says) == ("Oracy", "49 answers of pupils in 2 groups")
    assert "about 60 %" in next(iter(files_of(fact).values())).decode("utf-8-sig")


def test_a_walk_is_told_in_counts(found, northgate, hale):
    aspect = Aspect.objects.create(school=northgate, title="Feedback", order=1)
    walk = Walk.objects.create(
        school=northgate, aspect=aspect, focus="Time to act", first_on=date(2026, 11, 9), last_on=date(2026, 11, 9),
        by=hale, made_at=MONDAY, announced_at=MONDAY, reviewed_on=SEPTEMBER, drawn_at=MONDAY, finished_at=FRIDAY,
        closed_at=FRIDAY, lessons=45,
    )  # fmt: skip
    LookFor.objects.create(walk=walk, order=1, text="Pupils rework", counts=[12, 33])

    fact = one(found, "walk")

    assert fact.says == "Pupils rework: 33 of 45 lessons, 73 % (59 to 84)"
    assert "33 of 45" in next(iter(files_of(fact).values())).decode("utf-8-sig")


def test_a_comparison_comes_with_what_speaks_against_it(found, northgate, hale):
    told = [{"aspect": 1, "title": "Feedback", "cells": {"now": [18, 6, 24, 32]}, "chose_to_join": True,
             "blind": False, "agreement": None, "registered": True, "departments": None}]  # fmt: skip
    SharedRound.objects.share(northgate, date(2025, 9, 1), "appraisal", told, 5, by=hale, at=FRIDAY)

    fact = one(found, "comparison")
    table = next(iter(files_of(fact).values())).decode("utf-8-sig")

    assert "18 of 24" in fact.says
    assert "Members chose to join" in table


def test_totals_and_what_visitors_said(found, northgate, hale):
    Results.objects.create(school=northgate, title="GCSE English", kind="examination", measured_on=FRIDAY.date(),
                           columns=["Grade", "Pupils"], rows=[["5 and above", "71"]], by=hale, at=FRIDAY)  # fmt: skip
    Remark.objects.quote(northgate, "Leadership and learning are bound together.", source="Ofsted",
                         said_on=FRIDAY.date(), by=hale, at=FRIDAY)  # fmt: skip

    assert one(found, "remark").says == "“Leadership and learning are bound together.”"
    assert b"5 and above" in next(iter(files_of(one(found, "results")).values()))
    assert files_of(one(found, "remark")) == {}


def test_visits_are_a_number_when_the_term_is_over(found, northgate, feedback, hale):
    Term.objects.create(year=northgate.years.get(), name="Autumn", starts_on=SEPTEMBER, ends_on=date(2026, 12, 10))
    other = Group.objects.create(
        title="Oracy", slug="oracy", approach=feedback.approach, started_by=hale, programme=feedback.programme,
        started_at=MONDAY, year_starts_on=SEPTEMBER,
    )  # fmt: skip
    people = [person(f"P{number} Q", northgate) for number in range(10)]
    for number, visitor in enumerate(people[:-1]):
        Visit.objects.create(
            visitor=visitor, visited=people[-1], school=northgate, group=feedback if number % 2 else other,
            starts_at=MONDAY + timedelta(hours=number), ends_at=MONDAY + timedelta(hours=number + 1),
            asked_at=MONDAY, changed_at=MONDAY, visitor_said_at=MONDAY, visited_said_at=MONDAY,
        )  # fmt: skip

    assert "visit" not in found(FRIDAY)
    assert (one(found, "visit").title, one(found, "visit").says) == ("Learning communities", "9 visits, Autumn 2026")


def test_an_idea_that_came_back_counts_whatever_became_of_it(found, northgate, ama, tom, sam):
    for title, reach in (("Green ink", "school"), ("Ours alone", "group"), ("Nobody tried it", "school")):
        Idea.objects.share(person=ama, title=title, at=MONDAY, audience=reach, school=northgate)
    ink = Idea.objects.get(title="Green ink")
    for somebody, verdict in ((tom, "kept"), (sam, "dropped")):
        trial = Trial.objects.create(person=somebody, idea=ink, text="zq", verdict=verdict, at=FRIDAY)
        Echo.objects.create(idea=ink, trial=trial, person=somebody, at=FRIDAY)

    fact = one(found, "idea")

    assert (fact.title, fact.says) == ("Green ink", "tried 2 times: 1 kept, 0 changed, 1 dropped")


def test_what_was_read_is_told_without_names(found, northgate, ama, tom):
    book = Work.objects.bring(person=ama, at=MONDAY, title="Embedded Formative Assessment", kind="book",
                              audience="school", school=northgate)  # fmt: skip
    Use.objects.say(book, tom, words="Chapter 3.", at=FRIDAY)

    fact = one(found, "book")

    assert (fact.title, fact.says) == ("Embedded Formative Assessment", "1 colleague used it")


def test_evenings_talks_online_and_bulletins(found, northgate, ama, tom, hale):
    meet = TeachMeet.objects.announce("Biscuits", host=ama, at=MONDAY, starts_at=MONDAY, place="Hall",
                                      audience="network", school=northgate)  # fmt: skip
    TeachMeet.objects.filter(pk=meet.pk).update(begun_at=MONDAY, ended_at=MONDAY)
    for somebody, spoke in ((ama, MONDAY), (tom, None)):
        Talk.objects.create(meet=meet, person=somebody, home=northgate, title="T", minutes=2, at=MONDAY,
                            ended_at=spoke)  # fmt: skip
    Webinar.objects.announce("Dual coding", person=tom, at=MONDAY, purpose="For all", link="https://example.org",
                             starts_at=FRIDAY, audience="school", school=northgate)  # fmt: skip
    bulletin = Bulletin.objects.start(northgate, title="Butterflies", by=hale, at=MONDAY)
    Issue.objects.create(bulletin=bulletin, week=MONDAY.date(), by=hale, at=MONDAY, published_at=MONDAY)

    assert (one(found, "teachmeet").says, one(found, "teachmeet").reach) == ("1 talk", "network")
    assert one(found, "webinar").title == "Dual coding"
    assert one(found, "bulletin").says == "the latest in the week of 9 November 2026"


def test_a_session_for_the_whole_staff_counts_once_it_was_held(found, northgate, hale):
    for title, day in (("Held", MONDAY), ("To come", IN_MAY + timedelta(days=9))):
        Sharing.objects.prepare(title, school=northgate, year_starts_on=SEPTEMBER, by=hale, at=MONDAY, place="Hall",
                                starts_at=day)  # fmt: skip
    Sharing.objects.update(announced_at=MONDAY)

    assert one(found, "session").title == "Held"


def test_a_policy_and_a_booklet_for_everybody(found, seeded, hale, ama):
    proposal = Proposal.objects.get()
    Policy.objects.make(proposal, "Green pens.", review_on=date(2027, 5, 1), by=hale, at=FRIDAY)
    seeded.booklets.update(reach="public")

    assert one(found, "policy").says == "looked at again on 1 May 2027"
    assert sorted(fact.says for fact in found()["public"]) == ["a booklet", "a report"]


def test_each_kind_that_a_list_may_ask_for_has_a_page_where_it_is_mended(client, hale):
    client.force_login(hale)

    assert {client.get(kind.url).status_code for kind in KINDS.values()} == {200}
