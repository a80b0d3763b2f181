"""The weekly bulletin: drafted from what happened, never with what one of its readers may not read."""

from datetime import timedelta

import pytest
from django.core import mail as sent

from collegium.bulletins import mailing, policies, shipped
from collegium.bulletins.drafting import draft_of, filled, week_of
from collegium.bulletins.models import Bulletin, ChangedMeanwhile, Issue, Section
from collegium.bulletins.sources import SOURCES, proposed, shown
from collegium.community.models import Chat, Post, Topic
from collegium.community.models.topic import monday_of
from collegium.enquiry.models import Echo, Idea, Trial
from collegium.groups.models import Group
from collegium.library.models import Work
from collegium.mail import kinds
from collegium.mail.composing import compose
from collegium.mail.models import Letter, stop
from collegium.mail.writing import write
from collegium.meetings.models import Meeting
from collegium.outcomes.models import Proposal, Report
from collegium.people.models import Person
from collegium.sharings.models import Sharing
from collegium.teachmeets.models import TeachMeet
from tests.conftest import FRIDAY, MONDAY, SEPTEMBER, person
from tests.outcomes.conftest import share

pytestmark = pytest.mark.django_db
WEDNESDAY = MONDAY + timedelta(days=2)


@pytest.fixture
def bulletin(northgate, hale):
    return Bulletin.objects.start(northgate, title="Tuesday Treats", by=hale, at=MONDAY)


@pytest.fixture
def week(northgate, tom, ama, sam, priya, feedback, harbour):
    """What happened at Northgate and beyond it: of each kind something for all, and something for fewer."""
    for audience in ("me", "group", "school", "network"):
        idea = Idea.objects.share(person=tom, title=f"Idea {audience}", how="Mark with dots.", at=WEDNESDAY,
                                  audience=audience, school=northgate, group=feedback)  # fmt: skip
        trial = Trial.objects.tell(person=ama, text="Dots", verdict="kept", idea=idea, went_well="All found one.",
                                   at=WEDNESDAY)  # fmt: skip
        Echo.objects.send(trial, named=audience == "school", at=WEDNESDAY)
        Work.objects.bring(person=tom, at=WEDNESDAY, title=f"Book {audience}", kind="book", audience=audience,
                           school=northgate, group=feedback)  # fmt: skip
    Idea.objects.share(person=priya, title="Harbour’s", at=WEDNESDAY, audience="school", school=harbour)
    for somebody, home in ((sam, northgate), (priya, harbour)):
        for width in ("school", "here"):
            Post.objects.share(f"{home} {width}", person=somebody, home=home, width=width, at=WEDNESDAY)
            Post.objects.share(f"{home} {width}?", person=somebody, home=home, width=width, at=WEDNESDAY,
                               is_question=True)  # fmt: skip
            chat = Chat.objects.announce(f"Chat {home} {width}", host=somebody, home=home, width=width, questions=[],
                                         starts_at=FRIDAY + timedelta(days=2), at=MONDAY)  # fmt: skip
            chat.sum_up("It went well.", "", [], by=somebody, at=WEDNESDAY)
    Topic.objects.propose("Who talks most?", week=monday_of(MONDAY.date()), by=sam, at=MONDAY)
    Topic.objects.choose(monday_of(MONDAY.date()), at=MONDAY)
    for audience in ("group", "school"):
        TeachMeet.objects.announce(f"Talks {audience}", host=tom, at=MONDAY, starts_at=FRIDAY + timedelta(days=9),
                                   place="Hall", audience=audience, school=northgate, group=feedback)  # fmt: skip
    for title, reach in (("Four seconds", "school"), ("Ours", "group")):
        report = Report.objects.begin(title, by=ama, at=MONDAY, year_starts_on=SEPTEMBER, group=feedback)
        for kind in ("purpose", "benefit"):
            report.sections.get(kind=kind).write("So.", seen=0, base="", by=ama, at=MONDAY)
        share(report, ama, reach=reach, at=WEDNESDAY)
        report.group = None
        report.save()
    for school in (northgate, harbour):
        put = Proposal.objects.put("Cups", "Names.", benefit="Voices.", to=[sam], school=northgate, by=sam, at=MONDAY)
        kind = "policy" if school == northgate else "declined"
        put.answer(kind, "Yes.", seen=0, by=sam, at=WEDNESDAY, due_on=FRIDAY.date() + timedelta(days=90))
        Sharing.objects.prepare("What we found" if school == northgate else "Elsewhere", school=school, by=sam,
                                year_starts_on=SEPTEMBER, starts_at=FRIDAY + timedelta(days=5), place="Hall",
                                at=MONDAY).announce(by=sam, at=MONDAY)  # fmt: skip
    Letter.objects.all().delete()
    Meeting.objects.create(group=feedback, starts_at=FRIDAY + timedelta(days=3), confirmed_at=MONDAY, host=northgate,
                           changed_at=MONDAY)  # fmt: skip


def texts(bulletin, editor, at=FRIDAY):
    return {
        key: {told.title for _number, told in proposed(key, bulletin.school, editor, at - timedelta(days=7), at)}
        for key in SOURCES
    }


def out(bulletin, editor, at=FRIDAY, seen=0, **sections):
    """Everything that was drafted, published as it stands."""
    drafts = draft_of(bulletin, None, editor, at)
    parts = [
        Section(draft.title, "", [(key, int(number)) for key, _dash, number in (
            choice.value.rpartition("-") for choice in draft.choices)]) for draft in drafts
    ]  # fmt: skip
    return Issue.objects.keep(bulletin, week_of(bulletin, at), opening="A good week.", sections=parts, by=editor,
                              at=at, seen=seen, publish=True)  # fmt: skip


def titles(issue):
    return {told.title for part in filled(issue) for _value, told in part.lines}


def test_only_what_everybody_at_the_school_may_read_is_proposed(bulletin, week, hale, tom, feedback):
    Group.objects.update(listed=False)
    first = texts(bulletin, hale)
    # Tom wrote the narrower ones himself: an editor who knows more is proposed no more.
    assert texts(bulletin, tom) == first
    assert first == {
        "ideas": {"Idea school", "Idea network"}, "trials": {"Idea school", "Idea network"},
        "topic": {"Who talks most?"}, "works": {"Book school", "Book network"},
        "posts": {"Northgate High school", "Northgate High here", "Harbour Primary here"},
        "questions": {"Northgate High school?", "Northgate High here?", "Harbour Primary here?"},
        "chats": {"Chat Northgate High school", "Chat Northgate High here", "Chat Harbour Primary here"},
        "chats-to-come": {"Chat Northgate High school", "Chat Northgate High here", "Chat Harbour Primary here"},
        "meetings": set(), "teachmeets": {"Talks school"},
        "reports": {"Four seconds"}, "policies": {"Cups"}, "sharings": {"What we found"},
    }  # fmt: skip
    Group.objects.update(listed=True)
    assert texts(bulletin, hale)["meetings"] == {"Feedback that Moves"}


def test_each_of_its_readers_may_read_everything_in_it(bulletin, week, hale, client):
    newcomer = person("Nia New", bulletin.school)
    issue = out(bulletin, hale)
    client.force_login(newcomer)

    pages = [client.get(told.url).status_code for part in filled(issue) for _value, told in part.lines]

    assert (len(pages), set(pages)) == (24, {200})


def test_a_report_that_is_taken_back_stands_in_it_no_more(bulletin, week, hale, ama):
    issue = out(bulletin, hale)
    before = titles(issue)
    Report.objects.get(title="Four seconds").withdraw(by=ama, at=FRIDAY)

    assert before - titles(issue) == {"Four seconds"}


def test_names_stand_where_their_owners_gave_them(bulletin, week, hale):
    lines = {told.title: told for _number, told in proposed("trials", bulletin.school, hale, MONDAY, FRIDAY)}

    assert (lines["Idea school"].who, lines["Idea network"].who) == ("Ama Boateng", "a colleague")
    assert lines["Idea school"].words == "kept it. All found one."


@pytest.mark.parametrize(
    ("title", "take_back"),
    [
        ("Idea school", lambda tom: Idea.objects.get(title="Idea school").withdraw(by=tom, at=FRIDAY)),
        ("Northgate High here", lambda tom: Post.objects.get(text="Northgate High here").withdraw(by=tom, at=FRIDAY)),
        ("Northgate High here?", lambda tom: Post.objects.get(text="Northgate High here?").hide(by=None, at=FRIDAY)),
        ("Book school", lambda tom: Work.objects.get(title="Book school").withdraw(by=tom, at=FRIDAY)),
        ("Idea network", lambda tom: Person.objects.get(pk=tom.pk).delete()),
    ],
    ids=["an idea", "a post", "a hidden question", "a book", "its author was erased"],
)
def test_what_is_taken_back_is_gone_from_page_and_letter(bulletin, week, hale, sam, tom, client, title, take_back):
    issue = out(bulletin, hale)
    mailing.send(issue, at=FRIDAY)
    letter = Letter.objects.get(person=sam)
    client.force_login(sam)

    def there():
        page = client.get(issue.get_absolute_url()).content.decode()
        return [f"<b>{title}</b>" in page, f"– {title} (" in compose(letter).body, title in letter.text]

    before = there()
    take_back(tom)

    assert (before, there()) == ([True, True, False], [False, False, False])


def test_it_goes_by_mail_to_the_staff_once_and_within_two_letters_a_week(bulletin, week, hale, ama, tom, sam, priya):
    stop(tom, mailing.BULLETIN, at=MONDAY)
    for _two in range(2):
        write("digest", sam, subject="x", text="y", at=FRIDAY)
    Letter.objects.filter(person=sam).update(handed_at=FRIDAY, sent_at=FRIDAY)
    issue = out(bulletin, hale)

    first, second = mailing.send(issue, at=FRIDAY), mailing.send(issue, at=FRIDAY)

    told = Letter.objects.filter(kind=mailing.BULLETIN).values_list("person__first_name", flat=True)
    assert (first, second) == (len(told), 0)
    assert {"Ama", "Martin"} <= set(told)
    assert not {"Tom", "Sam", "Priya"} & set(told)
    assert mailing._write(issue, ama, at=FRIDAY) is False
    assert sent.outbox == []


def test_a_letter_is_wanted_while_the_bulletin_stands_and_its_reader_works_there(bulletin, week, hale, tom):
    issue = out(bulletin, hale)
    mailing.send(issue, at=FRIDAY)
    letter = Letter.objects.get(person=tom)
    kind = kinds.find(mailing.BULLETIN)
    assert (kind.still_wanted(letter), letter.subject) == (True, "Tuesday Treats")
    assert "A good week." in compose(letter).alternatives[0][0]

    tom.appointments.get().end(on=MONDAY.date(), by=hale, at=FRIDAY)
    assert kind.still_wanted(letter) is False
    issue.withdraw(by=hale, at=FRIDAY)
    issue.withdraw(by=hale, at=FRIDAY)

    assert [kind.still_wanted(Letter.objects.get(person=hale)), kind.words(letter)] == [False, ""]
    assert mailing.send(issue, at=FRIDAY) == 0


def test_what_was_told_last_week_is_not_proposed_again_but_what_is_to_come_is(bulletin, week, hale):
    out(bulletin, hale)
    later = FRIDAY + timedelta(hours=1)
    Idea.objects.filter(title="Idea school").update(at=later)

    # In the same week, and without the words of the one before.
    other = Bulletin.objects.get()
    drafts = draft_of(other, None, hale, later + timedelta(days=3))

    told = {choice.told.title for draft in drafts for choice in draft.choices}
    assert told == {"Talks school", "What we found"}


def test_a_draft_is_ticked_as_far_as_the_slot_says_and_kept_as_it_was_edited(bulletin, week, hale):
    fresh = {draft.title: draft for draft in draft_of(bulletin, None, hale, FRIDAY)}
    assert [choice.ticked for choice in fresh["Can you help?"].choices] == [True, True, False]
    idea = Idea.objects.get(title="Idea school")
    kept = Issue.objects.keep(
        bulletin, week_of(bulletin, FRIDAY), opening="", by=hale, at=FRIDAY,
        sections=[Section("One to try", "Try it on Monday.", [("ideas", idea.pk), ("ideas", idea.pk), ("gone", 1)])],
    )  # fmt: skip

    again = {draft.title: draft for draft in draft_of(bulletin, kept, hale, FRIDAY)}

    assert [(one.told.title, one.ticked) for one in again["One to try"].choices] == [
        ("Idea school", True), ("Idea network", False)]  # fmt: skip
    assert (again["One to try"].words, again["Can you help?"].words) == ("Try it on Monday.", "")
    assert (kept.has_appeared, str(kept), str(bulletin)) == (False, "2026-11-09", "Tuesday Treats")
    assert [str(part) for part in kept.parts.all()] == ["One to try"]
    assert {str(item) for item in kept.parts.get().items.all()} == {f"ideas-{idea.pk}", "gone-1"}
    assert shown("gone", bulletin.school, [1]) == {}
    assert filled(kept)[0].is_empty is False


@pytest.mark.both
def test_two_editors_do_not_write_over_each_other_and_a_week_has_one(bulletin, hale):
    first = Issue.objects.keep(bulletin, MONDAY.date(), opening="Mine", sections=[], by=hale, at=MONDAY)

    with pytest.raises(ChangedMeanwhile):
        Issue.objects.keep(bulletin, MONDAY.date(), opening="Over it", sections=[], by=hale, at=MONDAY)
    again = Issue.objects.keep(bulletin, MONDAY.date(), opening="More", sections=[], by=hale, at=MONDAY, seen=1,
                               publish=True)  # fmt: skip
    third = Issue.objects.keep(bulletin, MONDAY.date(), opening="Most", sections=[], by=hale, at=FRIDAY, seen=2,
                               publish=True)  # fmt: skip

    assert (first.pk, again.pk, third.pk) == (first.pk,) * 3
    assert (third.opening, third.published_at, Issue.objects.count()) == ("Most", MONDAY, 1)


def test_who_reads_it_and_who_puts_it_together(bulletin, hale, ama, tom, priya, ines, trust, northgate):
    draft = Issue.objects.keep(bulletin, MONDAY.date(), opening="Soon", sections=[], by=hale, at=MONDAY)
    everybody = (hale, ama, tom, priya, ines)
    assert [policies.may_edit(one, bulletin) for one in everybody] == [True, False, False, False, False]
    assert [Issue.objects.visible_to(one).count() for one in everybody] == [1, 0, 0, 0, 0]

    bulletin.arrange(title="Butterflies", editor=tom, slots=[{"title": "Ours", "sources": ["ideas"], "most": 1}],
                     by=hale, at=FRIDAY)  # fmt: skip

    assert [policies.may_edit(one, bulletin) for one in everybody] == [True, False, True, False, False]
    assert [policies.may_arrange(one, bulletin) for one in everybody] == [True, False, False, False, False]
    assert [Issue.objects.visible_to(one).count() for one in everybody] == [1, 0, 1, 0, 0]
    assert [str(slot) for slot in bulletin.slots.all()] == ["Ours"]
    Issue.objects.keep(bulletin, MONDAY.date(), opening="Now", sections=[], by=tom, at=FRIDAY, seen=1, publish=True)
    assert [Issue.objects.visible_to(one).count() for one in everybody] == [1, 1, 1, 0, 0]
    assert draft.get_absolute_url() == f"/bulletins/{draft.pk}/"
    assert Bulletin.objects.start(northgate, title="Another", by=hale, at=FRIDAY) == bulletin


def test_every_shipped_slot_has_sources_that_there_are_and_a_title_for_translators():
    keys = [key for slot in shipped.slots() for key in slot["sources"]]

    assert (set(keys), len(keys)) == (set(SOURCES), len(SOURCES))
    assert [slot["title"] for slot in shipped._read()] == shipped.TITLES


@pytest.mark.parametrize("many", [1, 9])
def test_one_line_costs_as_much_as_many(bulletin, hale, northgate, tom, many, django_assert_num_queries):
    for number in range(many):
        Idea.objects.share(person=tom, title=f"{number}", at=WEDNESDAY, audience="school", school=northgate)
    issue = out(bulletin, hale)
    issue = Issue.objects.select_related("bulletin__school").get(pk=issue.pk)

    with django_assert_num_queries(3):
        assert len(titles(issue)) == many
