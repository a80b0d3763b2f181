"""A report's page for strangers: with the yes of each author, of the school, and a contact of the school."""

import pytest
from django.urls import reverse

from collegium.outcomes.models import ChangedMeanwhile, Report
from collegium.sharings.models import Contact, PrivateAddress, Summary
from tests.conftest import FRIDAY, MONDAY
from tests.outcomes.conftest import section, share
from tests.sharings.conftest import LAST_YEAR

pytestmark = pytest.mark.django_db
LINKS = [["Our film", "https://film.example/7"]]


@pytest.fixture
def public(feedback, ama, tom):
    """Ama's and Tom's report, on the web."""
    report = Report.objects.begin("Marks that move", by=ama, at=MONDAY, year_starts_on=LAST_YEAR, group=feedback)
    for kind in ("purpose", "benefit"):
        section(report, kind).write("So.", seen=0, base="", by=ama, at=MONDAY)
    report.name(tom, by=ama, at=MONDAY)
    return share(report, ama, tom, reach="public")


@pytest.fixture
def summary(public, northgate, ama):
    return Summary.objects.write(public, "They rewrite at once.", LINKS, school=northgate, by=ama, at=MONDAY)


@pytest.fixture
def standing(summary, northgate, ama, tom, hale):
    for author in (ama, tom):
        summary.agree(author, seen=summary.mark, at=MONDAY)
    summary.allow(seen=summary.mark, by=hale, at=MONDAY)
    Contact.objects.give(northgate, who="Martin Hale, Deputy Head", email="office@school.example", by=hale, at=MONDAY)
    return summary


def stands():
    return Summary.objects.public().exists()


def test_it_stands_with_the_last_yes_and_a_contact(summary, northgate, ama, tom, hale):
    found = [stands()]
    summary.allow(seen=summary.mark, by=hale, at=MONDAY)
    summary.agree(ama, seen=summary.mark, at=MONDAY)
    Contact.objects.give(northgate, who="The office", email="office@school.example", by=hale, at=MONDAY)
    found.append(stands())
    summary.agree(tom, seen=summary.mark, at=MONDAY)

    assert [*found, stands()] == [False, False, True]
    assert (str(northgate.public_contact), str(summary)) == ("The office", f"summary {summary.pk}")


def test_it_stands_while_the_next_version_is_written_with_somebody_else(standing, public, client, ama, tom, gwen):
    public.name(gwen, by=ama, at=FRIDAY)
    public.leave_out(tom, by=ama, at=FRIDAY)
    shown = client.get(standing.public_url).content.decode()
    client.force_login(tom)
    client.post(reverse("sharings:summary-back", args=[public.pk]))

    assert [words in shown for words in (ama.name, tom.name, gwen.name)] == [True, True, False]
    assert not stands()


def with_one_more(summary, ama, hale):
    summary.report.name(hale, by=ama, at=FRIDAY)
    share(summary.report, hale, reach="public")


TAKEN_BACK = {
    "an author": lambda s, ama, hale: s.take_back(by=ama, for_school=False, at=FRIDAY),
    "the school": lambda s, ama, hale: s.take_back(by=hale, for_school=True, at=FRIDAY),
    "its contact": lambda s, ama, hale: Contact.objects.take_back(s.school, by=hale, at=FRIDAY),
    "the report": lambda s, ama, hale: s.report.withdraw(by=ama, at=FRIDAY),
    "other words": lambda s, ama, hale: Summary.objects.write(
        s.report, "Other.", [], school=s.school, by=ama, at=FRIDAY),
    "another author": with_one_more,
}  # fmt: skip


@pytest.mark.parametrize("what", TAKEN_BACK)
def test_whatever_is_taken_back_it_is_gone_by_the_next_request(client, standing, ama, hale, what):
    page, feed = f"/sharings/web/{standing.report_id}/", "/sharings/web/at/northgate/feed.atom"
    before = [client.get(path).status_code for path in (page, feed)]

    TAKEN_BACK[what](standing, ama, hale)

    assert (before, [client.get(path).status_code for path in (page, feed)]) == ([200, 200], [404, 404])


def test_the_same_words_again_want_no_new_yes(standing, ama):
    Summary.objects.write(standing.report, standing.words, LINKS, school=standing.school, by=ama, at=FRIDAY)

    assert stands()
    Contact.objects.take_back(standing.school, by=ama, at=FRIDAY)
    Contact.objects.take_back(standing.school, by=ama, at=FRIDAY)
    assert not stands()


def test_a_yes_is_to_the_words_that_were_read(summary, ama, hale, northgate):
    with pytest.raises(ChangedMeanwhile):
        summary.agree(ama, seen="other", at=MONDAY)
    with pytest.raises(ChangedMeanwhile):
        summary.allow(seen="other", by=hale, at=MONDAY)


def test_the_address_of_an_account_is_no_contact(northgate, hale, tom):
    with pytest.raises(PrivateAddress):
        Contact.objects.give(northgate, who="Tom", email=tom.email.upper(), by=hale, at=MONDAY)


def test_strangers_read_words_films_contact_and_the_way_to_the_report(client, standing):
    response = client.get(f"/sharings/web/{standing.report_id}/")
    page = response.content.decode()

    wanted = ("They rewrite at once.", "https://film.example/7", "Martin Hale, Deputy Head", "Marks that move",
              "mailto:office@school.example", f"/outcomes/web/{standing.report_id}/", "og:title",
              "atom+xml")  # fmt: skip
    assert [words for words in wanted if words not in page] == []
    assert "hale@example.org" not in page
    assert (response.cookies, "no-cache" in response["Cache-Control"]) == ({}, True)
    assert "They rewrite at once." in client.get("/sharings/web/at/northgate/feed.atom").content.decode()
    assert client.get("/sharings/web/at/nowhere/feed.atom").status_code == 404


def test_from_a_few_lines_to_the_web_by_its_page(client, public, ama, tom, hale, sam, northgate):
    page = f"/sharings/summaries/{public.pk}/"

    def post(somebody, door, **data):
        client.force_login(somebody)
        return client.post(f"{page}{door}/", data).status_code

    client.force_login(hale)
    assert "Nothing is written yet" in client.get(page).content.decode()
    words = {"words": "They rewrite.", "links": "Our film https://film.example/7\n\nhttps://a.example/"}
    assert post(ama, "words", words="", links="no address") == 422
    assert post(ama, "words", words="So.", links="\n".join(["x https://a.example/"] * 9)) == 422
    assert post(ama, "words", **words) == 302
    summary = Summary.objects.get()
    assert summary.links == [["Our film", "https://film.example/7"], ["https://a.example/", "https://a.example/"]]
    assert post(ama, "yes", seen="other") == 409
    assert [post(one, "yes", seen=summary.mark) for one in (ama, tom, hale, sam)] == [302, 302, 403, 403]
    assert [post(one, "yes", seen=summary.mark, **{"for": "school"}) for one in (ama, hale)] == [403, 302]
    assert post(hale, "contact", email="office@school.example") == 422
    assert post(hale, "contact", who="Tom", email=tom.email) == 422
    assert post(hale, "contact", who="The office", email="office@school.example") == 302
    assert stands()
    assert "As the open web sees it" in client.get(page).content.decode()
    assert page in client.get(f"/sharings/of/report/{public.pk}/").content.decode()
    assert post(tom, "taking-back") == 302
    assert not stands()
    assert post(hale, "contact") == 302
    assert not Contact.objects.exists()
