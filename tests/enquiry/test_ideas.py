from urllib.parse import quote

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from collegium.enquiry.lineage import drawn, family_of, figures, generations, related, wrapped
from collegium.enquiry.models import Descent, Echo, Idea, TooWide, TooYoung, Trial
from collegium.enquiry.showing import echoes_for, ideas_for
from collegium.groups.audience import choices_for, reach
from collegium.groups.models import Group
from collegium.history.models import Entry
from collegium.kit import clock
from collegium.meetings.models import Promise
from collegium.people.models import Network
from tests.conftest import FRIDAY, MONDAY, SEPTEMBER, member


@pytest.fixture
def trust_with_harbour(trust, harbour):
    harbour.networks.add(trust)
    return trust


def share(person, title="An idea", audience="network", **fields):
    fields.setdefault("school", person.schools_now().first())
    return Idea.objects.share(person=person, title=title, audience=audience, at=MONDAY, **fields)


def tell(idea, person, verdict="kept", *, named=True, group=None, **words):
    trial = Trial.objects.tell(
        person=person, text=idea.title, verdict=verdict, idea=idea, group=group, at=FRIDAY, **words
    )
    return Echo.objects.send(trial, named=named, at=FRIDAY)


def readers(idea, *people):
    return [who.first_name for who in people if Idea.objects.visible_to(who).filter(pk=idea.pk).exists()]


@pytest.mark.parametrize(
    ("audience", "seen_by"),
    [
        ("me", ["Ama"]),
        ("group", ["Ama", "Tom", "Gwen"]),
        ("school", ["Ama", "Tom", "Gwen", "Sam", "Martin", "Rob", "Finn"]),
        ("network", ["Ama", "Tom", "Gwen", "Sam", "Martin", "Rob", "Finn", "Priya"]),
    ],
)
def test_an_idea_reaches_those_to_whom_its_author_gave_it(world, trust_with_harbour, feedback, audience, seen_by):
    people = [world.people[who] for who in ("ama", "tom", "gwen", "sam", "hale", "rob", "finn", "priya", "ines")]
    idea = share(people[0], audience=audience, group=feedback)

    assert readers(idea, *people) == seen_by


def test_another_group_of_the_school_does_not_see_what_one_group_sees(feedback, ama, sam, northgate, learning_group):
    other = Group.objects.create(title="Other", slug="other", approach=learning_group, year_starts_on=SEPTEMBER,
                                 started_by=sam, started_at=MONDAY)  # fmt: skip
    member(other, sam, northgate)

    assert readers(share(ama, audience="group", group=feedback), sam) == []


def test_it_only_widens(idea, ama, sam, priya, trust_with_harbour):
    assert idea.wider() == ["network"]
    idea.widen("group", by=ama, at=FRIDAY)
    assert idea.audience == "school"

    idea.widen("network", by=ama, at=FRIDAY)
    idea.widen("network", by=ama, at=FRIDAY)

    assert readers(idea, sam, priya) == ["Sam", "Priya"]
    assert Entry.objects.about(idea).filter(did="widened").count() == 1


def test_what_is_made_out_of_a_colleagues_idea_goes_no_further_than_the_idea(feedback, ama, tom):
    theirs = share(ama, audience="group", group=feedback)
    with pytest.raises(TooWide):
        share(tom, audience="school", group=feedback, sources=[theirs])

    mine = share(tom, audience="group", group=feedback, sources=[theirs])

    assert mine.wider() == []
    assert share(ama, audience="group", group=feedback, sources=[theirs]).wider() == ["school", "network"]


def test_choices_are_ones_groups_schools_and_networks(ama, feedback, northgate, trust, gwen):
    assert [choice for choice, _words in choices_for(ama, alone=True)] == [
        "me", f"group-{feedback.pk}", f"school-{northgate.pk}", f"network-{northgate.pk}",
    ]  # fmt: skip
    assert [choice for choice, _words in choices_for(gwen)] == [f"group-{feedback.pk}"]
    assert reach("me", gwen) == {"audience": "me", "school": None}
    assert reach(f"group-{feedback.pk}", ama) == {"audience": "group", "group_id": feedback.pk, "school": northgate}
    assert reach(f"school-{northgate.pk}", ama) == {"audience": "school", "school": northgate}


@pytest.mark.both
def test_an_idea_comes_only_from_earlier_ones(idea, ama):
    later = share(ama, "Later", sources=[idea])
    with pytest.raises(TooYoung):
        idea.comes_from(later)
    with pytest.raises(IntegrityError), transaction.atomic():
        Descent.objects.create(child=idea, parent=later)

    assert list(later.sources.all()) == [idea]


def test_counters_count_echoes_only_one_for_each_colleague(idea, tom, sam, rob):
    Trial.objects.tell(person=rob, text="Quietly", verdict="kept", idea=idea, at=FRIDAY)
    tell(idea, sam, "not-yet")
    tell(idea, tom, "dropped")
    again = tell(idea, tom, "kept", named=False)

    counted = Idea.objects.with_figures().get(pk=idea.pk)
    assert figures(counted) == "tried by 2: kept 1, 1 still trying"
    assert Echo.objects.get(pk=again.pk).by == ""


def test_an_echo_follows_what_its_sender_says_now(idea, tom):
    echo = tell(idea, tom, "kept", went_well="They laughed.", changed="Minute 10.")
    echo.trial.correct("dropped", at=FRIDAY)

    assert figures(Idea.objects.with_figures().get(pk=idea.pk)) == "tried by 1: dropped 1"
    assert echo.words == "They laughed. Minute 10."

    echo.call_back(at=FRIDAY)

    assert figures(Idea.objects.with_figures().get(pk=idea.pk)) == "new: nobody has told of it yet"


def test_what_was_sent_without_a_name_names_nobody_anywhere(client, idea, tom, ama):
    echo = tell(idea, tom, named=False, went_well="It was loud.")
    Echo.objects.update(at=clock.now())
    client.force_login(ama)
    pages = [client.get(address).content.decode() for address in ("/", f"/enquiry/ideas/{idea.pk}/")]

    assert all("A colleague" in page and "It was loud." in page and "Tom" not in page for page in pages)
    assert Entry.objects.about(echo).get().by is None


def test_whose_idea_was_used_is_on_the_authors_today(client, idea, tom, ama, sam):
    now = clock.now()
    trial = Trial.objects.tell(person=tom, text="x", verdict="changed", idea=idea, changed="Minute 10.", at=now)
    Echo.objects.send(trial, named=True, at=now)
    client.force_login(ama)

    page = client.get("/").content.decode()

    assert "Tom used your idea today" in page
    assert "Minute 10." in page
    assert echoes_for(sam, clock.now()) == []


def test_new_for_me_is_what_colleagues_shared_and_i_have_not_taken_up(idea, ama, tom, sam, feedback):
    assert (ideas_for(ama), ideas_for(tom)) == ([], [idea])

    idea.take_up(tom, at=MONDAY, group=feedback)
    idea.take_up(sam, at=MONDAY)

    assert (ideas_for(tom), ideas_for(sam)) == ([], [])


@pytest.mark.both
def test_ill_try_this_is_a_promise_or_a_plan_and_twice_is_once(idea, tom, feedback):
    promise = idea.take_up(tom, at=MONDAY, group=feedback)
    plan = idea.take_up(tom, at=MONDAY)

    assert idea.take_up(tom, at=FRIDAY, group=feedback) == promise
    assert idea.take_up(tom, at=FRIDAY) == plan
    assert (promise.text, plan.is_plan) == (idea.title, True)


def test_telling_of_a_promised_idea_asks_whether_to_send_an_echo(client, idea, tom, feedback, ama):
    promise = idea.take_up(tom, at=MONDAY, group=feedback)
    client.force_login(tom)
    page = client.post(f"/enquiry/promises/{promise.pk}/telling/", {"verdict": "kept"}, follow=True)
    trial = page.context["trial"]
    assert "Tell Ama?" in page.content.decode()

    client.post(f"/enquiry/tried/{trial.pk}/echo/", {"name": "without"})
    assert Echo.objects.get().named is False
    client.post(f"/enquiry/tried/{trial.pk}/echo/", {"name": "with"})
    assert Echo.objects.get().named is True
    client.post(f"/enquiry/tried/{trial.pk}/echo/", {"name": "back"})
    client.post(f"/enquiry/tried/{trial.pk}/echo/", {"name": "back"})
    client.post(f"/enquiry/tried/{trial.pk}/echo/", {"name": "nonsense"})

    assert Echo.objects.count() == 0


def test_ones_own_idea_sends_no_echo(client, idea, ama):
    trial = Trial.objects.tell(person=ama, text="x", verdict="kept", idea=idea, at=FRIDAY)
    client.force_login(ama)

    assert client.post(f"/enquiry/tried/{trial.pk}/echo/", {"name": "with"}).status_code == 403


def test_what_is_withdrawn_leaves_its_place_and_not_a_word(client, idea, ama, tom):
    child = share(tom, "Hinge, with cards", audience="school", sources=[idea])
    tell(idea, tom, went_well="They laughed.")
    idea.withdraw(by=ama, at=FRIDAY)
    idea.withdraw(by=ama, at=FRIDAY)
    idea.reword(by=ama, at=FRIDAY, title="Back")
    client.force_login(tom)

    page = client.get(f"/enquiry/ideas/{idea.pk}/").content.decode()
    assert "an idea that was withdrawn" in page
    assert "Hinge question" not in page
    assert "They laughed" not in page
    assert "combined" not in client.get(f"/enquiry/ideas/{child.pk}/").content.decode()
    [card] = client.get("/enquiry/ideas/?q=hinge").context["ideas"]
    assert (card.title, card.figures) == (child.title, "new: nobody has told of it yet")
    assert client.post(f"/enquiry/ideas/{idea.pk}/trying/").status_code == 403


def test_words_and_themes_find_ideas(client, idea, ama, tom, programme):
    oracy = programme.themes.get(title="Oracy")
    talk = share(ama, "Talk in threes", theme=oracy, subject="History", audience="school")
    client.force_login(tom)

    def found(query):
        return [card.title for card in client.get(f"/enquiry/ideas/?{query}").context["ideas"]]

    assert found("") == [talk.title, idea.title]
    assert (found("q=history"), found("q=question+20"), found("q=nothing"), found("theme=Oracy")) == (
        [talk.title], [idea.title], [], [talk.title],
    )  # fmt: skip
    assert (found("which=mine"), found("which=new")) == ([], [talk.title, idea.title])
    assert b"<html" not in client.get("/enquiry/ideas/?q=talk", headers={"HX-Request": "true"}).content


def test_a_card_says_whose_idea_it_is_and_what_it_is_for(client, ama, tom, programme, northgate):
    oracy = programme.themes.get(title="Oracy")
    share(ama, "Talk in threes", theme=oracy, subject="History", ages="Year 7", audience="school")
    client.force_login(tom)

    [card] = client.get("/enquiry/ideas/").context["ideas"]
    assert card.about == f"{ama.name}, {northgate.name} · Oracy · History · Year 7"


def test_older_ideas_stand_on_a_leaf_of_their_own(client, ama, tom):
    titles = [share(ama, f"Idea {number}", audience="school").title for number in range(31)]
    client.force_login(tom)

    newest = client.get("/enquiry/ideas/?theme=")
    older = client.get(f"/enquiry/ideas/?before={quote(newest.context['leaf'].older)}")

    assert [card.title for card in newest.context["ideas"]] == titles[:0:-1]
    assert [card.title for card in older.context["ideas"]] == titles[:1]
    assert ["The newest" in page.content.decode() for page in (newest, older)] == [False, True]


def test_an_idea_in_a_minute(client, tom, northgate, idea):
    client.force_login(tom)
    page = client.get(f"/enquiry/ideas/new/?from={idea.pk}&from=999999")
    assert page.context["form"].initial["title"] == idea.title
    given = {"title": "Hinge  cards", "reach": f"school-{northgate.pk}", "sources": [idea.pk]}
    assert client.post("/enquiry/ideas/sharing/", given | {"title": ""}).status_code == 422

    client.post("/enquiry/ideas/sharing/", given)

    made = Idea.objects.get(person=tom)
    assert (made.title, made.audience, list(made.sources.all())) == ("Hinge cards", "school", [idea])
    too_wide = client.post("/enquiry/ideas/sharing/", given | {"reach": f"network-{northgate.pk}"})
    assert too_wide.status_code == 422
    assert "fewer people" in too_wide.content.decode()


def test_the_author_changes_widens_and_withdraws(client, idea, ama):
    client.force_login(ama)
    address = f"/enquiry/ideas/{idea.pk}/"
    assert client.get(address + "wording/").status_code == 200
    assert client.post(address + "words/", {"title": ""}).status_code == 422
    client.post(address + "words/", {"title": "At minute 10"})
    client.post(address + "audience/", {"audience": "network"})
    client.post(address + "audience/", {"audience": "everybody"})

    idea.refresh_from_db()
    assert (idea.title, idea.audience) == ("At minute 10", "network")
    client.post(address + "withdrawal/")
    assert client.get(address).context["is_mine"] is False


def test_ill_try_this_on_the_page(client, idea, tom, feedback):
    client.force_login(tom)
    client.post(f"/enquiry/ideas/{idea.pk}/trying/", {"group": "unknown"})
    assert Promise.objects.count() == 0
    client.post(f"/enquiry/ideas/{idea.pk}/trying/", {"group": feedback.slug})
    client.post(f"/enquiry/ideas/{idea.pk}/trying/")

    page = client.get("/").content.decode()
    assert page.count("Hinge question at minute 20") == 2
    assert "you have said so" in client.get(f"/enquiry/ideas/{idea.pk}/").content.decode()


def test_the_family_hides_what_the_reader_may_not_know_of(idea, ama, tom, sam, feedback, northgate):
    hidden = share(ama, "For us", audience="group", group=feedback, sources=[idea])
    beyond = share(ama, "Out again", audience="school", sources=[hidden])
    open_ = share(tom, "Open", audience="school", sources=[idea])

    def names(reader, one):
        return [leaf.idea.pk for leaf in family_of(one, reader).leaves]

    assert names(tom, idea) == [idea.pk, hidden.pk, open_.pk, beyond.pk]
    assert names(sam, idea) == [idea.pk, open_.pk]
    assert names(sam, beyond) == [beyond.pk]
    assert family_of(share(ama, "Alone"), ama).leaves == []


def test_a_large_family_costs_what_a_small_one_costs(client, idea, ama, tom):
    def cost():
        client.force_login(tom)
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/enquiry/ideas/{idea.pk}/"), client.get("/enquiry/ideas/")
        return len(asked)

    share(ama, "One", audience="school", sources=[idea])
    small = cost()
    last = idea
    for number in range(20):
        last = share(ama, f"N{number}", audience="school", sources=[last])

    assert cost() == small


pairs_drawn = st.integers(2, 12).flatmap(
    lambda size: st.tuples(
        st.just(size),
        st.sets(st.tuples(st.integers(1, size), st.integers(1, size)).filter(lambda pair: pair[0] < pair[1])),
    )
)


@given(pairs_drawn)
def test_in_any_family_parents_stand_before_their_children(drawn_pairs):
    size, pairs = drawn_pairs
    steps = generations(range(1, size + 1), pairs)

    assert all(steps[parent] < steps[child] for parent, child in pairs)
    assert all(step == 0 or any(steps[p] == step - 1 for p, c in pairs if c == n) for n, step in steps.items())


@pytest.mark.django_db
@settings(max_examples=12, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(drawn_pairs=pairs_drawn, gone=st.sets(st.integers(1, 12), max_size=4), told=st.lists(
    st.tuples(st.integers(1, 12), st.sampled_from(["kept", "changed", "dropped", "not-yet"])), max_size=8))
def test_lineage_and_counters_stay_right_under_forks_merges_and_withdrawals(
    drawn_pairs, gone, told, ama, tom, northgate
):
    size, pairs = drawn_pairs
    with transaction.atomic():
        made = {}
        for number in range(1, size + 1):
            sources = [made[parent] for parent, child in sorted(pairs) if child == number]
            made[number] = share(ama, f"N{number}", audience="school", sources=sources)
        said = {}
        for number, verdict in told:
            if number <= size:
                tell(made[number], tom, verdict)
                said[number] = verdict
        for number in gone & set(made):
            made[number].withdraw(by=ama, at=FRIDAY)

        for number, idea in made.items():
            kin = related(number, pairs)
            family = family_of(idea, tom)
            leaves = {leaf.idea.pk: leaf for leaf in family.leaves}
            assert set(leaves) == ({made[n].pk for n in kin} if len(kin) > 1 else set())
            assert len(family.lines) == sum(child in kin for _parent, child in pairs)
            for other in kin if leaves else []:
                leaf = leaves[made[other].pk]
                assert {one.pk for one in leaf.parents} == {made[p].pk for p, c in pairs if c == other}
                assert leaf.idea.is_withdrawn == (other in gone)
                assert leaf.idea.tried == (other in said)
        transaction.set_rollback(True)


def test_a_drawing_leaves_room_for_each(ama, northgate):
    ideas = [Idea(pk=number, title=f"Idea {number}") for number in (1, 2, 3)]
    family = drawn(ideas, [(1, 2), (1, 3)], 2)

    boxes = {(leaf.x, leaf.y) for leaf in family.leaves}
    assert len(boxes) == 3
    assert [leaf.is_this for leaf in family.leaves] == [False, True, False]
    assert family.lines[0].startswith("M194 36C")


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("Short", ("Short",)),
        ("Ask every pupil to rewrite one paragraph", ("Ask every pupil to", "rewrite one paragraph")),
        ("x" * 60, ("x" * 23, "x" * 22 + "…")),
        ("", ()),
    ],
)
def test_titles_fit_into_their_box(title, lines):
    assert wrapped(title) == lines


def test_the_networks_of_two_schools_meet_only_where_they_are_the_same(ama, priya, harbour, trust):
    harbour.networks.add(Network.objects.create(name="Other", kind="cluster"))

    assert readers(share(ama), priya) == []
