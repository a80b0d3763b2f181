"""What the demo's groups found: a report shared, one in the making, proposals in each state, and a policy."""

from datetime import datetime, timedelta

from collegium.demo.network import DemoNetwork
from collegium.groups.models import Group
from collegium.outcomes.gathering import gather
from collegium.outcomes.models import Proposal, Queue, Report

LAST_YEAR = {
    "purpose": "Do our pupils ask each other, or only us? We wanted them to need us a little less.",
    "done": "Each of us marked, for two weeks, who answered whom. Then we tried three things:\n\n"
    "- think alone, then in pairs, then aloud\n- no hands up, names from a cup\n"
    "- the next speaker is called by the last",
    "seen": "In September nine of ten answers came back to the teacher. In March it was six of ten.\n\n"
    "| Who answered whom | September | March |\n|---|---|---|\n"
    "| The teacher | 54 of 60 | 36 of 60 |\n| Another pupil | 6 of 60 | 24 of 60 |",
    "benefit": "More of them speak, and those who seldom did speak **before** the lesson is half over. "
    "Two of our quieter pupils asked for the cup.",
    "next": "Does it hold when the teacher is new to the class?",
}
NOW = {
    "benefit": "Twenty-four of twenty-eight pupils in 8B changed something because of what we wrote.",
    "thoughts": "We write less, and more of it is read.",
}


def find_and_propose(made: DemoNetwork, *, at: datetime) -> None:
    """Northgate's leaders answer within three weeks, and let all staff see how many."""
    lead, head = made.people["Helen Marsh"], made.people["Gareth Vaughan"]
    Queue.objects.arrange(made.northgate, weeks=3, counter_for_all=True, by=head, at=at - timedelta(days=80))
    shared = _shared(made, at=at - timedelta(days=60))
    _being_written(made, at=at - timedelta(days=3))
    rooms = Proposal.objects.put(
        "A lesson without hands up, once a week", "Every subject chooses one lesson a week in which names are drawn.",
        benefit="Those who seldom speak are heard.", to=[lead, head], school=made.northgate, report=shared,
        group=shared.group, by=shared.authors.in_order()[0].person, at=at - timedelta(days=55),
    )  # fmt: skip
    rooms.answer("on-trial", "Years 7 and 8 until half-term: then we know what it costs.", seen=0, by=lead,
                 at=at - timedelta(days=40), due_on=(at - timedelta(days=12)).date())  # fmt: skip
    rooms.answer("policy", "It costs nothing, and the walks show more voices. All years from now on.", seen=1,
                 by=head, at=at - timedelta(days=10), due_on=(at + timedelta(days=200)).date(),
                 policy="In one lesson a week of every subject, the teacher draws names, not hands.")  # fmt: skip
    _of_this_year(made, at=at)


def _shared(made: DemoNetwork, *, at: datetime) -> Report:
    """Last year's, read by all schools of the network."""
    author = made.people["Ruth Meyer"]
    report = Report.objects.begin(
        "Who answers whom?", by=author, at=at, year_starts_on=made.year_starts_on.replace(
            year=made.year_starts_on.year - 1), school=made.northgate,
    )  # fmt: skip
    report.name(made.people["Helen Marsh"], by=author, at=at)
    for kind, words in LAST_YEAR.items():
        report.sections.get(kind=kind).write(words, seen=0, base="", by=author, at=at)
    report.ask("network", by=author, at=at)
    for one in report.authors.in_order():
        report.agree(one.person, seen=report.print_of(), at=at)
    return report


def _being_written(made: DemoNetwork, *, at: datetime) -> None:
    """Amara's group takes in what it has, and asks for the yes of Tom, whose words stand in it."""
    feedback, amara = Group.objects.get(title="Feedback that Moves"), made.people["Amara Bello"]
    report = Report.objects.begin(
        "Feedback that is used", by=amara, at=at, year_starts_on=feedback.year_starts_on, group=feedback
    )
    for one in gather(report, amara):
        if one.kind in ("asked", "voice", "trial") and (one.person is None or one.person.first_name == "Tom"):
            report.sections.get(kind=one.heading).bring(
                one.kind, one.thing, one.words, about=one.about, url=one.url, person=one.person, by=amara, at=at
            )
    for kind, words in NOW.items():
        report.sections.get(kind=kind).write(words, seen=0, base="", by=amara, at=at)
    report.ask("school", by=amara, at=at)
    report.agree(amara, seen=report.print_of(), at=at)


def _of_this_year(made: DemoNetwork, *, at: datetime) -> None:
    """One waits, one was declined, one waits too long."""
    feedback, amara = Group.objects.get(title="Feedback that Moves"), made.people["Amara Bello"]
    lead, head = made.people["Helen Marsh"], made.people["Gareth Vaughan"]

    def put(title: str, words: str, benefit: str, days: int) -> Proposal:
        return Proposal.objects.put(
            title, words, benefit=benefit, to=[lead, head], school=made.northgate, group=feedback, by=amara,
            at=at - timedelta(days=days),
        )  # fmt: skip

    put("Ten minutes for feedback", "After each marked piece the lesson begins with ten minutes in which pupils "
        "change something.", "They do something with what we write, in the same week.", 5)  # fmt: skip
    declined = put("No grades in Year 7 until Easter", "Comments alone until the spring report.",
                   "They look at what to do next and not at a number.", 45)  # fmt: skip
    declined.answer("declined", "Parents were promised a grade in every report this year. Bring it back in May, "
                    "before the reports are planned.", seen=0, by=head, at=at - timedelta(days=30))  # fmt: skip
    put("One marking code for all subjects", "Five signs, the same in every book.",
        "A pupil learns one code instead of nine.", 24)  # fmt: skip
