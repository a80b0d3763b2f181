"""What may leave a group: figures from ten answers on, and comparisons only by whoever shared them."""

import pytest

from collegium.impact.models import SharedRound
from collegium.outcomes.gathering import gather
from collegium.outcomes.models import Report
from collegium.surveys.models import Release, Survey
from tests.conftest import MONDAY, SEPTEMBER

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("answered", "offered"), [(9, 0), (10, 1)], ids=["too few", "enough"])
def test_pupils_figures_leave_from_ten_answers_on_and_without_what_is_hidden(
    report, feedback, ama, answered, offered
):
    items = [{"kind": "scale", "text": "I rewrite.", "options": ["Never", "Often"]},
             {"kind": "scale", "text": "I ask.", "options": ["Never", "Often"]},
             {"kind": "open", "text": "Anything else?"}]  # fmt: skip
    survey = Survey.objects.prepare(title="Feedback", group=feedback, by=ama, at=MONDAY, items=items)
    asked = list(survey.items.order_by("order"))
    figures = {str(asked[0].pk): {"whole": [None, 7, 0]}, str(asked[1].pk): {"whole": [None, None, None]}}
    Release.objects.create(wave=survey.wave_now(), answered=answered, figures=figures, at=MONDAY)

    found = [one for one in gather(report, ama) if one.kind == "voice"]

    assert len(found) == offered
    for one in found:
        assert one.words == (
            "What 10 pupils said, on 9 November 2026:\n\n- I rewrite. Often about 70 %\n\n"
            "Numbers that could point at a pupil are left out."
        )


def test_a_comparison_goes_further_by_whoever_shared_it_and_nobody_else(northgate, hale, ama):
    cells = {"now": [17, 7, 21, 41]}
    counted = {"aspect": 1, "title": "Feedback", "cells": cells, "chose_to_join": True, "blind": False,
               "agreement": None, "registered": True, "departments": None}  # fmt: skip
    hidden = counted | {"title": "Oracy", "cells": {}}
    for aspects in ([counted, hidden], [hidden]):
        SharedRound.objects.create(
            school=northgate, year_starts_on=SEPTEMBER, measure="appraisal", aspects=aspects, by=hale, at=MONDAY
        )
    reports = {one: Report.objects.begin("Own", by=one, at=MONDAY, year_starts_on=SEPTEMBER, school=northgate)
               for one in (hale, ama)}  # fmt: skip

    (found,) = gather(reports[hale], hale)

    assert "- Feedback: 17 of 24 who worked on it, 21 of 62 others." in found.words
    assert "Oracy" not in found.words
    assert gather(reports[ama], ama) == []
