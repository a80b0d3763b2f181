"""The evidence of the demo: totals of two summers, what people from outside said, and a page of a pupil's work."""

from datetime import date, datetime, timedelta

from collegium.demo.network import DemoNetwork
from collegium.evidence.models import Remark, Results, Sample
from collegium.evidence.reading_results import Totals
from collegium.files.looking import look_at
from collegium.groups.models import Group
from collegium.programmes.models import Aspect

COLUMNS = ["Subject", "Pupils", "Average points", "Pupils at 5 or above"]
SUMMERS = (
    (2, [["English", "142", "4.8", "88"], ["Mathematics", "143", "4.6", "84"], ["Science", "139", "4.7", "81"]]),
    (1, [["English", "148", "5.0", "97"], ["Mathematics", "148", "4.7", "89"], ["Science", "144", "4.9", "90"]]),
)
INSPECTED = "Pupils plan their work with increasing independence. Staff learn from one another, and it shows."
PAGE = b"First try: The plant grew. After the comment: The plant grew 4 cm in a week because it had light."


def gather_evidence(made: DemoNetwork, *, at: datetime) -> None:
    """Northgate's, and what Amara's group has of its own."""
    lead, amara, school = made.people["Helen Marsh"], made.people["Amara Bello"], made.northgate
    year = made.year_starts_on.year
    for back, rows in SUMMERS:
        Results.objects.bring(
            school, Totals(COLUMNS, rows), title=f"GCSE {year + 1 - back}", kind=Results.Kind.EXAMINATION,
            measured_on=date(year + 1 - back, 8, 20), source="Examination boards", by=lead,
            at=at - timedelta(days=50),
        )  # fmt: skip
    Remark.objects.quote(
        school, INSPECTED, source="Ofsted, inspection report", said_on=date(year, 5, 14),
        aspect=Aspect.objects.called("Metacognition", school), by=lead, at=at - timedelta(days=40),
    )  # fmt: skip
    group = Group.objects.looked_after_by(amara).going().order_by("pk").first()
    if group:
        Remark.objects.quote(
            school, "I have not seen pupils use comments so readily.", source="A head of English from the trust",
            said_on=at.date() - timedelta(days=9), group=group, by=amara, at=at - timedelta(days=8),
        )  # fmt: skip
        Sample.objects.add(
            group, look_at(PAGE), name="two tries.txt", title="Two tries at a sentence, Year 8",
            about="What changed after a comment of one line.",
            consent="The pupil and a parent, on paper in the office",
            consent_on=at.date() - timedelta(days=20), by=amara, at=at - timedelta(days=15),
        )  # fmt: skip
