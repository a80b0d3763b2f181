"""What the demo's groups said to each other between their meetings."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from collegium.conversation.models import Thread
from collegium.demo.network import DemoNetwork
from collegium.groups.models import Group


@dataclass(frozen=True)
class Said:
    by: str
    days_ago: float
    text: str
    to: tuple[str, ...] = ()


@dataclass(frozen=True)
class Talk:
    """One thread: its group, what it is about, and what was said in it; the first words open it."""

    group: str
    kind: str
    title: str
    said: tuple[Said, ...]


THINKING, ARRANGING = Thread.Kind.THINKING, Thread.Kind.ARRANGING

TALK = [
    Talk("Feedback that Moves", THINKING, "Who reads the comment, and who only reads the mark?", (
        Said("Amara Bello", 12, "I gave 8B their books back with the mark on a separate slip, five minutes later. "
             "They *read*. Not all of them, but the quiet row at the back asked me what I meant by “say more”."),
        Said("Dai Rees", 11.6, "In maths they look for the tick first. What if there is no tick, only a dot beside "
             "the line that has something in it to find?"),
        Said("Tom Weller", 10.1, "Tried Dai’s dots today:\n\n- 24 of 28 found their own errors\n"
             "- four did not need to look\n- nobody asked for a mark until the very end"),
        Said("Priya Nair", 2.2, "Ours are eight and colour the dots in when they have found it. Amara, may I see "
             "your slips before Tuesday?", ("Amara Bello",)),
    )),
    Talk("Feedback that Moves", THINKING, "Kluger and DeNisi, the two pages that matter", (
        Said("Sian Lloyd", 20, "A third of the feedback they looked at made things **worse**. The part worth reading "
             "is what they say about where the attention goes: to the task, or to oneself."),
        Said("Amara Bello", 19, "“To oneself” is what happens in my room the second a mark is on the page."),
    )),
    Talk("Feedback that Moves", ARRANGING, "Getting to Harbour", (
        Said("Priya Nair", 6, "Parking is behind the hall; sign in at the blue door, they know you are coming. "
             "Biscuits are on me."),
        Said("Tom Weller", 5.5, "I can take two from Northgate. Leaving at 15:20 sharp."),
        Said("Sian Lloyd", 5.3, "One of the two is me, please."),
    )),
    Talk("Behaviour without raised voices", THINKING, "The ten seconds before", (
        Said("Ruth Meyer", 9, "Asha’s question will not leave me alone: what am I looking at in those ten "
             "seconds? I think I am looking at the clock."),
        Said("Kieran Doyle", 8.4, "I stood still and counted the ones who *were* working. Nineteen. I had seen "
             "four."),
        Said("Hana Kovac", 3.1, "What did you do with the nineteen?", ("Kieran Doyle",)),
    )),
    Talk("The biscuit hour", THINKING, "Which three ideas would we use on Monday?", (
        Said("Denise Carver", 8, "Page 41, the empty table they fill together. Costs nothing, needs no laminator."),
        Said("Owen Pritchard", 7, "I read that one as “for history only”. Convince me."),
        Said("Kate Ridley", 4, "In science the empty table *is* the practical."),
    )),
    Talk("The biscuit hour", ARRANGING, "Tea", (
        Said("Miriam Katz", 5, "The urn is back. Could somebody bring milk that is not oat?"),
        Said("Tariq Aziz", 4.8, "I’ll bring milk."),
    )),
    Talk("Formative assessment online, together", ARRANGING, "Module 3 is only in German", (
        Said("Elsie Tanner", 6, "The video of module 3 has no English subtitles. Lukas, would you tell us what is "
             "in it?", ("Lukas Weber",)),
        Said("Lukas Weber", 5.7, "Gladly: ten minutes at the start on Monday. It is mostly one idea, and a "
             "good one."),
    )),
]  # fmt: skip


def talk(made: DemoNetwork, *, at: datetime) -> None:
    """Open every thread, and let each say their words on their day."""
    groups = {group.title: group for group in Group.objects.going()}
    for one in TALK:
        first, *rest = one.said
        thread = Thread.open(
            groups[one.group], one.title, first.text, kind=one.kind, by=made.people[first.by],
            at=at - timedelta(days=first.days_ago),
        )  # fmt: skip
        for said in rest:
            thread.say(
                said.text, by=made.people[said.by], at=at - timedelta(days=said.days_ago),
                to=[made.people[name].pk for name in said.to],
            )  # fmt: skip
