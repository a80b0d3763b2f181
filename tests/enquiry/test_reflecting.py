import pytest

from collegium.enquiry.models import Reflection, Shared
from collegium.enquiry.reflecting import prompts_for
from collegium.history.models import Entry
from collegium.kit import clock
from tests.conftest import FRIDAY, MONDAY


@pytest.fixture
def written(tom):
    return Reflection.objects.begin(person=tom, text="I waited, and somebody spoke.", at=MONDAY)


def test_a_reflection_is_its_authors_and_nobody_elses(written, world):
    readers = [name for name, who in world.people.items() if Reflection.objects.visible_to(who).exists()]
    told = [name for name, who in world.people.items() if Entry.objects.visible_to(who).about(written).exists()]

    assert (readers, told) == (["tom"], ["tom"])


@pytest.mark.both
def test_what_is_shared_is_what_it_was_at_that_moment(written, tom, ama, feedback):
    version = written.share(at=MONDAY, group=feedback)
    written.write("I waited too long.", at=FRIDAY)

    assert Shared.objects.visible_to(ama).get().text == "I waited, and somebody spoke."
    later = written.share(at=FRIDAY, group=feedback)
    assert (later.number, later.text, version.number) == (2, "I waited too long.", 1)


def test_it_is_read_by_those_named_and_by_the_group_of_today(written, feedback, sam, ama, gwen, priya, hale, finn):
    to_group, to_sam = written.share(at=MONDAY, group=feedback), written.share(at=MONDAY, people=[sam])

    def readers(version):
        everybody = (sam, ama, gwen, priya, hale, finn)
        return [who.first_name for who in everybody if Shared.objects.visible_to(who).filter(pk=version.pk).exists()]

    assert (readers(to_group), readers(to_sam)) == (["Ama", "Gwen"], ["Sam"])
    feedback.memberships.get(person=ama).leave(by=ama, at=clock.now())
    assert readers(to_group) == ["Gwen"]


def test_what_is_taken_back_is_gone_at_once_and_leaves_its_day(client, written, sam, tom):
    version = written.share(at=MONDAY, people=[sam])
    client.force_login(sam)
    assert "somebody spoke" in client.get(f"/enquiry/reflections/shared/{version.pk}/").content.decode()

    version.withdraw(at=FRIDAY)
    version.withdraw(at=FRIDAY)

    page = client.get(f"/enquiry/reflections/shared/{version.pk}/").content.decode()
    assert "Tom Weller took it back on 13 November 2026." in page
    assert "somebody spoke" not in page
    assert Reflection.objects.visible_to(tom).get().text == "I waited, and somebody spoke."


def test_a_reflection_thrown_away_takes_its_versions_along(written, sam):
    written.share(at=MONDAY, people=[sam])

    written.throw_away(at=FRIDAY)

    assert Shared.objects.count() == 0


def test_the_method_asks_and_three_questions_are_for_anybody(feedback, tom, sam):
    feedback.approach.stages.create(order=1, name="Reflect", questions=["What happened?", "What happened?"])

    assert prompts_for(tom)[0] == ("Learning group", ["What happened?"])
    assert [len(questions) for _title, questions in prompts_for(sam)] == [3]


def test_writing_and_sharing_on_pages(client, tom, ama, sam, feedback):
    feedback.approach.stages.create(order=1, name="Reflect", questions=["What happened?"])
    client.force_login(tom)
    assert client.get("/enquiry/reflections/new/?prompt=What+happened%3F").context["prompt"] == "What happened?"
    assert client.get("/enquiry/reflections/new/?prompt=Anything").context["prompt"] == ""
    assert client.post("/enquiry/reflections/writing/", {"text": ""}).status_code == 422
    client.post("/enquiry/reflections/writing/", {"text": "I waited.", "prompt": "What happened?"})
    one = Reflection.objects.get()
    address = f"/enquiry/reflections/{one.pk}/"
    assert client.post(address + "words/", {"text": ""}).status_code == 422
    client.post(address + "words/", {"text": "I waited long."})
    assert client.post(address + "sharing/", {}).status_code == 422
    client.post(address + "sharing/", {"group": feedback.pk, "people": [sam.pk]})
    version = Shared.objects.get()
    assert "Sam Field" in client.get(address).content.decode()
    assert "a version is shared" in client.get("/enquiry/reflections/").content.decode()
    client.force_login(sam)
    assert "Shared with you" in client.get("/enquiry/reflections/").content.decode()
    client.force_login(tom)
    client.post(f"/enquiry/reflections/shared/{version.pk}/taking-back/")
    client.post(address + "throwing-away/")
    assert Reflection.objects.count() == 0
