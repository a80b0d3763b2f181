"""What editors, authors, readers and strangers see of a booklet."""

import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from collegium.booklets import making as press
from collegium.booklets.forms import LIGHTEST, lightness
from collegium.booklets.models import Booklet, Making, Yes
from collegium.outcomes.models import Shown
from tests.booklets.conftest import say_yes
from tests.conftest import MONDAY


@pytest.fixture
def hales(client, hale):
    client.force_login(hale)
    return client


def at(name, booklet, *more):
    return reverse(f"booklets:{name}", args=[booklet.pk, *more])


def signed_in(somebody):
    client = Client()
    client.force_login(somebody)
    return client


def test_from_nothing_to_a_booklet_that_readers_have(hales, northgate, marks, waiting_time, ama, tom, sam, priya):
    given = {"title": "Our year", "school": northgate.pk, "reach": "public", "licence": "by"}
    desk = hales.post(reverse("booklets:beginning"), given)["Location"]
    booklet = Booklet.objects.get()
    page = hales.get(desk).content.decode()
    assert ("Four seconds" in page, "Marks that move" in page) == (True, False)

    hales.post(at("choosing", booklet), {"reports": [waiting_time.pk]})
    assert "Sam Field has not answered yet." in hales.get(desk).content.decode()
    sams = signed_in(sam)
    question = Yes.objects.get(person=sam)
    assert "Look and answer" in sams.get(reverse("booklets:booklets")).content.decode()
    assert "Yes, print it" in sams.get(question.get_absolute_url()).content.decode()
    sams.post(reverse("booklets:answering", args=[question.pk]), {"answer": "yes"})

    hales.post(at("making", booklet))
    assert "waiting for the press" in hales.get(desk).content.decode()
    press.make(Making.objects.get())
    assert "PDF, to read" in hales.get(desk).content.decode()
    assert Client().get(at("booklet", booklet)).status_code == 404
    assert hales.post(at("publishing", booklet))["Location"] == booklet.get_absolute_url()

    stranger = Client()
    piece = booklet.pieces.get()
    assert "Four seconds" in stranger.get(at("booklet", booklet)).content.decode()
    assert "They rewrite at once" in stranger.get(piece.get_absolute_url()).content.decode()
    pdf = b"".join(stranger.get(at("file", booklet, "pdf")).streaming_content)
    assert "Four seconds" in PdfReader(io.BytesIO(pdf)).pages[2].extract_text()
    assert stranger.get(at("file", booklet, "docx")).status_code == 404

    sams.post(reverse("booklets:answering", args=[question.pk]), {"answer": "no"})
    assert stranger.get(at("file", booklet, "pdf")).status_code == 404
    assert stranger.get(at("piece", booklet, piece.pk)).status_code == 404
    assert "You said no" in sams.get(question.get_absolute_url()).content.decode()


def test_readers_see_its_pictures_and_nobody_else_does(agreed, hale, tom, priya):
    agreed.publish(by=hale, at=MONDAY)
    path = at("picture", agreed, Shown.objects.get().pk)

    answer = signed_in(tom).get(path)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert signed_in(priya).get(path).status_code == 404


def test_words_are_kept_and_a_colour_on_which_white_is_not_read_is_refused(hales, booklet):
    right = {"title": "Another", "colour": "#653f6b", "reach": "network", "licence": "by", "preface": "Hello"}
    assert hales.post(at("wording", booklet), right)["Location"] == at("desk", booklet)
    booklet.refresh_from_db()
    assert (booklet.title, booklet.colour, booklet.preface) == ("Another", "#653f6b", "Hello")

    wrong = hales.post(at("wording", booklet), right | {"colour": "#ffee00"})
    assert (wrong.status_code, "choose a darker one" in wrong.content.decode()) == (422, True)
    assert hales.get(at("words", booklet)).status_code == 200


def test_how_light_a_colour_is():
    assert (round(lightness("#000000"), 3), round(lightness("#ffffff"), 3)) == (0, 1)
    assert lightness("#1f4f3f") < LIGHTEST < lightness("#888888")


@pytest.mark.parametrize("name", ["making", "publishing"])
def test_before_a_piece_stands_there_is_nothing_to_make_or_give(hales, booklet, name):
    answer = hales.post(at(name, booklet), follow=True)

    assert "No piece has the yes of all its authors yet." in answer.content.decode()


def test_the_press_can_be_stopped_and_nothing_stops_when_nothing_runs(hales, agreed):
    hales.post(at("stopping", agreed))
    hales.post(at("making", agreed))
    hales.post(at("stopping", agreed))

    assert Making.objects.get().cancelled_at is not None


def test_a_press_that_failed_says_so(hales, agreed, hale):
    agreed.make(by=hale, at=MONDAY).fail(at=MONDAY)

    assert "The press stopped" in hales.get(at("desk", agreed)).content.decode()


def test_taken_from_its_readers_and_given_again(hales, agreed, tom):
    hales.post(at("publishing", agreed))
    hales.post(at("taking-back", agreed))
    assert "Being put together" in hales.get(reverse("booklets:booklets")).content.decode()
    assert signed_in(tom).get(reverse("booklets:booklets")).status_code == 200
    hales.post(at("publishing", agreed))
    assert "To read" in signed_in(tom).get(reverse("booklets:booklets")).content.decode()


def test_what_is_wrong_in_a_beginning_is_said(hales, northgate):
    answer = hales.post(reverse("booklets:beginning"), {"title": "", "school": northgate.pk})

    assert answer.status_code == 422
    assert hales.get(reverse("booklets:new")).status_code == 200


def test_an_empty_shelf_says_what_comes_first(hales, northgate, rob):
    assert "No booklet yet" in hales.get(reverse("booklets:booklets")).content.decode()
    assert "No booklet yet" in signed_in(rob).get(reverse("booklets:booklets")).content.decode()


def test_a_question_about_a_withdrawn_report_has_no_answer(booklet, waiting_time, sam):
    waiting_time.withdraw(by=sam, at=MONDAY)

    page = signed_in(sam).get(Yes.objects.get(person=sam).get_absolute_url()).content.decode()
    assert "there is nothing to print" in page


def test_a_booklet_without_a_standing_piece_is_empty_for_its_editors(hales, booklet):
    assert "Nothing in it now" in hales.get(at("booklet", booklet)).content.decode()


def test_the_desk_asks_as_often_for_two_pieces_as_for_one(hales, booklet, waiting_time, hale, ama, tom, sam):
    say_yes(booklet, ama, tom, sam)
    counts = []
    for reports in ([waiting_time], booklet.possible()):
        booklet.choose(reports, by=hale, at=MONDAY)
        with CaptureQueriesContext(connection) as asked:
            hales.get(at("desk", booklet))
        counts.append(len(asked))

    assert counts[0] == counts[1]
