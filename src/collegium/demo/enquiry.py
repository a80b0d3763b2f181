"""What the demo network tries, thinks of and asks: promises, trials of all four kinds, ideas that travelled."""

from datetime import datetime, timedelta

from collegium.demo.network import DemoNetwork
from collegium.demo.tries import COMMENTS, FINDINGS, IDEAS, PROMISES, STAGES, Comment, Thought
from collegium.enquiry.asking import ask
from collegium.enquiry.models import Cycle, Echo, Idea, LessonPlan, Question, Reflection, Trial
from collegium.groups.models import Group, Membership
from collegium.meetings.models import Meeting, Promise
from collegium.people.models import Person
from collegium.programmes.models import Theme


def enquire(made: DemoNetwork, *, at: datetime) -> None:
    """A term of trying."""
    feedback = Group.objects.get(title="Feedback that Moves")
    _remember_findings(made, at=at)
    _ask(made, feedback, at=at)
    _go_round(made, feedback, at=at)
    _promise(made, feedback, at=at)
    ideas = {thought.title: _think(made, thought, at=at) for thought in IDEAS}
    for comment in COMMENTS:
        _comment(made, ideas[comment.on], comment, at=at)
    made_of = ideas["Silent start, then a hinge question"]
    made_of.comes_from(ideas["Hinge question at minute 20"])
    made_of.comes_from(ideas["Two-minute silent start"])
    ideas["Exit tickets in colours"].withdraw(by=made.people["Callum Reid"], at=at - timedelta(days=4))
    _plan(made, ideas, at=at)
    _reflect(made, feedback, at=at)


def _remember_findings(made: DemoNetwork, *, at: datetime) -> None:
    """What last year's communities asked and found: whoever asks alike finds it."""
    for title, method, evidence, finding in FINDINGS:
        group = Group.objects.filter(title=title).exclude(conclusion=None).get()
        member = group.memberships.select_related("person").order_by("pk").first()
        if member is None:
            continue
        asked = Question.objects.ask(
            person=member.person, text=group.question, at=group.started_at, theme=group.theme, of_group=True,
            group=group, school=made.northgate, audience="school",
        )  # fmt: skip
        then = at - timedelta(days=130)
        asked.write_down(by=member.person, at=then, method=method, evidence=evidence, finding=finding)


def _ask(made: DemoNetwork, feedback: Group, *, at: datetime) -> None:
    amara, northgate = made.people["Amara Bello"], made.northgate
    asked = Question.objects.ask(
        person=amara, text="Do students read our written feedback?", at=at - timedelta(days=60), of_group=True,
        group=feedback, school=northgate, audience="group", purpose="They act on what we write, in the same week.",
    )  # fmt: skip
    asked.refine(
        "How can we encourage students to engage more actively with written feedback?", by=made.people["Tom Weller"],
        at=at - timedelta(days=44), why="They do read it. Nothing follows.",
    )  # fmt: skip
    asked.write_down(
        by=amara, at=at - timedelta(days=30), purpose="They act on what we write, in the same week.",
        method="Each of us has one class rewrite before they see a grade, and brings three pieces of work.",
        evidence="", finding="",
    )  # fmt: skip
    for name, text, audience in (
        ("Mo Khan", "What do my lab books do for the pupil who was away?", "school"),
        ("Kate Ridley", "Does a colleague’s question change what I look at in my own lesson?", "network"),
        ("Joanne Whitfield", "Which worked example do they go back to, and why that one?", "school"),
    ):
        person = made.people[name]
        Question.objects.ask(
            person=person, text=text, school=made.school_of(name), audience=audience, at=at - timedelta(days=21)
        )


def _go_round(made: DemoNetwork, group: Group, *, at: datetime) -> None:
    """The first cycle is over; in the second, Priya and Amara are about to watch."""
    tom = made.people["Tom Weller"]
    first = Cycle.objects.begin(group, "Rewrite before the grade", by=tom, at=at - timedelta(days=50))
    _write(made, first, at=at - timedelta(days=48), number=1)
    LessonPlan.objects.add(
        first, "Return the essays with comments only. Ten minutes to rewrite a paragraph. Then the grade.",
        by=tom, at=at - timedelta(days=49),
    )  # fmt: skip
    first.finish(by=made.people["Amara Bello"], at=at - timedelta(days=26))
    second = first.next_one(by=made.people["Amara Bello"], at=at - timedelta(days=24))
    LessonPlan.objects.add(
        second,
        "Return the essays with three dots in the margin and no words. In pairs: find what each dot means. Ten "
        "minutes to rewrite one sentence. Then the grade.",
        why="Ten minutes went into reading our handwriting. Dots send them back to their own sentence.",
        by=made.people["Priya Nair"], at=at - timedelta(days=23),
    )  # fmt: skip
    _write(made, second, at=at - timedelta(days=20), number=2)


def _write(made: DemoNetwork, cycle: Cycle, *, at: datetime, number: int) -> None:
    told = [line for line in STAGES if line.cycle == number]
    for days, line in enumerate(told):
        now = cycle.now_at()
        while now and now.stage.name != line.stage:
            cycle.go_on(by=made.people[line.who], at=at + timedelta(days=days))
            now = cycle.now_at()
        if now:
            cycle.write(
                person=made.people[line.who], stage=now.stage, text=line.text, kind=line.kind,
                at=at + timedelta(days=days),
            )  # fmt: skip


def _promise(made: DemoNetwork, feedback: Group, *, at: datetime) -> None:
    """What the members said at their last meeting, and what was told of it since."""
    for line in PROMISES:
        person = made.people[line.who]
        group = feedback if line.group == "Feedback that Moves" else _group_of(person, line.group)
        if group is None:
            continue
        met = Meeting.objects.filter(group=group, starts_at__lt=at, cancelled_at=None).order_by("-starts_at").first()
        promise = Promise.objects.make(
            group=group, person=person, text=line.text, with_class=line.with_class, meeting=met, by=person,
            at=met.starts_at if met else at - timedelta(days=9),
        )  # fmt: skip
        if line.who == "Ruth Meyer":
            ask(promise, at=at)
        if line.verdict:
            trial = Trial.objects.report(promise, line.verdict, at=at - timedelta(hours=line.hours_ago))
            trial.describe(
                with_class=line.with_class, went_well=line.went_well, changed=line.changed,
                at=at - timedelta(hours=line.hours_ago),
            )  # fmt: skip


def _group_of(person: Person, title: str) -> Group | None:
    """A group by its title; without one, the first group of this year's programme that the person belongs to."""
    mine = Group.objects.of_member(person).going()
    return (mine.filter(title=title) if title else mine.order_by("pk")).first()


def _think(made: DemoNetwork, thought: Thought, *, at: datetime) -> Idea:
    person = made.people[thought.who]
    sources = list(Idea.objects.filter(title__in=thought.out_of))
    return Idea.objects.share(
        person=person, title=thought.title, how=thought.how, subject=thought.subject, ages=thought.ages,
        theme=Theme.objects.filter(title=thought.theme).order_by("-pk").first() if thought.theme else None,
        school=made.school_of(thought.who), audience=thought.audience, sources=sources,
        at=at - timedelta(days=thought.days_ago),
    )  # fmt: skip


def _comment(made: DemoNetwork, idea: Idea, comment: Comment, *, at: datetime) -> None:
    then = at - timedelta(hours=comment.hours_ago)
    person = made.people[comment.who]
    trial = Trial.objects.tell(
        person=person, text=idea.title, verdict=comment.verdict, idea=idea, with_class=comment.with_class,
        went_well=comment.said, at=then,
    )  # fmt: skip
    Echo.objects.send(trial, named=comment.named, at=then)


def _plan(made: DemoNetwork, ideas: dict[str, Idea], *, at: datetime) -> None:
    """What some mean to try: promised to their group, or for themselves alone."""
    mo = made.people["Mo Khan"]
    ideas["Dot-marking instead of ticks"].take_up(mo, at=at - timedelta(days=1))
    for member in Membership.objects.current().filter(person__first_name="Tom", group__title="Feedback that Moves"):
        ideas["Silent start, then a hinge question"].take_up(
            member.person, group=member.group, at=at - timedelta(days=1)
        )


def _reflect(made: DemoNetwork, feedback: Group, *, at: datetime) -> None:
    amara = made.people["Amara Bello"]
    written = Reflection.objects.begin(
        person=amara, prompt="What did pupils do that we expected? What surprised us?", at=at - timedelta(days=12),
        text="I expected them to argue about the dots. They went quiet, and then three of them read aloud to each "
        "other. I nearly spoke. I am glad I did not.",
    )  # fmt: skip
    written.share(group=feedback, at=at - timedelta(days=11))
    more = "\n\nAnd I still do not know what the two at the window did."
    written.write(written.text + more, at=at - timedelta(days=10))
