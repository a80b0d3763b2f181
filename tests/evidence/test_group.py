"""A group's evidence: six kinds with their rules, remarks of visitors, and work to which somebody said yes."""

from datetime import date

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from collegium.evidence.gathering import gather
from collegium.evidence.kinds import KINDS, SIX
from collegium.evidence.models import Remark, Results, Sample
from collegium.evidence.reading_results import Totals
from collegium.files.looking import look_at
from collegium.files.models import File
from collegium.programmes.models import Aspect
from tests.conftest import MONDAY

pytestmark = pytest.mark.django_db


def test_the_six_kinds_and_their_rules():
    assert SIX == ["voice", "appraisal", "walk", "staff", "remark", "results"]
    assert [kind.key for kind in KINDS.values() if not kind.may_leave] == ["appraisal", "sample"]
    assert all(kind.consent and kind.form and kind.rule for kind in KINDS.values())
    assert (KINDS["voice"].fewest_in_group, KINDS["voice"].fewest_above) == (5, 10)


@pytest.fixture
def sample(feedback, ama):
    return Sample.objects.add(
        feedback, look_at(b"A page of work."), name="page.txt", title="A page", consent="The pupil and a parent",
        consent_on=date(2026, 11, 1), by=ama, at=MONDAY,
    )  # fmt: skip


def test_a_piece_of_work_is_the_groups_alone(client, sample, ama, tom, sam, hale, feedback):
    file = sample.file.get_absolute_url()
    for somebody, status in ((ama, 200), (tom, 200), (sam, 404), (hale, 404)):
        client.force_login(somebody)
        assert client.get(file).status_code == status
    client.force_login(tom)
    page = client.get(reverse("evidence:group", args=[feedback.slug])).content.decode()
    assert "Yes said by: The pupil and a parent, 1 November 2026" in page


def test_a_yes_taken_back_removes_it_at_once(client, sample, ama, tom, feedback):
    file, path = sample.file.get_absolute_url(), sample.file.path
    client.force_login(tom)
    with CaptureQueriesContext(connection):
        client.post(reverse("evidence:withdrawal", args=[sample.pk]))
    sample.refresh_from_db()
    sample.withdraw(by=tom, at=MONDAY)

    client.force_login(ama)
    assert client.get(file).status_code == 404
    assert (sample.title, sample.about, sample.consent, sample.file, File.objects.count()) == ("", "", "", None, 0)
    page = client.get(reverse("evidence:group", args=[feedback.slug])).content.decode()
    assert ("A piece of work, withdrawn on" in page, "A page" in page) == (True, False)
    assert default_storage.exists(path) in (True, False)


@pytest.mark.both
def test_no_work_without_a_yes(feedback, ama):
    with pytest.raises(IntegrityError), transaction.atomic():
        Sample.objects.create(group=feedback, title="A page", consent_on=date(2026, 11, 1), by=ama, at=MONDAY)


@pytest.mark.parametrize("missing", ["names_removed", "consent", "consent_on", "file", "title"])
def test_a_piece_of_work_needs_its_names_removed_and_a_yes(client, feedback, ama, missing):
    client.force_login(ama)
    data = {
        "title": "A page", "consent": "A parent", "consent_on": "2026-05-01", "names_removed": "on",
        "file": SimpleUploadedFile("a.txt", b"A page of work."),
    }  # fmt: skip
    del data[missing]

    response = client.post(reverse("evidence:samples", args=[feedback.slug]), data)

    assert (response.status_code, Sample.objects.count(), File.objects.count()) == (422, 0, 0)


def test_a_piece_of_work_of_no_file_twice_or_more(client, feedback, ama):
    client.force_login(ama)
    for name in ("a", "b"):
        client.post(reverse("evidence:samples", args=[feedback.slug]), {
            "title": name, "consent": "A parent", "consent_on": "2026-05-01", "names_removed": "on",
            "file": SimpleUploadedFile("a.txt", b"A page of work."),
        })  # fmt: skip

    assert Sample.objects.standing().count() == 2


def test_what_a_visitor_said_to_a_group_stays_there(client, feedback, ama, hale, sam):
    client.force_login(ama)
    said = {"text": "Feedback here  is used.", "source": "A head of English", "said_on": "2026-05-01"}
    client.post(reverse("evidence:group-remarks", args=[feedback.slug]), said)
    remark = Remark.objects.get()
    assert remark.text == "Feedback here is used."
    assert "Feedback here is used." in client.get(reverse("evidence:group", args=[feedback.slug])).content.decode()
    assert [Remark.objects.visible_to(one).count() for one in (ama, hale, sam)] == [1, 0, 0]
    named = said | {"text": "Sam Field shines."}
    refused = client.post(reverse("evidence:group-remarks", args=[feedback.slug]), named)
    assert (refused.status_code, Remark.objects.count()) == (422, 1)
    client.post(reverse("evidence:remark-removal", args=[remark.pk]))
    assert not Remark.objects.exists()


def test_an_inspectors_remark_is_quotable_with_date_and_source(client, hale, sam):
    client.force_login(hale)
    client.post(reverse("evidence:remarks", args=["northgate"]), {
        "text": "Leadership and learning are bound together.", "source": "Ofsted", "said_on": "2026-05-01",
        "address": "https://example.org/report",
    })  # fmt: skip
    client.force_login(sam)

    page = client.get(reverse("evidence:school", args=["northgate"])).content.decode()

    assert "“Leadership and learning are bound together.”" in page
    assert "Ofsted, 1 May 2026" in page


def test_a_group_is_shown_what_fits_its_theme(feedback, northgate, programme, ama, hale):
    fits = Aspect.objects.create(school=northgate, title="Feedback", order=1)
    other = Aspect.objects.create(school=northgate, title="Talk", order=2)
    for title, aspect in (("Fits", fits), ("Other", other), ("All", None)):
        totals = Totals(["Year", "Pupils"], [["7", "100"]])
        Results.objects.bring(northgate, totals, title=title, kind="attendance", measured_on=date(2026, 5, 1),
                              by=hale, at=MONDAY, aspect=aspect)  # fmt: skip
        Remark.objects.quote(northgate, title, source="Ofsted", said_on=date(2026, 5, 1), by=hale, at=MONDAY,
                             aspect=aspect)  # fmt: skip

    def found():
        return {one.kind.key: sorted(line.words for line in one.lines) for one in gather(feedback, ama) if one.lines}

    assert found()["results"] == ["All", "Fits", "Other"]
    feedback.theme.aspect = fits
    assert found() == {"results": ["All", "Fits"], "remark": ["“All” Ofsted", "“Fits” Ofsted"]}
    feedback.theme = None
    assert len(found()["results"]) == 3


def test_walks_of_the_themes_aspect_stand_among_it(feedback, northgate, ama, hale):
    from collegium.walks.models import LookFor, LookingFor, Walk  # noqa: PLC0415
    from tests.walks.conftest import prepare  # noqa: PLC0415

    feedback.theme.aspect = Aspect.objects.create(school=northgate, title="Feedback", order=1)
    walk = prepare(northgate, feedback.theme.aspect, [ama], by=hale, look_fors=[LookingFor("Pupils rework")])
    LookFor.objects.filter(walk=walk).update(counts=[12, 33])
    over = {"announced_at": MONDAY, "reviewed_on": MONDAY.date(), "drawn_at": MONDAY, "finished_at": MONDAY}
    Walk.objects.filter(pk=walk.pk).update(**over)

    lines = {one.kind.key: one.lines for one in gather(feedback, ama)}

    assert [line.found for line in lines["walk"]] == [("Pupils rework: 33 of 45 lessons, 73 % (59 to 84)",)]


def test_a_group_of_ones_own_has_its_first_schools_words(client, feedback, ama):
    feedback.programme = feedback.theme = None
    feedback.save()
    client.force_login(ama)

    assert client.get(reverse("evidence:group", args=[feedback.slug])).status_code == 200


def test_the_names_of_rows(sample, northgate, hale):
    remark = Remark.objects.quote(northgate, "x", source="y", said_on=date(2026, 5, 1), by=hale, at=MONDAY)

    assert (str(sample), str(remark)) == (f"sample {sample.pk}", f"remark {remark.pk}")


def lines_of(group, somebody):
    """Of each kind what it found, or what it says."""
    return {
        one.kind.key: [words for line in one.lines for words in line.found or [line.words]]
        for one in gather(group, somebody) if one.lines
    }


def asked(group, ama, *classes):
    """A round of the group's pupils: for each class, the places of the answers."""
    from collegium.surveys import asking  # noqa: PLC0415
    from collegium.surveys.models import Survey  # noqa: PLC0415
    from tests.surveys.conftest import ACCOUNT, answered  # noqa: PLC0415

    survey = Survey.objects.prepare(
        title="Feedback on my work", group=group, by=ama, at=MONDAY, items=asking.find("feedback").items[:1]
    )
    survey.account_for(by=ama, at=MONDAY, checker=ama, **ACCOUNT)
    for answers in classes:
        wave = survey.ask_again(by=ama, at=MONDAY)
        answered(wave.hand_out(label="8B", pupils=40, by=ama, at=MONDAY), *answers)
        wave.close(by=ama, at=MONDAY)
    return survey


def test_what_pupils_said_stands_among_it_before_and_after(feedback, ama, tom):
    asked(feedback, ama, [0] * 6 + [1] * 8 + [2] * 6 + [3] * 5, [0] * 5 + [1] * 5 + [2] * 8 + [3] * 7)

    assert lines_of(feedback, tom)["voice"] == [
        "“I understand what my teacher writes on my work.” Often or Always: about 60 % (Before: about 45 %)"
    ]


def test_of_fewer_than_five_pupils_no_figure_stands_among_it(feedback, ama):
    asked(feedback, ama, [0, 1, 2, 3])

    assert lines_of(feedback, ama)["voice"] == [
        "Fewer than 5 answered, so nothing is shown."
    ]


def test_a_figure_that_is_hidden_stays_hidden_in_the_sum(feedback, ama):
    asked(feedback, ama, [0] * 10 + [1] * 10 + [2] * 10 + [3] * 2)

    assert lines_of(feedback, ama)["voice"] == [
        "“I understand what my teacher writes on my work.” Often or Always: not shown"
    ]


def test_a_round_that_goes_on_is_no_evidence_yet(feedback, ama):
    from tests.surveys.conftest import answered  # noqa: PLC0415

    survey = asked(feedback, ama)
    answered(survey.wave_now().hand_out(label="8B", pupils=30, by=ama, at=MONDAY), *[1] * 12)

    assert "voice" not in lines_of(feedback, ama)


def test_what_staff_said_stands_among_it_with_counts(feedback, ama, tom):
    from collegium.surveys import asking  # noqa: PLC0415
    from collegium.surveys.models import Survey  # noqa: PLC0415
    from tests.surveys.conftest import ACCOUNT, answered  # noqa: PLC0415

    survey = Survey.objects.prepare(
        title="Our learning together", programme=feedback.programme, by=ama, at=MONDAY,
        items=asking.for_staff()[0].items[:1],
    )  # fmt: skip
    survey.account_for(by=ama, at=MONDAY, checker=ama, **ACCOUNT)
    wave = survey.wave_now()
    answered(wave.hand_out(label="Staff", pupils=40, by=ama, at=MONDAY), *[1] * 10 + [2] * 12 + [3] * 8)
    wave.close(by=ama, at=MONDAY)

    assert lines_of(feedback, tom)["staff"] == [
        "“What we do in my group is worth the time.” Mostly or Very much: 20 of 30"
    ]


def test_a_theme_as_a_whole_is_for_those_who_read_it(feedback, ama, tom, hale):
    from collegium.surveys.models import ThemeRelease  # noqa: PLC0415

    figures = {"k": {"text": "Safe to be wrong?", "options": ["Yes", "No"], "whole": [30, 20, 0], "answered": 50,
                     "groups": 2}}  # fmt: skip
    ThemeRelease.objects.create(theme=feedback.theme, number=1, groups=2, answered=50, figures=figures, at=MONDAY)

    assert lines_of(feedback, hale)["voice"] == [f"{feedback.theme} as a whole, 50 pupils in 2 groups"]
    assert "voice" not in lines_of(feedback, tom)


@pytest.fixture
def compared(feedback, northgate, hale):
    """18 of 24 members strong, 24 of 56 others; counted by Hale for the aspect of the group's theme."""
    from collegium.impact.models import Comparison  # noqa: PLC0415
    from tests.impact.conftest import HIGHER, JUDGED, LAST_YEAR  # noqa: PLC0415

    feedback.theme.aspect = Aspect.objects.create(school=northgate, title="Feedback", order=1)
    feedback.theme.save()
    comparison = Comparison.objects.register(
        feedback.theme.aspect, year_starts_on=LAST_YEAR, measure="appraisal", judged_on=JUDGED, by=hale, at=MONDAY
    )
    comparison.type_counts(HIGHER, by=hale, at=MONDAY)
    return comparison


def test_appraisal_counts_stand_among_it_only_for_whoever_leads(feedback, compared, hale, ama, tom):
    (said,) = lines_of(feedback, hale)["appraisal"]

    assert said.startswith("Feedback: 18 of 24 members (75%) and 24 of 56 other staff (43%) were judged strong.")
    assert ["appraisal" in lines_of(feedback, one) for one in (ama, tom)] == [False, False]


def test_counts_too_small_to_share_do_not_hang_on_a_wall(feedback, compared, hale):
    from tests.impact.conftest import SMALL  # noqa: PLC0415

    compared.type_counts(SMALL, by=hale, at=MONDAY)

    assert lines_of(feedback, hale)["appraisal"] == [
        "Too few to show here: the comparison itself has the numbers that you typed."
    ]


def test_the_leadership_team_reads_what_was_shared_with_it(feedback, compared, northgate, hale, tom):
    from collegium.impact.models import SharedRound  # noqa: PLC0415
    from tests.conftest import duty  # noqa: PLC0415

    kept = [{
        "aspect": compared.aspect_id, "title": "Feedback", "cells": {"now": [18, 6, 24, 32]}, "chose_to_join": True,
        "blind": False, "agreement": None, "registered": True, "departments": None,
    }, {"aspect": 0, "title": "Talk", "cells": {}}]  # fmt: skip
    SharedRound.objects.share(northgate, compared.year_starts_on, "appraisal", kept, 5, by=hale, at=MONDAY)
    duty(tom, "leadership", school=northgate)

    (said,) = lines_of(feedback, tom)["appraisal"]

    assert said.startswith("Feedback: 18 of 24 members (75%)")


def test_the_groups_home_leads_to_its_evidence(client, feedback, tom):
    client.force_login(tom)

    page = client.get(reverse("desk:group", args=[feedback.slug])).content.decode()

    assert f'href="{reverse("evidence:group", args=[feedback.slug])}"' in page
