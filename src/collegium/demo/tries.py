"""What colleagues of the demo promised, tried, thought of and found."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Promised:
    """What somebody said they would try, and, where there is a verdict, what became of it."""

    who: str
    text: str
    with_class: str = ""
    verdict: str = ""
    went_well: str = ""
    changed: str = ""
    hours_ago: int = 30
    group: str = "Feedback that Moves"


@dataclass(frozen=True)
class Thought:
    """An idea of somebody's, and out of which others it was made."""

    who: str
    title: str
    how: str = ""
    theme: str = ""
    subject: str = ""
    ages: str = ""
    audience: str = "network"
    days_ago: int = 20
    out_of: tuple[str, ...] = ()


@dataclass(frozen=True)
class Comment:
    """An echo: who tried it, and what became of it."""

    on: str
    who: str
    verdict: str
    said: str = ""
    with_class: str = ""
    named: bool = True
    hours_ago: int = 200


@dataclass(frozen=True)
class Line:
    """What was written at a stage of one of the two cycles."""

    cycle: int
    stage: str
    who: str
    text: str
    kind: str = "note"


PROMISES = [
    Promised("Amara Bello",
             "Ask every pupil to rewrite one paragraph from my written feedback before they see the grade"),
    Promised("Tom Weller", "Mark with dots, and let pupils find the errors", "Year 6", "kept",
             "24 of 28 found theirs.", "A key on the board.", 30),
    Promised("Priya Nair", "Give feedback as three questions", "Year 8", "changed", "Talk, not writing.",
             "Next time fewer questions.", 52),
    Promised("Dai Rees", "Hold the grades back by two days", "9 PE theory", "dropped",
             "Parents asked why. Worth knowing before anyone else tries.", "", 74),
    Promised("Sian Lloyd", "Read one pupil’s rewriting aloud, with their yes", "Year 10", "not-yet", hours_ago=26),
    Promised("Mo Khan", "Start with the question that last lesson ended with", "Year 7", group=""),
    Promised("Ruth Meyer", "Count to five before I say a name", "10 Art", group="Behaviour without raised voices"),
    Promised("Andre Baptiste", "Stand beside, not in front", "Year 9", "kept", "Nobody turned round.", "", 60,
             group="Behaviour without raised voices"),
    Promised("Hana Kovac", "Write the first instruction down instead of saying it", "Year 8", "changed",
             "They read it.", "Shorter: six words.", 50, group="Behaviour without raised voices"),
    Promised("Priya Raman", "One idea of chapter three, with my quietest class", "Year 10", "kept",
             "They argued.", "", 40, group="The biscuit hour"),
]  # fmt: skip

IDEAS = [
    Thought("Mo Khan", "Hinge question at minute 20",
            "Stop at minute 20. One question with four answers, each wrong for a reason of its own. Everybody shows "
            "a letter at once.\n\nIf fewer than three quarters are right, do not go on.",
            "Strategic learning", "Science", "Year 7 to 11", days_ago=40),
    Thought("Ines Gago", "Two-minute silent start",
            "A picture or a sentence on the board. Two minutes in which nobody speaks, the teacher neither.",
            "Oracy", "Languages", "all", days_ago=34),
    Thought("Tom Weller", "Hinge question on mini-whiteboards",
            "As it was, with whiteboards instead of letters. They draw first.", "", "Maths", "Year 6", days_ago=26,
            out_of=("Hinge question at minute 20",)),
    Thought("Kate Ridley", "Hinge question asked by a pupil",
            "A pair writes the question the day before.", "", "English", "Year 9", days_ago=12,
            out_of=("Hinge question on mini-whiteboards",)),
    Thought("Freya Lindqvist", "Silent start, then a hinge question",
            "Two minutes of silence over the answers, then the letters.", "Oracy", "", "Year 8", days_ago=8),
    Thought("Amara Bello", "Dot-marking instead of ticks",
            "A dot in the margin for each thing to look at again. No words. They find out what it was.",
            "Written feedback", "English", "Year 5 to 9", days_ago=6),
    Thought("Callum Reid", "Exit tickets in colours", "Three colours at the door.", "", "English", days_ago=30),
    Thought("Nikhil Rao", "Two colours at the door", "One for sure, one for not yet.", "", "", "Year 3 and 4",
            days_ago=15, out_of=("Exit tickets in colours",)),
    Thought("Denise Carver", "Five books on a trolley", "Wheel them in. Say nothing. Leave.", "", "", "", "school",
            days_ago=3),
]  # fmt: skip

COMMENTS = [
    Comment("Hinge question at minute 20", "Ines Gago", "changed",
            "Year 7 loved voting with mini-whiteboards. I moved it to minute 10.", "Year 7", hours_ago=22),
    Comment("Hinge question at minute 20", "Sara Lund", "kept",
            "It told me on Tuesday what the test told me in June."),
    Comment("Hinge question at minute 20", "Joanne Whitfield", "kept"),
    Comment("Hinge question at minute 20", "Oscar Penn", "kept", named=False),
    Comment("Hinge question at minute 20", "Ellen Duffy", "dropped", "My wrong answers were too silly."),
    Comment("Hinge question at minute 20", "Zoe Marlow", "not-yet"),
    Comment("Hinge question on mini-whiteboards", "Kirsty Bain", "kept", "They draw before they know."),
    Comment("Hinge question on mini-whiteboards", "Kate Ridley", "changed", "A pair asked it."),
    Comment("Two-minute silent start", "Rosa Whelan", "kept"),
    Comment("Two-minute silent start", "Will Ashby", "changed", "Lost its charm after a week. Now on Mondays only."),
    Comment("Two-minute silent start", "Paolo Ricci", "dropped", named=False),
    Comment("Dot-marking instead of ticks", "Nia Boyd", "kept", "Twice as many second looks.", hours_ago=40),
    Comment("Exit tickets in colours", "Meera Joshi", "dropped"),
]  # fmt: skip

STAGES = [
    Line(1, "Plan", "Tom Weller", "Year 6 stories. Comments only, then ten minutes to rewrite."),
    Line(1, "Implement", "Tom Weller", "One lesson, one class. Nine asked for the grade first."),
    Line(1, "Observe", "Priya Nair", "Watched the table by the door: they read, and waited."),
    Line(1, "Discuss", "Amara Bello", "They could not read us. Fewer words."),
    Line(1, "Revise", "Sian Lloyd", "Dots instead of comments."),
    Line(2, "Plan", "Amara Bello", "Year 9 persuasive writing."),
    Line(2, "Plan", "Priya Nair", "Most change a sentence’s meaning, not its spelling.", "prediction"),
    Line(2, "Implement", "Amara Bello", "Seven lessons."),
    Line(2, "Observe", "Tom Weller", "Two visits done. Priya and Amara on Monday."),
]

FINDINGS = [
    ("Learning habits", "Each watched three pupils for ten minutes while they were stuck.", "31 pupils, 14 lessons.",
     "Most look at a neighbour before they look at the board. A list of what to do next, on the desk, was used by "
     "half."),
    ("Literacy", "We collected the words that were underlined in one week.", "212 words from 9 classes.",
     "It is not the long words: “however”, “despite” and “account for” stop them."),
    ("Mindsets", "We wrote down our own phrases for a fortnight.", "About 400 phrases.",
     "“Yet” works when it comes with the next step, and not without."),
    ("Coaching", "Pairs taped ten minutes of talk and counted questions.", "11 pairs.",
     "A question that we already knew the answer to was never the good one."),
]  # fmt: skip
