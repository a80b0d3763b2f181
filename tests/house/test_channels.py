"""Nothing gets by on another way: pages, parts of pages, lists, searches, counts, feeds and letters tell what the
specification says, and no word reaches anybody whom it is not for."""

import io
import re
import zipfile
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from collegium.mail.kinds import find as kind_of
from collegium.mail.models import Letter
from collegium.meetings.letters import INVITATION
from collegium.people.models import Link
from tests.house import reference as ref
from tests.house import reference_work as work
from tests.house.pages import PAGES
from tests.house.test_reference import a_world

LISTS = ("desk:today", "groups:mine", "groups:directory", "calendar:mine", "programmes:programmes", "mail:outbox",
         "people:me", "people:my-history", "meetings:food", "enquiry:mine", "enquiry:ideas", "enquiry:questions",
         "enquiry:reflections", "visits:mine", "visits:week", "library:works", "study:designs",
         "study:webinars", "study:mentors", "teachmeets:teachmeets", "bulletins:bulletins", "outcomes:outcomes",
         "outcomes:queue", "cpd:log",
         "cpd:log-file", "booklets:booklets", "api:tokens", "api:hooks", "desk:everything-file",
         "sharings:sharings", "packs:packs")  # fmt: skip
# What somebody wrote is theirs to take away, also from a group that they have left.
HELD = ("people:held", "people:held-file")
# So many of a kind are opened by each person: which ones is drawn with the population.
OPENED = 3


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(3))
def test_every_page_answers_as_the_specification_says_and_tells_nobody_more(seed):
    with a_world(seed) as world:
        for u in world.random.sample(world.people, 2):
            look(world, u)


@pytest.mark.long
@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(100, 120))
def test_in_twenty_more_populations(seed):
    with a_world(seed) as world:
        for u in world.random.sample(world.people, 6):
            look(world, u)


def look(world, u):
    client = Client()
    client.force_login(world.rows[u])
    if client.get("/").status_code == 302:  # nobody without a school, a duty in a network, or a group
        assert (u.schools, u.guest_of) == (set(), None)
        return
    look_at_pages(world, u, client)
    look_at_lists(world, u, client)
    look_at_feed(world, u)
    search_for_every_word(world, u, client)


def look_at_pages(world, u, client, nouns=None):
    """Whole, or as htmx asks for a part of them."""
    for page in (page for page in PAGES if nouns is None or page.noun in nouns):
        there = list(world.things[page.noun].items())
        for number, thing in world.random.sample(there, min(OPENED, len(there))):
            address = reverse(page.name, args=page.args(world.rows[thing]))
            headers = {"HX-Request": "true"} if number % 3 == 0 else {}
            response = client.get(address, headers=headers)
            assert page.answers(u, thing) in (None, response.status_code), (address, u)
            nothing_told_to(world, u, response)


def nothing_told_to(world, u, response):
    """No word that is not for this person, whatever the page is."""
    for word in words_in(response):
        assert world.words[word](u), (response.request["PATH_INFO"], word, u)


def words_in(response):
    """In a page, or in the files of an archive."""
    content = response.getvalue()
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            content = b" ".join(archive.read(name) for name in archive.namelist())
    return set(re.findall(r"zq\d{5}qz", content.decode("utf-8", "replace")))


def look_at_lists(world, u, client):
    lists = {name: client.get(reverse(name)) for name in LISTS}
    for response in lists.values():
        nothing_told_to(world, u, response)
    for name in HELD:
        for word in words_in(client.get(reverse(name))):
            assert world.authors[word] is u or world.words[word](u), (name, word, u)
    live = {g.name for g in world.groups if ref.card(u, g) and not g.has_ended}
    mine = {g.name for g in world.groups if ref.space(u, g) and not g.has_ended}
    waits = sum(ref.awaits(u, i) for g in world.groups for i in g.invitations)

    assert {group.title for group in lists["desk:today"].context["groups"]} == mine
    assert [entry.count for entry in lists["desk:today"].context["navigation"][0].entries][1] == waits
    assert len(lists["groups:mine"].context["waiting"]) == waits
    assert {time.group.title for time in lists["groups:mine"].context["memberships"]} == mine
    assert {group.title for group in lists["groups:directory"].context["groups"]} == live
    look_at_members(world, u, client)
    look_at_letters(world, u, lists["mail:outbox"])


def look_at_members(world, u, client):
    for g in world.groups:
        if ref.card(u, g):
            home = client.get(f"/groups/{world.rows[g].slug}/")
            shown = {member.person.first_name for member in home.context["face"].members}
            assert shown == {p.name for p in g.members if ref.belonging(u, ref.Part(g, p))}
            assert (home.templates[0].name == "desk/group.html") == ref.space(u, g)


def look_at_letters(world, u, outbox):
    keeps = any(kind == "accounts" for kind, _place in u.duties)
    assert outbox.status_code == (200 if keeps else 403)
    if keeps:
        shown = {letter.pk for letter, _title in outbox.context["letters"]}
        known = {number for number, thing in world.things["mail.letter"].items() if ref.letter(u, thing)}
        assert shown == set(sorted(known)[-50:])


def look_at_feed(world, u):
    """Dates of one's own groups that stand and are confirmed, and one's own visits; nothing of anybody else's."""
    client = Client()
    response = client.get(f"/calendar/{Link.objects.for_('calendar', world.rows[u]).token}.ics")
    feed = response.content.decode().replace("\r\n ", "")
    uids = set(re.findall(r"UID:(\S+)", feed))
    mine = {m for g in world.groups if ref.space(u, g) for m in g.meetings}
    confirmed = {m for m in mine if m.is_confirmed}
    standing = {m for m in confirmed if not m.is_cancelled and not m.of.has_ended}

    visits = {v for v in world.things["visits.visit"].values() if u in (v.person, v.visited)}
    mine_at_most = {world.rows[thing].uid for thing in confirmed | visits}
    mine_at_most |= {f"teachmeet-{number}@collegium" for number in evenings(world, u)}
    webinars = world.things["study.webinar"].items()
    mine_at_most |= {f"webinar-{number}@collegium" for number, one in webinars if work.reaches(u, one)}
    sessions = world.things["sharings.sharing"].items()
    mine_at_most |= {f"sharing-{number}@collegium" for number, one in sessions
                     if one.is_announced and one.of in u.schools}  # fmt: skip
    courses = world.things["study.course"].items()
    mine_at_most |= {
        uid for uid in uids for number, one in courses if work.inside(u, one) and uid.startswith(f"course-{number}-")
    }
    assert {world.rows[m].uid for m in standing} <= uids <= mine_at_most
    for word in set(re.findall(r"zq\d{5}qz", feed)):
        assert world.words[word](u), word
    assert "video.example" not in feed
    for g in world.groups:
        if not g.listed:
            assert g.name not in feed


def evenings(world, u):
    """The TeachMeets that somebody hosts or speaks at, and may know of."""
    talks = world.things["teachmeets.talk"].values()
    speaks_at = {talk.of for talk in talks if talk.person is u}
    there = world.things["teachmeets.teachmeet"].items()
    return {number for number, e in there if (e.person is u or e in speaks_at) and work.reaches(u, e)}


def search_for_every_word(world, u, client):
    """A search finds what the list shows, and by no word that is not shown."""
    for g in world.groups:
        there = {g.name} if ref.card(u, g) and not g.has_ended else set()
        hits = client.get("/groups/directory/", {"q": world.rows[g].question}).context["groups"]
        assert {group.title for group in hits} == there
    words = list(world.words)
    for word in world.random.sample(words, 12):
        found = client.get(reverse("desk:find"), {"words": word}).context["found"]
        assert world.words[word](u) or not found, word


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(3))
def test_a_letter_that_waited_goes_only_to_whom_it_is_for_by_then(seed):
    """Invitations and reminders lie in the outbox while people leave, dates fall through and groups end."""
    with a_world(seed) as world:
        for g in world.groups:
            for m in g.meetings:
                for u in g.members | g.former | g.coming:
                    assert is_wanted(world, u, m) == (ref.is_expected(u, m) and not m.is_over and signs_in(u)), (u, m)


def signs_in(u):
    networks = any(isinstance(place, str) for _kind, place in u.duties)
    return bool(u.schools or u.guest_of or networks or u.is_offered_a_place)


def is_wanted(world, u, m):
    meeting = world.rows[m]
    told = meeting.invited.create(person=world.rows[u], sequence=0, version=0, at=world.at)
    letter = Letter.objects.create(
        person=world.rows[u], kind=INVITATION, thing=told.pk, subject="x", text="x", written_at=world.at,
        due_at=world.at + timedelta(days=1),
    )  # fmt: skip
    return kind_of(INVITATION).still_wanted(letter)
