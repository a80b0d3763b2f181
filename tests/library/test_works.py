"""Works come in, reach whom their bringer gave them to, and are found."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from collegium.files.looking import Looked, Refused, look_at
from collegium.files.models import File
from collegium.history.models import Entry
from collegium.library import isbn, policies
from collegium.library.models import NoConsent, Shelving, Use, Work
from collegium.library.noting import as_note
from tests.conftest import FRIDAY, MONDAY

ISBN = "9781936764853"
OFFICE = "http://schemas.openxmlformats.org/"
TYPES = (
    f'<Types xmlns="{OFFICE}package/2006/content-types"><Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    f'<Relationships xmlns="{OFFICE}package/2006/relationships"><Relationship Id="1" Target="word/document.xml" '
    f'Type="{OFFICE}officeDocument/2006/relationships/officeDocument"/></Relationships>'
)


def bring(person, title="Embedded Formative Assessment", audience="school", **words):
    words.setdefault("school", person.schools_now().first())
    words.setdefault("kind", "book")
    return Work.objects.bring(person=person, title=title, audience=audience, at=MONDAY, **words)


def word(*paragraphs, extra="", members=()):
    body = "".join(f"<w:p><w:r><w:t>{one}</w:t></w:r></w:p>" for one in paragraphs)
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as box:
        box.writestr("[Content_Types].xml", TYPES)
        box.writestr("_rels/.rels", RELATIONS)
        box.writestr("word/document.xml", f"<w:document {space}><w:body>{body}{extra}</w:body></w:document>")
        for name, content in members:
            box.writestr(name, content)
    return kept.getvalue()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("978-1-936764-85-3", ISBN),
        ("ISBN 978 1 936764 85 3", ISBN),
        ("0-306-40615-2", "9780306406157"),
        ("0-8044-2957-X", "9780804429573"),
        ("978-1-936764-85-4", ""),
        ("0-306-40615-3", ""),
        ("X306406152", ""),
        ("1234567890123", ""),
        ("tea", ""),
        ("", ""),
    ],
)
def test_a_book_s_number_is_checked_by_its_last_digit(typed, kept):
    assert isbn.plain(typed) == kept


def test_a_word_document_comes_in_without_its_pictures():
    assert as_note(look_at(word("Ask first.", "Then wait."))) == "Ask first.\n\nThen wait."


def test_pictures_from_elsewhere_stay_outside():
    text = "Before ![a cat](https://example.org/cat.png) after\r\n\r\n\r\n\r\n![x][1] end"

    assert as_note(look_at(text.encode())) == "Before  after\n\n end"


@pytest.mark.parametrize(
    ("looked", "why"),
    [
        (Looked(b"", "application/pdf", "pdf"), "as it is"),
        (look_at(b"![only](a.png)"), "no words"),
        (look_at(b"x" * 20_001), "longer"),
        (look_at(word("a", members=[("word/big.xml", b"0" * 9_000_000)])), "more inside"),
        (look_at(word(extra="<broken>")), "damaged"),
    ],
    ids=["a PDF", "nothing", "too long", "a trap", "broken inside"],
)
def test_what_cannot_be_a_note_is_refused_with_a_reason(looked, why):
    with pytest.raises(Refused, match=why):
        as_note(looked)


def test_it_reaches_whom_its_bringer_gave_it_to(trust, harbour, ama, tom, priya):
    work = bring(ama, audience="me")
    seen = [[Work.objects.visible_to(who).count() for who in (ama, tom, priya)]]
    harbour.networks.add(trust)
    for audience in ("school", "network", "school"):
        work.widen(audience, by=ama, at=FRIDAY)
        seen.append([Work.objects.visible_to(who).count() for who in (ama, tom, priya)])

    assert seen == [[1, 0, 0], [1, 1, 0], [1, 1, 1], [1, 1, 1]]


@pytest.mark.both
def test_a_film_of_people_who_have_not_agreed_goes_to_nobody(ama):
    film = bring(ama, "Lesson on film", "me", kind="video", shows_people=True)

    assert film.wider() == []
    with pytest.raises(IntegrityError), transaction.atomic():
        Work.objects.filter(pk=film.pk).update(audience="school")
    film.describe(by=ama, at=FRIDAY, labels=(), themes=(), shows_people=True, consent="Tom, to staff.")
    assert film.wider() == ["school", "network"]
    film.widen("school", by=ama, at=FRIDAY)
    with pytest.raises(NoConsent):
        film.describe(by=ama, at=FRIDAY, labels=(), themes=(), shows_people=True, consent="")


def test_words_labels_and_themes_are_as_somebody_said_last(programme, ama):
    work = bring(ama, labels=["isced-2", "for-teacher"], themes=programme.themes.filter(title="Oracy"))
    work.describe(
        by=ama, at=FRIDAY, labels=["isced-2", "isced-3"], themes=programme.themes.all(), title="Talk",
        shows_people=False, consent="",
    )  # fmt: skip

    assert sorted(work.labels.values_list("value", flat=True)) == ["isced-2", "isced-3"]
    found = [Work.objects.matching("talk feedback"), Work.objects.labelled("isced-3"), Work.objects.themed("Oracy")]
    assert [list(one) for one in found] == [[work]] * 3
    assert list(Work.objects.labelled("for-teacher")) == []


def test_taken_back_its_words_and_files_are_gone_and_that_it_was_used_stays(
    ama, tom, feedback, django_capture_on_commit_callbacks
):
    work = bring(ama, isbn=ISBN, labels=["isced-2"])
    file = File.objects.keep(look_at(b"Tea."), name="tea.txt", by=ama, at=MONDAY)
    work.attach(file, by=ama, at=MONDAY)
    assert list(File.objects.visible_to(tom)) == [file]
    Use.objects.say(work, tom, words="With Year 9", at=MONDAY)
    with django_capture_on_commit_callbacks(execute=True):
        work.withdraw(by=ama, at=FRIDAY)
    work.withdraw(by=tom, at=FRIDAY)
    work.describe(by=ama, at=FRIDAY, labels=["isced-3"], themes=(), title="Again", shows_people=False, consent="")

    assert (str(work), work.isbn, work.labels.count()) == ("something that was taken back", "", 0)
    assert (File.objects.count(), Use.objects.count()) == (0, 1)
    assert [one.did for one in Entry.objects.filter(kind="library.work")] == ["brought", "attached", "withdrew"]
    assert not policies.may_use(work)


def test_a_shelf_opens_nothing_that_its_bringer_did_not(feedback, ama, tom, gwen, sam):
    work = bring(ama)
    shelving = Shelving.objects.put(work, feedback, by=tom, at=MONDAY)
    again = Shelving.objects.put(work, feedback, by=ama, at=FRIDAY)

    assert shelving == again
    seen = {who.first_name: list(Shelving.objects.visible_to(who)) for who in (ama, tom, gwen, sam)}
    assert seen == {"Ama": [shelving], "Tom": [shelving], "Gwen": [], "Sam": []}
    assert list(Work.objects.on_the_shelf_of(feedback)) == [work]
    assert [policies.may_take_down(who, shelving) for who in (ama, sam)] == [True, False]
    shelving.take_down(by=ama, at=FRIDAY)
    assert [one.did for one in Entry.objects.filter(kind="library.shelving")] == ["shelved", "took down"]


@pytest.mark.both
def test_who_used_it_is_for_colleagues_of_the_same_school(trust, harbour, ama, tom, priya):
    harbour.networks.add(trust)
    work = bring(ama, audience="network")
    Use.objects.say(work, tom, words="", at=MONDAY)
    mine = Use.objects.say(work, tom, words="With 8B", at=FRIDAY)
    hers = Use.objects.say(work, priya, words="In Year 6", at=FRIDAY)

    assert mine.words == "With 8B"
    assert [list(Use.objects.visible_to(who)) for who in (ama, priya)] == [[mine], [hers]]
    mine.take_back(at=FRIDAY)
    assert list(Use.objects.visible_to(ama)) == []


def test_the_catalogue_is_found_by_anything(client, programme, ama, tom):
    work = bring(ama, authors="Dylan Wiliam", isbn=ISBN, labels=["isced-2"], themes=programme.themes.all())
    bring(ama, "Another", kind="video")
    Use.objects.say(work, tom, words="", at=MONDAY)
    client.force_login(tom)

    for asked in ("q=wiliam", f"q={ISBN}", "q=oracy", "kind=book", "for=isced-2", "theme=Oracy", "which=used"):
        page = client.get(reverse("library:works") + "?" + asked).content.decode()
        assert ("Embedded" in page, "Another" in page) == (True, False), asked
    assert "Nothing found" in client.get(reverse("library:works") + "?which=mine").content.decode()


def test_the_catalogue_costs_the_same_for_one_for_three_and_for_three_hundred(client, ama, tom):
    client.force_login(tom)
    counts = []
    for more in (1, 2, 297):
        for number in range(more):
            Use.objects.say(bring(ama, f"{more} {number}"), tom, words="", at=MONDAY)
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("library:works"))
        counts.append(len(asked))

    assert len(set(counts)) == 1


def test_a_shelf_costs_the_same_for_one_for_three_and_for_three_hundred(client, feedback, ama, tom):
    client.force_login(tom)
    counts = []
    for more in (1, 2, 297):
        for number in range(more):
            Shelving.objects.put(bring(ama, f"{more} {number}"), feedback, by=ama, at=MONDAY)
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("library:shelf", args=[feedback.slug]))
        counts.append(len(asked))

    assert len(set(counts)) == 1


def brought(client, **more):
    return client.post(reverse("library:brought"), {"kind": "book", "title": "A book", "reach": "me"} | more)


def test_a_title_and_what_it_is_are_enough(client, ama):
    client.force_login(ama)

    assert brought(client).status_code == 302
    assert Work.objects.get().audience == "me"


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"isbn": "978-1-936764-85-4"}, "One of these digits is wrong"),
        ({"link": "ftp://example.org/a"}, "Only addresses that begin with"),
        ({"kind": "video", "shows_people": "on", "reach": "school"}, "Say who agreed"),
    ],
)
def test_what_does_not_fit_is_said_beside_its_field(client, ama, northgate, more, why):
    client.force_login(ama)
    if more.get("reach"):
        more = more | {"reach": f"school-{northgate.pk}"}
    answer = brought(client, **more)

    assert answer.status_code == 422
    assert why in answer.content.decode()


def test_a_document_stands_in_the_form_before_anything_is_kept(client, ama):
    client.force_login(ama)
    sent = SimpleUploadedFile("Waiting.docx", word("Wait three seconds."))
    page = client.post(reverse("library:note"), {"document": sent})

    assert (page.status_code, Work.objects.count()) == (200, 0)
    assert "Wait three seconds." in page.content.decode()
    assert 'value="Waiting"' in page.content.decode()


def test_a_document_that_cannot_be_a_note_says_why(client, ama):
    client.force_login(ama)
    answer = client.post(reverse("library:note"), {"document": SimpleUploadedFile("a.pdf", b"%PDF-1.7")})

    assert answer.status_code == 422
    assert "as it is" in answer.content.decode()


def test_a_film_that_colleagues_see_keeps_its_consent(client, ama):
    film = bring(ama, "Film", kind="video", shows_people=True, consent="Tom")
    client.force_login(ama)
    answer = client.post(
        reverse("library:described", args=[film.pk]), {"kind": "video", "title": "Film", "shows_people": "on"}
    )

    assert (answer.status_code, Work.objects.get().consent) == (422, "Tom")


def test_a_handout_hangs_on_its_work_and_goes_again(client, ama, tom, django_capture_on_commit_callbacks):
    work = bring(ama)
    client.force_login(ama)
    at = reverse("library:attaching", args=[work.pk])
    assert client.post(at, {"file": SimpleUploadedFile("cards.txt", b"Red, green.")}).status_code == 302
    file = work.files.get()
    client.force_login(tom)
    assert client.get(file.get_absolute_url()).content == b"Red, green."
    assert "cards.txt" in client.get(work.get_absolute_url()).content.decode()
    client.force_login(ama)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("library:removing", args=[work.pk, file.pk]))

    assert File.objects.count() == 0


def test_too_many_files_are_refused_beside_the_field(client, ama, monkeypatch):
    monkeypatch.setattr("collegium.files.models.MOST_IN_A_DAY", 0)
    client.force_login(ama)
    answer = client.post(
        reverse("library:attaching", args=[bring(ama).pk]), {"file": SimpleUploadedFile("a.txt", b"a")}
    )

    assert answer.status_code == 422
