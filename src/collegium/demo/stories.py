"""What the demo network works on: last year's communities, this year's programmes, and teachers' own groups."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Theme:
    """A theme of a programme, the aspect of practice that it is about, and questions that groups ask within it."""

    title: str
    aspect: str
    about: str
    questions: tuple[str, ...] = ()


@dataclass(frozen=True)
class OwnGroup:
    """A group outside the programmes: who belongs (the first looks after it), and how it meets."""

    approach: str
    title: str
    question: str
    members: tuple[str, ...]
    weekday: int
    starts_at: str
    minutes: int = 75
    number: int | None = None
    video: str = ""
    room: str = ""
    listed: bool = True


LAST_YEAR = [
    (
        "Learning habits",
        "What do pupils do when they are stuck?",
        ("Ruth Meyer", "Sara Lund", "Dai Rees", "Zoe Marlow", "Colin Strang", "Kelly Monk"),
    ),
    (
        "Literacy",
        "Which words stop them reading a question?",
        ("Amara Bello", "Callum Reid", "Nia Boyd", "Will Ashby", "Denise Carver", "Meera Joshi", "Aled Hughes"),
    ),
    (
        "Numeracy",
        "Where does a graph mean something outside maths?",
        ("Joanne Whitfield", "Lewis Barr", "Hamish Orr", "Sunil Perera", "Tess Hale"),
    ),
    (
        "Mindsets",
        "Which of our phrases make pupils try again?",
        ("Jo Osei", "Eva Vos", "Chidi Okafor", "Gwen Parry", "Petra Lowe", "Nadia Rahman"),
    ),
    (
        "Visible thinking",
        "What changes when they draw before they talk?",
        ("Imogen Frost", "Priya Nair", "Leo Crane", "Rosa Whelan"),
    ),
    (
        "Coaching",
        "What does a good question sound like?",
        ("Ines Gago", "Miriam Katz", "Fatima Siddiqui", "Priya Raman", "Anna Brandt", "Yvonne Clarke"),
    ),
]

VISION = """We are a school in which the adults learn too.

Each of us chooses one thing about our own teaching, tries something with a class, and talks about it with colleagues
who are trying something as well. Nobody grades it. The time is given: two afternoons a month belong to this.

Tell us what you would like to work on, and when you cannot meet. Nothing else."""

# What last year's communities were about, in the school's own words for its teaching.
ASPECTS_OF_LAST_YEAR = {
    "Learning habits": "Metacognition", "Mindsets": "Metacognition", "Literacy": "Literacy", "Numeracy": "Literacy",
    "Visible thinking": "Classroom talk", "Coaching": "Classroom talk",
}  # fmt: skip

PRIORITIES = ("Pupils act on feedback", "Every pupil is heard in every lesson", "Independent learners in Key Stage 4")

COMMUNITIES = [
    Theme(
        "Written feedback", "Feedback", "What pupils do with what we write, and how little of it is needed.",
        ("How can students engage more actively with written feedback?", "What if the mark came a week later?",
         "Who reads the comment, and who only reads the mark?"),
    ),
    Theme(
        "Oracy", "Classroom talk", "Talk that carries the lesson: who speaks, to whom, for how long.",
        ("Who answers, and how long do we wait?", "Can a quiet class argue?"),
    ),
    Theme(
        "Mindsets", "Motivation", "The words we use when something is hard.",
        ("Which words make pupils try again?", "What does “not yet” change in Year 10?"),
    ),
    Theme(
        "Flipped learning", "Independent study", "What happens before the lesson, and for whom it does not.",
        ("What do pupils do before the lesson, and who doesn’t?",),
    ),
    Theme(
        "Strategic learning", "Metacognition", "Planning, checking and changing course, taught on purpose.",
        ("Can Year 9 plan an essay without us?", "How do pupils know that they know?"),
    ),
]  # fmt: skip

SPRING = [
    Theme("Retrieval in five minutes", "Memory", "Short, low-stakes remembering at the start of a lesson."),
    Theme("Student wellbeing", "Relationships", "What a tutor group needs in the weeks before examinations."),
    Theme("Rewards that last", "Motivation", "What happens when the stickers stop."),
    Theme("Models and worked examples", "Explanation", "Better models, and being comfortable criticising them."),
]

OWN_GROUPS = [
    OwnGroup(
        "learning-group", "Feedback that Moves",
        "How can we encourage students to engage more actively with written feedback?",
        ("Amara Bello", "Tom Weller", "Priya Nair", "Sian Lloyd", "Dai Rees"), 1, "15:45", number=6,
    ),
    OwnGroup(
        "action-learning-set", "Behaviour without raised voices",
        "What do we do in the ten seconds before we would have shouted?",
        ("Ruth Meyer", "Andre Baptiste", "Kieran Doyle", "Zoe Marlow", "Asha Mistry", "Ben Tallis", "Hana Kovac",
         "Nikhil Rao"), 3, "15:50", number=5,
    ),
    OwnGroup(
        "book-community", "The biscuit hour", "Which three ideas of this year’s book would we use on Monday?",
        ("Priya Raman", "Denise Carver", "Owen Pritchard", "Rosa Whelan", "Tariq Aziz", "Miriam Katz", "Kate Ridley"),
        2, "15:45", minutes=60, room="School library",
    ),
    OwnGroup(
        "study-group", "Formative assessment online, together",
        "What does the course ask of us that our pupils would notice?",
        ("Kate Ridley", "Freya Lindqvist", "Elsie Tanner", "Claire Fontaine", "Lukas Weber"), 0, "16:00", minutes=60,
        number=5, video="https://meet.example.org/study-group",
    ),
    OwnGroup(
        "learning-group", "Phonics to Year 7", "What do pupils bring with them that we do not use?",
        ("Amelia Crewe", "Beth Ashworth", "Grace Otieno", "Femi Alade"), 3, "16:00", listed=False,
    ),
]  # fmt: skip
