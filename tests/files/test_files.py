"""What comes in is what it is by its bytes, and nobody gets it who may not read what it hangs on."""

import io
import os
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image

from collegium.files import jobs, models, parents
from collegium.files.forms import Upload
from collegium.files.looking import LARGEST, Refused, look_at, look_at_picture
from collegium.files.models import File, sweep
from collegium.history.models import Entry
from tests.conftest import MONDAY


def picture(form="JPEG", size=(40, 30), **more):
    kept = io.BytesIO()
    Image.new("RGB", size, "teal").save(kept, form, **more)
    return kept.getvalue()


def box(**members):
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return kept.getvalue()


def keep(person, content=b"Tea at four.", name="tea.txt"):
    return File.objects.keep(look_at(content), name=name, by=person, at=MONDAY)


@pytest.mark.parametrize(
    ("content", "suffix"),
    [
        (b"%PDF-1.7 ...", "pdf"),
        (b"Tea at four.", "txt"),
        (picture("PNG"), "png"),
        (picture("GIF"), "png"),
        (picture("WEBP"), "webp"),
        (picture("JPEG"), "jpg"),
        (box(**{"word/document.xml": "<w/>"}), "docx"),
        (box(**{"ppt/presentation.xml": "<p/>"}), "pptx"),
        (box(mimetype="application/vnd.oasis.opendocument.text"), "odt"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_a_file_is_stands_in_its_bytes(content, suffix):
    assert look_at(content).suffix == suffix


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"x" * (LARGEST + 1),
        b"MZ\x90\x00\x03 a program",
        "täuschend".encode("utf-16"),
        box(**{"notes.txt": "an archive"}),
        b"PK\x03\x04 cut off",
        picture("PNG")[:60],
        picture("JPEG", (900, 900))[:700],
    ],
    ids=["empty", "large", "a program", "no text", "an archive", "a cut archive", "a cut picture", "a photograph"],
)
def test_what_is_not_known_is_refused_with_a_sentence(content):
    with pytest.raises(Refused, match=r"\.$"):
        look_at(content)


def test_a_small_box_with_too_much_inside_is_refused():
    with pytest.raises(Refused, match="more inside"):
        look_at(box(**{f"word/{number}.xml": b"0" * 30_000_000 for number in range(7)}))


def test_a_small_picture_of_too_many_pixels_is_refused():
    kept = io.BytesIO()
    Image.new("1", (8_000, 6_000)).save(kept, "PNG")

    with pytest.raises(Refused, match="pixels"):
        look_at(kept.getvalue())


def test_where_a_picture_was_taken_does_not_come_along():
    place = Image.Exif()
    place[0x010E] = "at home"
    place[0x0112] = 6  # lies on its side

    looked = look_at(picture("JPEG", exif=place))

    with Image.open(io.BytesIO(looked.content)) as found:
        assert (dict(found.getexif()), found.size) == ({}, (30, 40))
    assert b"at home" not in looked.content


def test_a_large_picture_is_made_smaller():
    with Image.open(io.BytesIO(look_at(picture(size=(4_000, 1_000))).content)) as found:
        assert found.size == (2_000, 500)


def test_where_a_picture_is_asked_for_a_text_will_not_do():
    assert look_at_picture(picture()).is_picture

    with pytest.raises(Refused, match="not a picture"):
        look_at_picture(b"Tea at four.")


def test_a_name_leads_nowhere_and_ends_as_what_it_is(tom):
    names = [keep(tom, name=name).name for name in ("../../etc/passwd", "C:\\tea\\four.exe", "\x00.", "tea.txt")]

    assert names == ["passwd.txt", "four.txt", "file.txt", "tea.txt"]


def test_a_file_on_nothing_is_its_owners(tom, ama):
    kept = keep(tom)

    assert list(File.objects.visible_to(tom)) == [kept]
    assert list(File.objects.visible_to(ama)) == []


def test_a_file_follows_what_it_hangs_on(tom, ama, monkeypatch):
    kept = keep(tom)
    monkeypatch.setattr(parents, "_parents", [])
    parents.register(lambda person: File.objects.filter(pk=kept.pk if person == ama else 0).values("pk"))

    assert list(File.objects.visible_to(ama)) == [kept]


def test_a_hundred_in_a_day_are_enough(tom, monkeypatch):
    monkeypatch.setattr(models, "MOST_IN_A_DAY", 1)
    keep(tom)

    with pytest.raises(Refused, match="tomorrow"):
        keep(tom)


def test_what_is_removed_is_gone_from_the_disk_too(tom, settings, django_capture_on_commit_callbacks):
    kept = keep(tom)
    lies = Path(settings.MEDIA_ROOT) / kept.path

    assert lies.read_bytes() == kept.content() == b"Tea at four."
    with django_capture_on_commit_callbacks(execute=True):
        kept.remove(by=tom, at=MONDAY)

    assert not lies.exists()
    assert [entry.did for entry in Entry.objects.all()] == ["brought", "removed"]


def test_at_night_bytes_without_a_row_go(tom, settings):
    kept, gone = keep(tom), keep(tom)
    File.objects.filter(pk=gone.pk).delete()
    for one in (kept, gone):
        os.utime(Path(settings.MEDIA_ROOT) / one.path, (0, 0))
    fresh = keep(tom)
    File.objects.filter(pk=fresh.pk).delete()

    jobs.sweep.func()
    assert sweep(at=datetime.now(UTC)) == 0

    lying = [(Path(settings.MEDIA_ROOT) / one.path).exists() for one in (kept, gone, fresh)]
    assert lying == [True, False, True]
    sweep(at=datetime.now(UTC) + timedelta(days=2))


def test_a_page_that_was_uploaded_never_runs(client, tom):
    text, shown = keep(tom, b"<script>alert(1)</script>", "page.html"), keep(tom, picture(), "tea.jpg")
    client.force_login(tom)

    answers = [client.get(one.get_absolute_url()) for one in (text, shown)]

    assert [answer["Content-Disposition"].partition(";")[0] for answer in answers] == ["attachment", "inline"]
    assert [answer["Content-Type"] for answer in answers] == ["text/plain", "image/jpeg"]
    assert {answer["Content-Security-Policy"] for answer in answers} == {"default-src 'none'; sandbox"}
    assert {answer["X-Content-Type-Options"] for answer in answers} == {"nosniff"}
    assert {answer["Cache-Control"] for answer in answers} == {
        "max-age=0, no-cache, no-store, must-revalidate, private"
    }


def test_ones_files_are_in_the_box_that_one_takes_away(client, tom):
    kept = keep(tom)
    client.force_login(tom)

    taken = zipfile.ZipFile(io.BytesIO(client.get("/me/held/file/").content))

    assert taken.read(f"files/{kept.pk}-tea.txt") == b"Tea at four."


def test_bytes_that_the_disk_has_lost_are_not_there_and_hold_nothing_else_back(client, tom, settings):
    kept = keep(tom)
    (Path(settings.MEDIA_ROOT) / kept.path).unlink()
    client.force_login(tom)

    assert client.get(kept.get_absolute_url()).status_code == 404
    assert client.get("/me/held/file/").status_code == 200


def test_a_form_may_do_without_a_file():
    assert Upload(required=False).clean(None) is None
