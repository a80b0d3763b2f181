"""From a group's facts to its report, and from a proposal to its answer, as pages."""

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from collegium.enquiry.models import Cycle, Idea, Question, Reflection, Trial
from collegium.evidence.models import Remark
from collegium.outcomes.models import Policy, Proposal, Queue, Report
from collegium.programmes.models import Aspect, Stage
from tests.conftest import FRIDAY, MONDAY, duty, person
from tests.files.test_files import picture
from tests.outcomes.conftest import section, share
from tests.outcomes.test_proposals import proposal  # noqa: F401

pytestmark = pytest.mark.django_db
FAR = date(2036, 12, 18)


def page(client, name, *args, status=200, **get):
    found = client.get(reverse(f"outcomes:{name}", args=args), get)
    assert found.status_code == status
    return " ".join(found.content.decode().split())


def press(client, name, *args, **data):
    return client.post(reverse(f"outcomes:{name}", args=args), data)


@pytest.fixture
def year(feedback, northgate, ama, tom):
    """What the group has done: a question, a cycle, two trials, a remark, a reflection."""
    asked = Question.objects.ask(person=ama, text="Do they act on it?", purpose="They rewrite.", group=feedback,
                                 school=northgate, audience="group", of_group=True, at=MONDAY)  # fmt: skip
    asked.write_down(method="Dots.", evidence="24 of 28.", finding="They do.", by=ama, at=MONDAY)
    Stage.objects.create(approach=feedback.approach, name="Plan", order=1)
    cycle = Cycle.objects.begin(feedback, "Dots", by=ama, at=MONDAY)
    cycle.write(person=tom, stage=cycle.now_at().stage, text="Half of them looked twice.", at=MONDAY)
    Trial.objects.tell(person=tom, text="Dots in the margin", verdict="kept", group=feedback, with_class="8b",
                       went_well="All found one.", at=MONDAY)  # fmt: skip
    Remark.objects.quote(northgate, "Pupils know what to do.", source="A visitor", said_on=MONDAY.date(), by=ama,
                         at=MONDAY, group=feedback)  # fmt: skip
    reflection = Reflection.objects.begin(person=tom, text="I mark less now.", at=MONDAY)
    reflection.share(at=MONDAY, group=feedback)


def test_a_report_is_begun_from_what_is_there_and_shared_by_the_last_yes(client, year, feedback, ama, tom, sam):
    client.force_login(ama)
    assert "Begin our report" in page(client, "group", feedback.slug)
    press(client, "beginning", feedback.slug)
    report = Report.objects.get()
    offered = page(client, "there", report.pk)
    words = ("Do they act on it?", "Dots.", "24 of 28.", "They do.", "Half of them", "Plan", "Pupils know",
             "Dots in the margin (kept), with 8b. All found one.", "I mark less now.")  # fmt: skip
    assert [each in offered for each in words] == [True] * 9
    ticks = [one.key for one in gathered(report, ama)]
    press(client, "bringing", report.pk, found=[*ticks, "none-1"])

    assert "Nothing is left to take in" in page(client, "there", report.pk)
    assert section(report, "purpose").words == "Do they act on it?\n\nThey rewrite."
    assert section(report, "benefit").words == "They do."
    assert "Tom Weller" in page(client, "sheet", report.pk)
    assert press(client, "asking", report.pk, reach="school").status_code == 302
    assert "It is shared when 1 more author has said yes." in page(client, "proof", report.pk)
    press(client, "agreeing", report.pk, seen=report_print(report))
    assert "You said yes" in page(client, "proof", report.pk)
    client.force_login(tom)
    assert "Yours is the last yes" in page(client, "proof", report.pk)
    press(client, "agreeing", report.pk, seen=report_print(report))
    client.force_login(sam)
    assert "Half of them looked twice." in page(client, "report", report.pk)
    assert "Feedback that Moves" in page(client, "outcomes")


def gathered(report, person):
    from collegium.outcomes.gathering import gather  # noqa: PLC0415

    return gather(report, person)


def report_print(report):
    return Report.objects.get(pk=report.pk).print_of()


def test_what_is_there_costs_the_same_for_one_and_for_three(client, year, feedback, ama, tom, report):
    client.force_login(ama)
    client.get(reverse("outcomes:there", args=[report.pk]))
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("outcomes:there", args=[report.pk]))
    for number in "23":
        Trial.objects.tell(person=tom, text=f"Try {number}", verdict="kept", group=feedback, at=MONDAY)
        Reflection.objects.begin(person=tom, text=f"Thought {number}", at=MONDAY).share(at=MONDAY, group=feedback)
    with CaptureQueriesContext(connection) as many:
        client.get(reverse("outcomes:there", args=[report.pk]))

    assert len(many) == len(few)


def test_one_enquirer_is_offered_their_own(client, northgate, sam):
    Question.objects.ask(person=sam, text="Who talks most?", school=northgate, audience="me", at=MONDAY)
    Trial.objects.tell(person=sam, text="Count turns", verdict="changed", at=MONDAY)
    client.force_login(sam)
    assert press(client, "beginning-alone").status_code == 422
    press(client, "beginning-alone", title=" My  Year 8 ")
    own = Report.objects.get()

    assert own.title == "My Year 8"
    assert [one.words for one in gathered(own, sam)] == ["Who talks most?", "Count turns (changed)."]
    assert "your own" in page(client, "outcomes")


def test_a_clash_shows_both_and_a_form_that_lacks_something_loses_nothing(client, report, ama, tom):
    done = section(report, "done")
    done.write("One", seen=0, base="", by=ama, at=MONDAY)
    client.force_login(tom)

    clash = press(client, "keeping", done.pk, heading="What we did", words="Mine", base="None", seen="0")
    late = press(client, "keeping", done.pk, heading="What we did", words="Also", base="", seen="")
    empty = press(client, "keeping", done.pk, heading="", words="Kept", base="", seen="1")

    assert [clash.status_code, late.status_code, empty.status_code] == [409, 302, 422]
    assert [words in clash.content.decode() for words in ("Ama changed the same lines", "<p>One</p>", "Mine")] == [
        True] * 3  # fmt: skip
    assert "Kept" in empty.content.decode()
    done.refresh_from_db()
    assert done.words == "One\nAlso"


def test_a_heading_renamed_meanwhile_stays_renamed(client, report, ama, tom):
    done = section(report, "done")
    began = {"heading": done.heading, "headed": done.heading, "base": "", "seen": "0"}
    done.write("One", seen=0, base="", by=ama, at=MONDAY, heading="How we went about it")
    client.force_login(tom)

    clash = press(client, "keeping", done.pk, **began | {"words": "Mine", "base": "None"})
    press(client, "keeping", done.pk, **began, words="Two")

    assert [clash.status_code, 'value="How we went about it"' in clash.content.decode()] == [409, True]
    done.refresh_from_db()
    assert (done.heading, done.words) == ("How we went about it", "One\nTwo")
    press(client, "keeping", done.pk, **began | {"heading": "Our way", "words": "Three"})
    done.refresh_from_db()
    assert done.heading == "Our way"


def test_too_much_together_is_said(client, report, ama, tom):
    done = section(report, "done")
    done.write("a" * 19_999, seen=0, base="", by=ama, at=MONDAY)
    client.force_login(tom)

    found = press(client, "keeping", done.pk, heading="What we did", words="Some more words", base="", seen="0")

    assert [found.status_code, "Shorten it" in found.content.decode()] == [422, True]


def test_too_much_ticked_at_once_is_said_and_stays_ticked(client, year, report, ama):
    done = section(report, "done")
    done.write("a" * 19_999, seen=0, base="", by=ama, at=MONDAY)
    client.force_login(ama)
    ticks = [one.key for one in gathered(report, ama)]

    found = press(client, "bringing", report.pk, found=ticks)

    assert [found.status_code, "Shorten it" in found.content.decode()] == [422, True]
    assert found.content.decode().count(" checked") == len(ticks) > 5
    assert [one.key for one in gathered(report, ama)] == ticks
    assert section(report, "purpose").words == "That they act on what we write."


def test_pictures_paragraphs_and_headings_come_and_go(client, report, ama):
    client.force_login(ama)
    press(client, "adding-heading", report.pk, heading="A word to parents")
    own = report.sections.get(kind="own")
    file = SimpleUploadedFile("wall.png", io.BytesIO(picture("PNG")).getvalue(), "image/png")
    press(client, "showing", own.pk, file=file, describes="A wall of pages")
    brought = own.bring("cycle", 1, "We tried.", about="A cycle", by=ama, at=MONDAY)
    shown = page(client, "section", own.pk)
    assert ["A wall of pages" in shown, "A cycle" in shown] == [True, True]
    press(client, "picture-removal", own.pictures.get().pk)
    press(client, "paragraph-removal", brought.pk)
    press(client, "heading-removal", own.pk)
    press(client, "heading-removal", section(report, "purpose").pk)

    assert [report.sections.filter(kind="own").count(), report.sections.filter(kind="purpose").count()] == [0, 1]
    assert "stay in every report" in page(client, "sheet", report.pk)
    assert press(client, "adding-heading", report.pk, heading="").status_code == 422


def test_what_it_is_about_and_who_its_authors_are(client, report, northgate, programme, ama, tom):
    aspect = Aspect.objects.add("Feedback", northgate, by=ama, at=MONDAY)
    theme = programme.themes.get(title="Oracy")
    client.force_login(ama)
    assert press(client, "describing", report.pk, title="").status_code == 422
    press(client, "describing", report.pk, title="Dots", themes=[theme.pk], aspects=[aspect.pk])
    assert press(client, "naming", report.pk, person="").status_code == 422
    press(client, "naming", report.pk, person=tom.pk)
    section(report, "done").bring("trial", 1, "Dots.", person=tom, by=ama, at=MONDAY)
    refused = press(client, "author-removal", report.pk, report.authors.get(person=tom).pk)

    report.refresh_from_db()
    assert [report.title, list(report.themes.all()), list(report.aspects.all())] == ["Dots", [theme], [aspect]]
    assert [refused.status_code, "Take them out first" in refused.content.decode()] == [422, True]


def test_it_is_not_asked_for_before_it_says_what_for(client, report, ama):
    section(report, "purpose").write("", seen=1, base="That they act on what we write.", by=ama, at=MONDAY)
    client.force_login(ama)

    assert press(client, "asking", report.pk, reach="school").status_code == 422
    assert press(client, "asking", report.pk, reach="nobody").status_code == 422


def test_a_yes_to_earlier_words_shows_the_words_of_now(client, report, ama, tom):
    report.name(tom, by=ama, at=MONDAY)
    report.ask("school", by=ama, at=MONDAY)
    seen = report.print_of()
    report.agree(tom, seen=seen, at=MONDAY)
    section(report, "done").write("More.", seen=0, base="", by=tom, at=MONDAY)
    client.force_login(ama)

    found = press(client, "agreeing", report.pk, seen=seen)

    assert [found.status_code, "Somebody changed it" in found.content.decode()] == [409, True]
    assert "yes to earlier words" in page(client, "sheet", report.pk)


def test_what_is_shared_reads_the_same_whatever_is_written_next(client, report, ama, sam):
    section(report, "done").show(looked(), name="a.png", describes="A wall", by=ama, at=MONDAY)
    share(report, ama, reach="public")
    report.describe("Other", themes=[], aspects=[], by=ama, at=FRIDAY)
    strangers = page(client, "public", report.pk)
    client.force_login(sam)

    assert [words in page(client, "report", report.pk) for words in ("Marks that move", "They rewrite at once.",
            "Version 1", "A wall")] == [True] * 4  # fmt: skip
    assert ["They rewrite at once." in strangers, "Ama Boateng" in strangers] == [True, True]
    client.force_login(ama)
    press(client, "withdrawal", report.pk)
    assert "Taken back" in page(client, "report", report.pk)
    client.logout()
    page(client, "public", report.pk, status=404)


def test_nobody_is_put_above_words_they_did_not_say_yes_to_nor_taken_off_their_own(client, report, ama, tom, sam):
    report.name(sam, by=ama, at=MONDAY)
    share(report, ama, sam, reach="public")
    client.force_login(ama)
    press(client, "naming", report.pk, person=tom.pk)
    press(client, "author-removal", report.pk, report.authors.get(person=sam).pk)
    client.logout()
    strangers = page(client, "public", report.pk)
    client.force_login(sam)
    colleagues = [page(client, "report", report.pk), page(client, "outcomes")]

    for seen in (strangers, *colleagues):
        assert f"Ama Boateng, {sam.name}" in seen
        assert "Tom Weller" not in seen
    assert press(client, "withdrawal", report.pk).status_code == 302
    assert "Taken back" in page(client, "report", report.pk)


def looked():
    from tests.outcomes.test_reports import looked as drawn  # noqa: PLC0415

    return drawn()


def test_what_colleagues_found_is_found_by_a_word(client, report, ama, sam):
    share(report, ama)
    client.force_login(sam)

    assert ["Marks that move" in page(client, "outcomes", q=words) for words in ("", "move", "feedback", "zzz")] == [
        True, True, True, False]  # fmt: skip
    assert "Nothing with these words" in page(client, "outcomes", q="zzz")


def test_who_belongs_to_no_school_is_not_told_that_nothing_was_shared(client, report, ama, ines):
    share(report, ama)
    client.force_login(ines)

    shown = page(client, "outcomes")

    assert "No report has been shared with you yet" in shown
    assert "A group begins its report on its own page" not in shown


def test_the_list_costs_the_same_for_one_and_for_three(client, report, feedback, ama, sam):
    share(report, ama)
    client.force_login(sam)
    client.get(reverse("outcomes:outcomes"))
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("outcomes:outcomes"))
    for _each in range(2):
        more = Report.objects.begin("More", by=ama, at=MONDAY, year_starts_on=date(2026, 9, 1), group=feedback)
        for kind in ("purpose", "benefit"):
            section(more, kind).write("So.", seen=0, base="", by=ama, at=MONDAY)
        share(more, ama)
    with CaptureQueriesContext(connection) as three:
        client.get(reverse("outcomes:outcomes"))

    assert len(three) == len(one)


# Proposals


def test_a_proposal_goes_to_leaders_and_comes_back_with_reasons(client, report, feedback, northgate, ama, hale, tom):
    share(report, ama)
    client.force_login(ama)
    assert "Put it to them" in page(client, "proposing", from_report=report.pk)
    lacking = press(client, "putting", group=feedback.pk, title="Ten minutes", words="Each lesson", to=[hale.pk])
    press(client, "putting", group=feedback.pk, title="Ten minutes", words="Each lesson", benefit="They act",
          to=[hale.pk], report=report.pk)  # fmt: skip
    found = Proposal.objects.get()
    promised = "An answer is promised" in page(client, "proposal", found.pk)
    assert [lacking.status_code, found.group, found.report, promised] == [422, feedback, report, True]
    client.force_login(hale)
    assert "Ten minutes" in page(client, "queue")
    without_day = press(client, "answering", found.pk, kind="on-trial", reasons="Year 8.", seen="0")
    without_reason = press(client, "answering", found.pk, kind="declined", seen="0")
    press(client, "answering", found.pk, kind="on-trial", reasons="Year 8.", seen="0", due_on="2036-12-18")
    late = press(client, "answering", found.pk, kind="declined", reasons="No room.", seen="0")

    assert [without_day.status_code, without_reason.status_code, late.status_code] == [422, 422, 409]
    assert "No room." in late.content.decode()
    press(client, "answering", found.pk, kind="policy", reasons="It worked.", seen="1", due_on="2036-12-18")
    answered = press(client, "answering", found.pk, kind="declined", reasons="Too late.", seen="2")
    assert [answered.status_code, "Too late." in answered.content.decode()] == [409, True]
    made = Policy.objects.get()
    client.force_login(tom)
    shown = page(client, "policy", made.pk)
    assert ["It worked." in shown, report.get_absolute_url() in shown] == [True, True]
    assert "It is a policy" in page(client, "proposal", found.pk)


def test_asked_for_more_and_answered_once(client, proposal, ama, tom, hale):  # noqa: F811
    proposal.answer("more", "How did Year 8 take it?", seen=0, by=hale, at=MONDAY)
    client.force_login(tom)
    assert "They would like to know more" in page(client, "proposal", proposal.pk)
    assert press(client, "adding", proposal.pk, words="", seen="1").status_code == 422
    press(client, "adding", proposal.pk, words="Well.", seen="1")
    second = press(client, "adding", proposal.pk, words="Very well.", seen="1")

    assert [second.status_code, "Very well." in second.content.decode()] == [409, True]


def test_one_more_leader_is_asked_and_what_is_late_is_seen(client, proposal, northgate, ama, hale):  # noqa: F811
    vera = person("Vera Lowe", northgate)
    duty(vera, "leadership", school=northgate)
    client.force_login(ama)
    assert press(client, "turning-to", proposal.pk, person="0").status_code == 404
    press(client, "turning-to", proposal.pk, person=vera.pk)
    Proposal.objects.update(due_on=date(2020, 1, 1))
    client.force_login(vera)

    assert "overdue" in page(client, "queue")
    assert "They see that it is late" in page(client, "proposal", proposal.pk)
    client.force_login(ama)
    assert "overdue" in page(client, "queue")
    press(client, "proposal-withdrawal", proposal.pk)
    assert "taken back" in page(client, "proposal", proposal.pk)


def test_of_one_that_was_taken_back_a_leader_has_the_days(client, proposal, ama, tom, hale):  # noqa: F811
    proposal.answer("declined", "No room.", seen=0, by=hale, at=MONDAY)
    other = Proposal.objects.put("Tea at four", "Each Friday.", benefit="All are calm.", to=[hale],
                                 school=proposal.school, group=proposal.group, by=ama, at=MONDAY)  # fmt: skip
    other.withdraw(by=tom, at=FRIDAY)
    client.force_login(hale)

    queue = page(client, "queue")
    assert ["A proposal of 9 November 2026, taken back on 13 November 2026" in queue, "Tea" in queue] == [True, False]
    page(client, "proposal", other.pk, status=404)
    assert press(client, "answering", other.pk, kind="declined", reasons="No.", seen="0").status_code == 404
    prefilled = page(client, "going-on", proposal=other.pk)
    assert ["calm" in prefilled, "Tea" in prefilled] == [False, False]
    client.force_login(tom)
    assert "All are calm." in page(client, "going-on", proposal=other.pk)


def test_nobody_is_chosen_for_somebody_else_unless_there_is_no_choice(client, hale, northgate, tom, sam):
    client.force_login(tom)
    alone = client.get(reverse("outcomes:proposing")).context["form"]["to"].value()
    duty(sam, "leadership", school=northgate)
    both = client.get(reverse("outcomes:proposing")).context["form"]["to"].value()

    assert (alone, both) == ([hale.pk], [])


def test_the_counter_is_the_leaderships_choice(client, proposal, northgate, sam, hale):  # noqa: F811
    client.force_login(sam)
    assert "Proposals at Northgate High" not in page(client, "outcomes")
    client.force_login(hale)
    refused = press(client, "arranging", northgate.slug, weeks="0")
    assert (refused.status_code, proposal.title in refused.content.decode()) == (422, True)
    press(client, "arranging", northgate.slug, weeks="2", counter_for_all="on")
    assert "Proposals at Northgate High" in page(client, "queue")
    client.force_login(sam)

    assert "Proposals at Northgate High" in page(client, "outcomes")
    assert Queue.objects.get().weeks == 2


def test_a_policy_is_looked_at_again(client, proposal, hale, sam):  # noqa: F811
    proposal.answer("policy", "It worked.", seen=0, by=hale, at=MONDAY, due_on=date(2020, 1, 1))
    made = Policy.objects.get()
    client.force_login(hale)
    assert "to look at again" in page(client, "queue")
    assert press(client, "reviewing", made.pk, stays="yes", reasons="It works.", seen="0").status_code == 422
    press(client, "reviewing", made.pk, stays="yes", reasons="It works.", seen="0", review_on="2036-12-18")
    late = press(client, "reviewing", made.pk, stays="no", reasons="Not any more.", seen="0")
    assert [late.status_code, "Not any more." in late.content.decode()] == [409, True]
    press(client, "reviewing", made.pk, stays="no", reasons="Everybody does it.", seen="1", review_on="2036-12-18")
    client.force_login(sam)

    shown = page(client, "policy", made.pk)
    assert ["it ends" in shown, "ended" in shown, "The proposal, and" in shown] == [True, True, False]


def test_a_question_goes_on_from_a_decision(client, proposal, feedback, ama, hale):  # noqa: F811
    Question.objects.ask(person=ama, text=feedback.question, audience="me", at=MONDAY)
    proposal.answer("declined", "No room.", seen=0, by=hale, at=FRIDAY)
    client.force_login(ama)
    assert f"?proposal={proposal.pk}" in page(client, "proposal", proposal.pk)
    assert feedback.question in page(client, "going-on", proposal=proposal.pk)
    assert press(client, "begun", proposal=proposal.pk, text="", reach="me").status_code == 422
    press(client, "begun", proposal=proposal.pk, text="Does it hold in Year 10?", reach="me")

    assert Question.objects.latest("pk").goes_on_from.proposal == proposal
    Idea.objects.share(person=ama, title="Dots", how="", at=MONDAY, audience="group", group=feedback)
    shown = page(client, "group", feedback.slug)
    assert ["Does it hold in Year 10?" in shown, "declined" in shown, "Dots" in shown] == [True, True, True]


def test_readers_have_the_title_that_was_agreed_to_and_no_question_of_a_hidden_group(
    client, report, feedback, northgate, ama, hale, sam
):
    share(report, ama)
    put = Proposal.objects.put("Ten minutes", "So.", benefit="Much.", to=[hale], school=northgate, by=ama, at=MONDAY,
                               group=feedback, report=report)  # fmt: skip
    feedback.listed = False
    feedback.save()
    report.describe("Marks that never moved", themes=[], aspects=[], by=ama, at=FRIDAY)
    for somebody, asked in ((sam, "Marks that move"), (ama, feedback.question)):
        client.force_login(somebody)
        shown = client.get(reverse("outcomes:going-on"), {"report": report.pk})
        assert shown.context["form"]["text"].value() == asked
        assert "never moved" not in shown.content.decode()
    client.force_login(hale)

    assert "The report: Marks that move<" in page(client, "proposal", put.pk)
    assert feedback.question not in page(client, "going-on", proposal=put.pk)


def test_where_nobody_leads_nobody_is_asked(client, harbour, priya):
    client.force_login(priya)

    assert "Nobody to put it to" in page(client, "proposing")
    assert "No proposal yet" in page(client, "queue")
