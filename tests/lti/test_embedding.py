"""A public report in any page's frame; nothing else of ours stands in one."""

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from collegium.files.looking import look_at
from collegium.files.models import File
from collegium.lti import showing
from collegium.outcomes.models import Report
from tests.conftest import FRIDAY, MONDAY, SEPTEMBER
from tests.files.test_files import picture

pytestmark = pytest.mark.django_db


def embed(client, report):
    return client.get(reverse("lti:embed", args=[report.pk]))


def test_what_is_public_stands_in_any_frame_and_nothing_else_does(client, everybodys, ours, ama):
    page, closed = embed(client, everybodys), embed(client, ours)

    assert (page.status_code, "What Talk for all was for" in page.content.decode()) == (200, True)
    assert "frame-ancestors *" in page.headers["Content-Security-Policy"]
    assert ("X-Frame-Options" in page.headers, page.cookies) == (False, {})
    assert (closed.status_code, closed.headers["X-Frame-Options"]) == (404, "DENY")
    assert "frame-ancestors 'none'" in closed.headers["Content-Security-Policy"]
    everybodys.withdraw(by=ama, at=FRIDAY)
    assert embed(client, everybodys).status_code == 404


def test_the_lines_to_copy_are_there_for_what_is_public(client, everybodys, ours, sam, priya):
    client.force_login(sam)
    pages = [client.get(reverse("lti:passing-on", args=[one.pk])).content.decode() for one in (everybodys, ours)]
    client.force_login(priya)

    assert [("iframe" in page) for page in pages] == [True, False]
    assert client.get(reverse("lti:passing-on", args=[ours.pk])).status_code == 404


def test_a_course_is_named_where_the_school_has_a_vle(client, platform, everybodys, sam):
    client.force_login(sam)

    assert "Moodle: add the activity" in client.get(
        reverse("lti:passing-on", args=[everybodys.pk])).content.decode()  # fmt: skip


def test_pictures_travel_inside_the_page_while_there_is_room_and_are_described_beyond_it(
    client, northgate, ama, monkeypatch, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    report = Report.objects.begin("With pictures", by=ama, at=MONDAY, year_starts_on=SEPTEMBER, school=northgate)
    place = report.sections.get(kind="purpose")
    for section in report.sections.filter(kind__in=["purpose", "benefit"]):
        section.write("So that we see it", seen=0, base="", by=ama, at=MONDAY)
    place.show(look_at(picture()), name="wall.jpg", describes="A wall of pages", by=ama, at=MONDAY)
    report.ask("public", by=ama, at=MONDAY)
    report.agree(ama, seen=report.print_of(), at=MONDAY)

    whole = embed(client, report).content.decode()
    monkeypatch.setattr(showing, "LARGEST", 10)
    tight = embed(client, report).content.decode()
    monkeypatch.undo()
    for path in File.objects.values_list("path", "small").get():
        default_storage.delete(path) if path else None
    lost = embed(client, report).content.decode()

    assert ["src=\"data:image/" in page for page in (whole, tight, lost)] == [True, False, False]
    assert ["A wall of pages" in page for page in (whole, tight, lost)] == [True, True, True]
