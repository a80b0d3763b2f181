"""Five ways of learning together, from a question to a practice that is revised, in one house over one term."""

from datetime import UTC, datetime
from shutil import copy, copytree

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import judge, running
from tests.journeys.term import (
    Term,
    add_words,
    autumn,
    begin_cycle,
    go_on_to,
    open_enquiry,
    open_group,
    opens_with,
    pick,
    press,
    say_yes,
    share,
    stage_of,
    tap,
    write_down,
    write_finding,
)

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def november(tmp_path_factory):
    """The folder of a demo network on a Wednesday morning in late November."""
    home = tmp_path_factory.mktemp("term")
    (home / "data.ahead").write_text(str(autumn(datetime.now(UTC))))
    with running(home / "data"):
        return home / "data"


@pytest.fixture
def term(november, tmp_path, open_page):
    """Each story has the term for itself."""
    copy(november.with_suffix(".ahead"), tmp_path / "data.ahead")
    with running(copytree(november, tmp_path / "data")) as house:
        yield Term(house, open_page)


def refine_question(page, text, why):
    page.get_by_text("Put it in better words").click()
    page.get_by_label("The question", exact=True).fill(text)
    page.get_by_label("Why so?").fill(why)
    page.locator("#our-question").get_by_role("button", name="Keep it").click()
    expect(page.locator("#our-question")).to_contain_text(text)


def test_an_action_learning_set_discusses_tries_reflects_and_feeds_back(term):
    group = "Behaviour without raised voices"
    ruth = term.desk("leader@northgate.example")
    open_enquiry(ruth, group)
    refine_question(ruth, "What do we do in the three seconds before we would have shouted?", "Ten are a luxury.")
    begin_cycle(ruth, "Three seconds")
    write_down(ruth, "Andre: the noise begins when I turn to the board.")
    judge(ruth, "a set that discusses")
    go_on_to(ruth, "Try")
    ruth.context.close()

    step = "Stand still, look up, count to three"
    term.hold_next_meeting("leader@northgate.example", group, {"Andre": step}, "Andre presented; Zoe kept the time.")
    andre = term.phone("andre.baptiste@northgate.example")
    say_yes(andre, step)
    term.house.let_pass(days=3)
    andre = term.phone("andre.baptiste@northgate.example")
    tap(andre, step, "Changed it")
    add_words(andre, changed="Five seconds with Year 9.")
    judge(andre, "what one tried, and whether a colleague could use it")
    andre.get_by_role("link", name="Share it as an idea").click()
    expect(andre.get_by_label("Your idea in a few words")).to_have_value(step)
    share(andre, "Everyone at Northgate")

    mo = term.phone("teacher@northgate.example")
    mo.get_by_role("link", name=step).click()
    press(mo, "A plan of my own")
    mo.goto(term.house.address)
    tap(mo, step, "Kept it")
    press(mo, "With my name")
    andre.goto(term.house.address)
    expect(andre.locator("main")).to_contain_text("Mo used your idea today")

    ruth = term.desk("leader@northgate.example")
    opens_with(ruth, group, step, "changed", "Five seconds with Year 9.")
    open_enquiry(ruth, group)
    go_on_to(ruth, "Reflect")

    open_enquiry(andre, group)
    andre.get_by_role("link", name="Write for yourself").click()
    andre.get_by_label("Your own words").fill("I was the loudest in the room. It is quieter now, and so am I.")
    press(andre, "Keep it")
    expect(andre.get_by_role("heading", name="Share it as it is now")).to_be_visible()
    ruth.reload()
    expect(ruth.get_by_role("heading", name="Reflections shared with us")).to_have_count(0)
    andre.get_by_label("A group").select_option(label=group)
    press(andre, "Share this version")

    ruth.reload()
    expect(ruth.get_by_role("heading", name="Reflections shared with us")).to_be_visible()
    go_on_to(ruth, "Feed back")
    write_down(ruth, "Five of eight use the pause. Two use it with one class only.")
    press(ruth, "Finish this cycle")
    expect(ruth.get_by_role("heading", name="“Three seconds” is finished")).to_be_visible()
    judge(ruth, "a set that has finished")
    write_finding(ruth, "Write down what we found", "A pause of three seconds replaces half of our shouting.")
    press(ruth, "Show it to everyone at Northgate High")
    expect(ruth.locator("main")).to_contain_text("Everyone at Northgate High sees it.")

    mo.goto(f"{term.house.address}/enquiry/questions/?which=found")
    expect(mo.locator("main")).to_contain_text("three seconds before we would have shouted")


def test_a_learning_community_is_not_finished_before_pupils_were_heard(term):
    group, leader = "Oracy 1", "teacher@northgate.example"
    mo = term.desk(leader)
    open_enquiry(mo, group)
    refine_question(mo, "Who answers when we wait five seconds longer?", "Waiting is something that we can do.")
    begin_cycle(mo, "Five seconds longer")
    write_down(mo, "We want Year 8 to finish each other's thoughts.")
    go_on_to(mo, "Plan the enquiry")
    write_down(mo, "Each of us counts who speaks in one lesson a week.")
    go_on_to(mo, "Try and watch")
    mo.context.close()

    plan = "Count to five on my fingers, behind my back"
    term.hold_next_meeting(leader, group, {"Sara": plan}, "Kelly watches Sara in 8C.")
    sara = term.phone("sara.lund@northgate.example")
    say_yes(sara, plan)
    term.house.let_pass(days=4)
    sara = term.phone("sara.lund@northgate.example")
    tap(sara, plan, "Kept it")
    add_words(sara, went_well="Nine pupils spoke who had not spoken since September.")
    sara.get_by_role("link", name="Share it as an idea").click()
    share(sara, "Everyone at Northgate")

    ruth = term.phone("leader@northgate.example")
    ruth.get_by_role("link", name=plan).click()
    press(ruth, "Promise it to Behaviour without raised voices")
    tap(ruth, plan, "Dropped it")
    press(ruth, "Without my name")
    sara.goto(term.house.address)
    expect(sara.locator("main")).to_contain_text("A colleague used your idea today")

    mo = term.desk(leader)
    opens_with(mo, group, plan, "kept", "Nine pupils spoke")
    open_enquiry(mo, group)
    stage_of(mo, "Make sense of it").get_by_role("button", name="Go to it now").click()
    expect(stage_of(mo, "Hear from pupils")).to_contain_text("missing")
    write_down(mo, "Waiting changes who speaks, not what they say.")
    go_on_to(mo, "Report")
    press(mo, "Finish this cycle")
    expect(mo.locator("body")).to_contain_text("It cannot be finished without: Hear from pupils.")
    judge(mo, "an enquiry without student voice")
    open_group(mo, group)
    expect(mo.locator("main")).to_contain_text("An enquiry cannot be finished without it.")
    open_enquiry(mo, group)
    stage_of(mo, "Hear from pupils").get_by_role("button", name="Go to it now").click()
    write_down(mo, "Twelve of Year 8: we knew you would wait, so we thought.")
    go_on_to(mo, "Report")
    press(mo, "Finish this cycle")
    expect(mo.get_by_role("heading", name="“Five seconds longer” is finished")).to_be_visible()
    write_finding(
        mo, "Write down what we found", "More pupils speak. The quietest three still do not.",
        method="One lesson a week, a tick for whoever speaks.", evidence="Twelve pupils, and 31 lessons.",
    )  # fmt: skip


def test_a_learning_group_takes_a_lesson_round_three_times(term):
    group, coordinator = "Phonics to Year 7", "amelia.crewe@harbour.example"
    amelia = term.desk(coordinator)
    open_enquiry(amelia, group)
    refine_question(amelia, "Which sounds do pupils bring with them that we do not use?", "Those we can hear.")
    begin_cycle(amelia, "Spelling by ear")
    write_plan(amelia, "Write the lesson down", "Ten words, spelled by ear, in pairs.")
    write_down(amelia, "Half will write what they hear.", "Keep it as a prediction")
    go_on_to(amelia, "Implement")
    write_down(amelia, "Taught to 7B. Noisy, and then not.")
    go_on_to(amelia, "Observe")
    amelia.context.close()

    step = "Spelling by ear with five words only"
    term.hold_next_meeting(coordinator, group, {"Beth": step}, "Beth teaches it next; Grace and Femi watch.")
    beth = term.phone("beth.ashworth@northgate.example")
    say_yes(beth, step)
    term.house.let_pass(days=3)
    beth = term.phone("beth.ashworth@northgate.example")
    tap(beth, step, "Changed it")
    add_words(beth, changed="Seven words, and they choose two of them.")
    beth.get_by_role("link", name="Share it as an idea").click()
    share(beth, "All schools")

    sian = term.phone("sian.lloyd@brannocs.example")
    sian.get_by_role("link", name=step).click()
    press(sian, "Promise it to Feedback that Moves")
    tap(sian, step, "Kept it")
    press(sian, "With my name")
    beth.goto(term.house.address)
    expect(beth.locator("main")).to_contain_text("Sian used your idea today")

    amelia = term.desk(coordinator)
    opens_with(amelia, group, step, "changed", "Seven words")
    open_enquiry(amelia, group)
    go_on_to(amelia, "Discuss")
    write_down(amelia, "They argued about the h in which.")
    go_on_to(amelia, "Revise")
    write_plan(amelia, "The next version", "Seven words, two of their own.", why="Ten were too many to argue about.")
    press(amelia, "Finish this cycle")
    for number in (2, 3):
        press(amelia, "Begin the next cycle")
        expect(amelia.get_by_role("heading", name=f"Cycle {number} of 3")).to_be_visible()
        for stage in ("Implement", "Observe", "Discuss", "Revise"):
            go_on_to(amelia, stage)
        if number == 2:
            write_plan(amelia, "The next version", "Seven words, a minute of silence.", why="All answer then.")
        press(amelia, "Finish this cycle")
    expect(amelia.get_by_role("heading", name="“Spelling by ear” is finished")).to_be_visible()
    expect(amelia.locator("#lesson")).to_contain_text("Version 3")
    judge(amelia, "a lesson at its third version")


def write_plan(page, summary, text, why=""):
    page.get_by_text(summary, exact=True).last.click()
    page.get_by_label("The lesson as it is now").fill(text)
    page.get_by_label("What changed, and why").fill(why)
    press(page, "Keep this version")
    expect(page.locator("#lesson")).to_contain_text(text)


def test_a_community_on_a_book_passes_its_ideas_on(term):
    group, coordinator = "The biscuit hour", "priya.raman@northgate.example"
    raman = term.desk(coordinator)
    open_enquiry(raman, group)
    refine_question(raman, "Which one idea of this year’s book would we use on Monday?", "Three were two too many.")
    begin_cycle(raman, "The book of this year")
    write_down(raman, "Chapter 3, because all of us can get hold of it.")
    go_on_to(raman, "Pick the best ideas")
    raman.get_by_role("link", name="What we read").last.click()
    pick(raman, "A wrong answer first")
    open_enquiry(raman, group)
    go_on_to(raman, "Try")
    raman.context.close()

    step = "A wrong answer on the board when they come in"
    term.hold_next_meeting(coordinator, group, {"Kate": step}, "Biscuits by Owen.")
    kate = term.phone("kate.ridley@brannocs.example")
    say_yes(kate, step)
    term.house.let_pass(days=2)
    kate = term.phone("kate.ridley@brannocs.example")
    tap(kate, step, "Not yet")
    press_link(kate, "I still want to")
    term.house.let_pass(days=3)
    kate = term.phone("kate.ridley@brannocs.example")
    tap(kate, step, "Changed it")
    kate.get_by_role("link", name="Share it as an idea").click()
    share(kate, "All schools")

    tom = term.phone("teacher@harbour.example")
    tom.get_by_role("link", name=step).click()
    tom.get_by_role("link", name="Adapt or combine it").click()
    tom.get_by_label("Your idea in a few words").fill("A wrong answer from me, and nobody says so")
    share(tom, "Harbour")
    expect(tom.locator("main")).to_contain_text("adapted from")

    raman = term.desk(coordinator)
    opens_with(raman, group, step, "changed")
    open_enquiry(raman, group)
    go_on_to(raman, "Tell each other")
    write_down(raman, "Kate: they looked for the mistake before they sat down.")
    go_on_to(raman, "Next book")
    press(raman, "Finish this cycle")
    expect(raman.get_by_role("heading", name="“The book of this year” is finished")).to_be_visible()
    begin_cycle(raman, "The next book")


def press_link(page, name):
    page.get_by_role("link", name=name, exact=True).click()


def test_a_study_group_across_schools_takes_something_home_from_a_course(term):
    group, leader = "Formative assessment online, together", "kate.ridley@brannocs.example"
    kate = term.desk(leader)
    open_enquiry(kate, group)
    refine_question(kate, "Which part of the course would our pupils notice first?", "Noticing is where we begin.")
    begin_cycle(kate, "The course in spring")
    write_down(kate, "Six modules from January. The head knows.")
    go_on_to(kate, "Recruit colleagues")
    go_on_to(kate, "Follow the course together")
    write_down(kate, "Lukas helps with the forum; Elsie with the language.")
    go_on_to(kate, "Try in class")
    kate.context.close()

    step = "A traffic light on every desk"
    term.hold_next_meeting(leader, group, {"Elsie": step}, "Module 2 together, by video.")
    elsie = term.phone("elsie.tanner@harbour.example")
    say_yes(elsie, step)
    term.house.let_pass(days=2)
    elsie = term.phone("elsie.tanner@harbour.example")
    tap(elsie, step, "Dropped it")
    add_words(elsie, changed="Three colours were two too many for Year 2.")
    kate = term.desk(leader)
    opens_with(kate, group, step, "dropped", "Three colours")
    open_enquiry(kate, group)
    go_on_to(kate, "Evaluate and share")
    write_down(kate, "A realistic challenge, if one skips the forum.")
    press(kate, "Finish this cycle")
    expect(kate.get_by_role("heading", name="“The course in spring” is finished")).to_be_visible()
    write_finding(kate, "Write down what we found", "Pupils notice the question before they notice the colours.")
    claire = term.phone("claire.fontaine@northgate.example")
    open_enquiry(claire, group)
    expect(claire.locator("main")).to_contain_text("Pupils notice the question")
