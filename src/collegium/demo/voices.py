"""What colleagues of the demo write to each other beyond their groups."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Said:
    """A post: who, what, to whom, how long ago; what it answers or passes on, by how that begins."""

    who: str
    text: str
    width: str = "network"
    hours_ago: int = 20
    asks: bool = False
    about_topic: bool = False
    answers: str = ""
    passes_on: str = ""
    picture: str = ""


# The weeks before this one, the newest first; and what is proposed for the next, with its votes.
PAST = ["What does a mistake look like in your room?", "Who talks most in your lessons, and who knows it?",
        "What did you stop doing this year?", "What do you read on a bus?"]  # fmt: skip
PROPOSED = [
    ("Nia Boyd", "Which homework did you enjoy marking?", ("Nia Boyd", "Mo Khan", "Kirsty Bain")),
    ("Kate Ridley", "How do you end a lesson that ran out of time?", ("Kate Ridley", "Sara Lund", "Amara Bello",
                                                                      "Tom Weller")),
    ("Rosa Whelan", "What do the quiet ones do best?", ("Rosa Whelan",)),
]  # fmt: skip

SAID = [
    Said("Tom Weller", "In mine a mistake is a dot in the margin. No word, no number. They hunt for it like a lost "
         "sock. #feedback", "public", 70, about_topic=True),
    Said("Mo Khan", "Three wrong answers on the board before the right one. Year 7 argue about which is the best "
         "mistake. #mistakes", "here", 64, about_topic=True),
    Said("Amara Bello", "Has anybody made comment-only marking work with a class that is used to grades? Mine still "
         "turn to the last page first. #feedback", "network", 50, asks=True),
    Said("Kirsty Bain", "We hid the grade for two days. By the third time nobody asked.", hours_ago=46,
         answers="Has anybody made comment-only"),
    Said("Dai Rees", "I tried the same and dropped it: parents wrote in. Tell them first.", hours_ago=45,
         answers="Has anybody made comment-only"),
    Said("Freya Lindqvist", "The talk on wait time that I keep coming back to, eleven minutes: "
         "https://www.example.org/talks/wait-time #oracy", "public", 40),
    Said("Ruth Meyer", "Worth eleven minutes with a cup of tea.", "school", 30, passes_on="The talk on wait time"),
    Said("Nikhil Rao", "Two colours at the door became three: one for “ask me tomorrow”. It is the one they use. "
         "#exittickets", "network", 28),
    Said("Ines Gago", "Silent start with Year 9 for the fifth week. I have stopped being the loudest thing in the "
         "room. #oracy", "here", 26, about_topic=True),
    Said("Lily Adeyemi", "First year here. What do you do in the four minutes between two classes at opposite ends "
         "of the school?", "school", 9, asks=True),
    Said("Denise Carver", "The library is empty and warm from 15:30 to 16:15 on Thursdays, and there are biscuits.",
         "school", 5),
    Said("Kate Ridley", "Asked Year 9 to write the wrong answers for the hinge question. They know our mistakes "
         "better than we do. #mistakes", "public", 3, about_topic=True,
         picture="Twelve cards in three colours on a wall, each with a wrong answer in a pupil’s own words"),
]  # fmt: skip

# The hour of last Thursday: who said what beside which question, who starred it, and what it came to.
QUESTIONS = ["What does a mistake look like in your room?", "Who finds it first?",
             "What do you do in the ten seconds after?", "Which mistake would you like to see more often?",
             "What will you try on Monday?"]  # fmt: skip
HOUR = [
    (1, "Tom Weller", "A dot in the margin.", ("Amara Bello", "Mo Khan")),
    (1, "Mo Khan", "Three wrong answers on the board, before anybody is asked.", ()),
    (1, "Freya Lindqvist", "A silence that is a little too long.", ("Tom Weller",)),
    (2, "Kirsty Bain", "The one who sits beside. Nearly always.", ()),
    (2, "Amara Bello", "Me, alas. I am working on it.", ("Kate Ridley", "Mo Khan", "Kirsty Bain")),
    (3, "Kate Ridley", "Count to five. Then ask who thought the same.", ("Amara Bello",)),
    (3, "Nikhil Rao", "Year 3: we say “ooh, interesting” together. It sounds sillier than it is.", ()),
    (4, "Mo Khan", "Units that do not fit. They would notice so much else.", ("Freya Lindqvist",)),
    (5, "Kirsty Bain", "Dots, in maths.", ()), (5, "Tom Weller", "Waiting longer than feels polite.", ("Mo Khan",)),
    (0, "Lily Adeyemi", "My first chat. Reading only, and glad of it.", ("Kate Ridley",)),
]  # fmt: skip
NEXT = ["Who talks most in your lessons?", "How do you know?", "What would you give up to hear more?",
        "What will you try on Monday?"]  # fmt: skip

FOLLOWS = [("Amara Bello", "Kate Ridley", ""), ("Amara Bello", "", "feedback"), ("Amara Bello", "", "oracy"),
           ("Tom Weller", "Amara Bello", ""), ("Mo Khan", "", "mistakes")]  # fmt: skip
PAGES = [("Tom Weller", "Year 6 by the sea. I mark with dots."), ("Freya Lindqvist", ""),
         ("Kate Ridley", "Assistant head who still teaches twelve hours.")]  # fmt: skip
