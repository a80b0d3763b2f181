"""Last year's booklet at Northgate, given to its readers; and a certificate of Amara's."""

from datetime import date, datetime, timedelta
from io import BytesIO

from PIL import Image, ImageDraw

from collegium.booklets.models import Booklet
from collegium.cpd.deriving import Span, frozen
from collegium.cpd.models import Addition, Certificate
from collegium.demo.network import DemoNetwork
from collegium.files.looking import look_at
from collegium.outcomes.models import Report
from collegium.people.models import Person
from collegium.programmes.models import Aspect

PREFACE = """Dear colleagues,

this is what two of us found in their own classrooms last year. Read one piece, try one thing of it, and tell its
authors what became of it.

*Helen Marsh*, for everybody who met in Room 12"""
PIECES = [
    ("Amara Bello", "Four minutes of green ink", [
        ("purpose", "We write comments at weekends that nobody answers. We wanted pupils to act on them in the "
                    "next lesson, so that they leave each task knowing **one thing they can do better**."),
        ("done", "- One question instead of three sentences\n- Four minutes in the next lesson to answer, in green\n"
                 "- A colleague counted, because we did not believe our own eyes"),
        ("seen", "| Class | October | March |\n|---|---|---|\n| 8b | 11 of 28 | 25 of 28 |\n"
                 "| 9x | 9 of 27 | 24 of 27 |"
                 "\n\nThe two classes are ours, and we chose them. Another pair might say something else."),
        ("benefit", "> “I read it now, because I have to answer it.” A pupil of Year 8\n\nMost answers are short. "
                    "They show what was understood, and what we had not said clearly."),
        ("next", "The department tries it in Year 7. Two of us go along."),
    ], "Bars for two classes: about ten of twenty-eight pupils answered in October, about twenty-five in March."),
    ("Mo Khan", "Four seconds", [
        ("purpose", "How long do we wait after a question, and who answers then? Quiet pupils should get a turn."),
        ("done", "We counted silently to four, and noted who spoke."),
        ("seen", "Eight more names in a lesson on average. One class laughed at first; after a week nobody did."),
        ("benefit", "Pupils who never spoke began to, with half sentences. That is what we hoped for."),
    ], ""),
]  # fmt: skip


def publish(made: DemoNetwork, *, at: datetime) -> None:
    """By the same verbs as pages: begun, chosen, agreed to by each author, made and given to its readers."""
    school, lead = made.northgate, made.people["Helen Marsh"]
    then, year = at - timedelta(days=130), date(made.year_starts_on.year - 1, 9, 1)
    reports = [
        _write(title, made.people[name], sections, shows, made, year, then)
        for name, title, sections, shows in PIECES if name in made.people
    ]  # fmt: skip
    booklet = Booklet.objects.begin(
        school, title="What we found out", reach="network", licence="by", year_starts_on=year, by=lead, at=then
    )
    booklet.word(subtitle="Two enquiries, in the words of those who made them", preface=PREFACE, by=lead, at=then)
    booklet.choose(reports, by=lead, at=then)
    for piece in booklet.pieces.all():
        for yes in piece.yeses.select_related("person"):
            yes.answer(True, at=then)
    booklet.make(by=lead, at=then)
    booklet.publish(by=lead, at=then)
    _certify(made.people["Amara Bello"], made, at=at)


def _write(
    title: str, author: Person, sections: list[tuple[str, str]], shows: str, made: DemoNetwork, year: date,
    at: datetime,
) -> Report:  # fmt: skip
    report = Report.objects.begin(title, by=author, at=at, year_starts_on=year, school=made.northgate)
    for kind, words in sections:
        report.sections.get(kind=kind).write(words, seen=0, base="", by=author, at=at)
    if shows:
        seen = report.sections.get(kind="seen")
        seen.show(look_at(_bars()), name="answers.png", describes=shows, by=author, at=at)
    aspects = Aspect.objects.in_use().filter(school=made.northgate).in_order()[:1]
    report.describe(title, themes=[], aspects=aspects, by=author, at=at)
    report.ask("network", by=author, at=at)
    report.agree(author, seen=report.print_of(), at=at)
    report.refresh_from_db()
    return report


def _bars() -> bytes:
    picture = Image.new("RGB", (640, 300), "#f3efe4")
    pen = ImageDraw.Draw(picture)
    for place, (height, colour) in enumerate([(88, "#9dc3b0"), (200, "#1f4f3f"), (72, "#9dc3b0"), (192, "#1f4f3f")]):
        left = 90 + place * 110 + (place // 2) * 40
        pen.rectangle((left, 260 - height, left + 80, 260), fill=colour)
    content = BytesIO()
    picture.save(content, "PNG")
    return content.getvalue()


def _certify(person: Person, made: DemoNetwork, *, at: datetime) -> None:
    day = at.date()
    Addition.objects.add(
        person=person, on=max(day - timedelta(days=40), made.year_starts_on), title="A day on questioning in Leeds",
        minutes=330, kind="conference", role="participant", at=at,
    )  # fmt: skip
    span = Span(made.year_starts_on, day, person.timezone or None)
    content = frozen(person, span, at=at, with_tried=True, schools=[made.northgate.name])
    Certificate.objects.issue(person=person, from_on=span.first, until_on=span.last, content=content, at=at)
