from collegium.impact.models import Comparison, SharedRound
from collegium.programmes.models import Aspect
from tests.conftest import FRIDAY, SEPTEMBER
from tests.house.who_may import Row

# hale leads the programmes and belongs to the leadership team; nobody else does.
READERS = "302 403 403 403 404 200 404 403 403 404"
LEAD = "302 404 404 404 404 200 404 404 404 404"
LEAD_ACTS = LEAD.replace("200", "302")
LEAD_MISSES = LEAD.replace("200", "422")


def school(world):
    return [world.programme.school.slug]


def comparison(world):
    return [_comparison(world).pk]


def _comparison(world):
    hale = world.people["hale"]
    found = Comparison.objects.first()
    if found is None:
        aspect = Aspect.objects.called("Feedback", world.programme.school)
        found = Comparison.objects.register(
            aspect, year_starts_on=SEPTEMBER, measure="appraisal", judged_on=SEPTEMBER, by=hale, at=FRIDAY
        )
    return found


def shared(world):
    found = SharedRound.objects.first() or SharedRound.objects.share(
        world.programme.school, SEPTEMBER, "appraisal", [], 5, by=world.people["hale"], at=FRIDAY
    )
    return [found.pk]


def counts(world):
    return {"members_strong": 18, "members_of": 24, "others_strong": 24, "others_of": 56}


def registering(world):
    aspect = Aspect.objects.called("Feedback", world.programme.school)
    return {"aspect": aspect.pk, "year_starts_on": "2025-09-01", "least_months": 0, "measure": "appraisal",
            "judged_on": "2026-12-01", "known": "no"}  # fmt: skip


ROWS = [
    Row("impact:overview", READERS, school),
    Row("impact:new", READERS, school),
    Row("impact:comparisons", READERS.replace("200", "302"), school, "post", registering),
    Row("impact:sharing", READERS.replace("200", "404"), school, "post", note="nothing is counted"),
    Row("impact:taking_part", READERS, school),
    Row("impact:networks", "302 403 403 403 403 403 200 403 403 403"),
    Row("impact:shared", LEAD, shared),
    Row("impact:shared_removal", LEAD_ACTS, shared, "post"),
    Row("impact:comparison", LEAD, comparison),
    Row("impact:members_csv", LEAD, comparison),
    Row("impact:members_xlsx", LEAD, comparison),
    Row("impact:walk", LEAD.replace("200", "404"), comparison, "post", note="no walk has counted members apart"),
    Row("impact:counts", LEAD_ACTS, comparison, "post", counts),
    Row("impact:departments", LEAD_MISSES, comparison, "post"),
    Row("impact:file", LEAD_MISSES, comparison, "post"),
    Row("impact:removal", LEAD_ACTS, comparison, "post"),
]  # fmt: skip
