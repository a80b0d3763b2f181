"""What the pages of a session say, and what they take."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from collegium.enquiry.models import Idea
from collegium.kit import clock
from collegium.kit.models import Attempt
from collegium.outcomes.models import Proposal
from collegium.people.models import Appointment, Department, School
from collegium.sharings import choosing
from collegium.sharings.models import Sharing, Slip, Tally, Uptake
from tests.conftest import MONDAY, duty, person
from tests.sharings.conftest import LAST_YEAR, last_years
from tests.sharings.who_may import WHERE

pytestmark = pytest.mark.django_db


@pytest.fixture
def going_on(session, hale):
    """It began an hour ago."""
    session.word(by=hale, at=MONDAY, starts_at=clock.now() - timedelta(hours=1))
    session.announce(by=hale, at=MONDAY)
    return session


def read(client, path):
    return client.get(path).content.decode()


def test_from_a_day_and_a_place_to_the_whole_staff(client, hale, ama, tom, found, northgate):
    client.force_login(hale)
    missing = client.post("/sharings/prepared/", WHERE | {"school": northgate.pk, "year": "2025-09-01", "title": ""})
    client.post("/sharings/prepared/", WHERE | {"school": northgate.pk, "year": "2025-09-01"})
    made = Sharing.objects.get()
    desk = f"/sharings/{made.pk}/desk/"
    empty = read(client, desk)
    client.post(f"/sharings/{made.pk}/outcomes/", {"outcomes": [f"report-{found.pk}", "report-x", "other"]})
    [part] = made.parts()
    wrong = client.post(f"/sharings/parts/{part.pk}/arranging/", {"minutes": "3"})
    client.post(f"/sharings/parts/{part.pk}/arranging/", {
        "minutes": "7", "speaker": ama.pk, "spot": "By the door", "brings": "Books", "keepers": [ama.pk, tom.pk],
    })  # fmt: skip
    late = client.post(f"/sharings/{made.pk}/words/", WHERE | {"minutes": "1"})
    client.post(f"/sharings/{made.pk}/words/", WHERE | {"minutes": "45"})
    full = read(client, desk)
    client.post(f"/sharings/{made.pk}/announcement/")
    client.force_login(tom)
    page = read(client, made.get_absolute_url())

    assert (missing.status_code, wrong.status_code, late.status_code) == (422, 422, 422)
    assert "Choose what is told" in empty
    assert made.starts_at.isoformat() == "2027-01-14T15:30:00+00:00"
    assert "It needs 58 minutes, and has 45." in full
    assert "Marks that move" in page
    assert "You stay there in round 2, and go round in the others." in page
    assert "Round 1, 15:43" in read(client, f"/sharings/{made.pk}/cards/")
    assert "/sharings/slip/" in read(client, f"/sharings/{made.pk}/printed/")


def test_choosing_takes_out_what_was_offered_and_nothing_else(client, session, hale, ama, northgate, monkeypatch):
    """Beyond what is offered what is chosen is offered still; what slips speak of stays as it was told."""
    monkeypatch.setattr(choosing, "OFFERED", 1)
    new, newest = (last_years(name, by=ama, school=northgate) for name in ("Newer", "The newest"))
    session.choose([("report", new)], offered=[], by=hale, at=MONDAY)
    client.force_login(hale)
    desk, address = read(client, f"/sharings/{session.pk}/desk/"), f"/sharings/{session.pk}/outcomes/"
    titles = ["Marks that move" in desk, "Newer" in desk, "The newest" in desk]
    keys = {one.title: "-".join(map(str, one.key)) for one in session.parts()}
    client.post(address, {"outcomes": [keys["Newer"], f"report-{newest.pk}"]})
    left = [one.title for one in session.parts()]
    slip = Slip.objects.create(pk=1, sharing=session, takes="Wait.")
    slip.would_try.add(session.contributions.get(report=new))
    client.post(address, {})

    assert (titles, left) == ([True, True, True], ["Newer", "The newest"])
    assert [one.title for one in session.parts()] == ["Newer"]


def test_what_a_colleague_chose_and_this_one_was_not_offered_stays(session, hale, ama, northgate):
    late = last_years("Late", by=ama, school=northgate)
    session.choose([], offered=[("report", late.pk)], by=hale, at=MONDAY)

    assert [one.title for one in session.parts()] == ["Marks that move"]


def test_a_slip_needs_no_sign_in_and_leaves_no_trace(client, going_on, part, found):
    address = f"/sharings/slip/{going_on.code}/"
    page = client.get(address)
    empty = client.post(f"{address}handed-in/", {"once": "a"})
    for _time in range(2):
        thanks = client.post(f"{address}handed-in/", {"takes": "Wait.", "would_try": [part.pk], "once": "a"})

    assert (page.status_code, empty.status_code, thanks.status_code) == (200, 422, 200)
    assert "A word, or one tick" in empty.content.decode()
    assert (page.cookies, thanks.cookies, page["Cache-Control"], page["Referrer-Policy"]) == (
        {}, {}, "no-store", "no-referrer",
    )  # fmt: skip
    assert (Slip.objects.count(), Tally.objects.get().count, Attempt.objects.count()) == (1, 1, 0)
    assert "department" not in page.content.decode()


def test_a_slip_says_why_it_is_not_taken(client, going_on, northgate, hale):
    address = f"/sharings/slip/{going_on.code}/"
    statuses = [client.get("/sharings/slip/NOTHING/").status_code,
                client.post("/sharings/slip/NOTHING/handed-in/", {"takes": "So."}).status_code]  # fmt: skip
    for number in range(northgate.appointments.count()):
        client.post(f"{address}handed-in/", {"takes": "So.", "once": str(number)})
    full = client.post(f"{address}handed-in/", {"takes": "So."})
    going_on.count(by=hale, at=clock.now())
    over = client.post(f"{address}handed-in/", {"takes": "So."})

    assert (statuses, full.status_code, over.status_code) == ([404, 404], 409, 409)
    assert "All slips are in" in full.content.decode()
    assert "Slips are taken from the beginning" in over.content.decode()
    assert client.get(address).status_code == 404


def test_a_large_department_stands_on_the_slip(client, going_on, part, northgate):
    maths = Department.objects.create(school=northgate, name="Mathematics")
    for number in range(10):
        person(f"Number{number} M", northgate, department=maths)

    client.post(f"/sharings/slip/{going_on.code}/handed-in/",
                {"would_try": [part.pk], "department": maths.pk, "once": "a"})  # fmt: skip

    assert "Mathematics" in read(client, f"/sharings/slip/{going_on.code}/")
    assert Tally.objects.get().department == maths


def test_what_slips_said_is_told_to_whoever_leads_and_to_those_whose_outcome_it_was(
    client, going_on, part, hale, ama, sam, northgate, found
):
    for number in range(10):
        person(f"More{number} Colleague", northgate)
    client.force_login(hale)
    before = read(client, f"/sharings/{going_on.pk}/slips/")
    for number in range(10):
        Slip.objects.hand_in(going_on, f"words {number}", would_try=[part] if number < 6 else [], department=None,
                             once=str(number), at=clock.now())  # fmt: skip
    client.post(f"/sharings/{going_on.pk}/counting/")
    lead = read(client, f"/sharings/{going_on.pk}/slips/")
    address = f"/sharings/of/report/{found.pk}/"
    client.force_login(ama)
    author = read(client, address)
    client.force_login(sam)
    other = read(client, address)

    assert "Type in a slip" in before
    assert "words 9" in lead
    assert "6 of 10 slips would try it." in author
    assert "words 5" in author
    assert "words 9" not in author
    assert "It was told to the whole staff." in other
    assert "slips would try" not in other


@pytest.mark.parametrize(("leads", "words"), [("northgate", False), ("southgate", True)])
def test_what_slips_said_elsewhere_is_for_whoever_leads_there(client, trust, northgate, sam, ama, leads, words):
    southgate = School.objects.create(name="Southgate", slug="southgate")
    southgate.networks.add(trust)
    Appointment.objects.create(person=sam, school=southgate, starts_on=LAST_YEAR)
    duty(sam, "leadership", school=northgate if leads == "northgate" else southgate)
    report = last_years("Marks that move", by=ama, school=northgate, reach="network")
    session = Sharing.objects.prepare(
        "Theirs", school=southgate, year_starts_on=LAST_YEAR, starts_at=clock.now() - timedelta(hours=1),
        place="The hall", by=sam, at=MONDAY,
    )  # fmt: skip
    session.choose([("report", report)], offered=[], by=sam, at=MONDAY)
    session.announce(by=sam, at=MONDAY)
    for number in range(10):
        person(f"South{number} Colleague", southgate)
        Slip.objects.hand_in(session, f"words {number}", would_try=[session.contributions.get()], department=None,
                             once=str(number), at=clock.now())  # fmt: skip
    session.count(by=sam, at=clock.now())
    client.force_login(sam)
    page = read(client, f"/sharings/of/report/{report.pk}/")

    assert ("words 5" in page, "It was told to the whole staff." in page) == (words, not words)


def test_ones_own_word_is_one_press_and_can_be_taken_back(client, found, tom, ama, northgate):
    client.force_login(tom)
    address = f"/sharings/of/report/{found.pk}/"
    client.post(f"{address}uptake/", {"step": "will-try"})
    said = Uptake.objects.get()
    page = read(client, address)
    client.post(f"{address}uptake/", {"step": ""})

    assert (said.person, said.step, Uptake.objects.count()) == (tom, "will-try", 0)
    assert 'aria-pressed="true"' in page
    assert client.post(f"{address}uptake/", {"step": "eaten"}).status_code == 403
    idea = Idea.objects.share(person=ama, title="Dots", at=MONDAY, school=northgate, audience="school")
    assert "To the idea" in read(client, f"/sharings/of/idea/{idea.pk}/")
    assert client.post(f"/sharings/of/idea/{idea.pk}/uptake/", {"step": "read"}).status_code == 404
    assert client.get("/sharings/of/rumour/1/").status_code == 404


def test_who_proposed_a_policy_follows_it_and_an_idea_its_author(client, ama, tom, sam, hale, northgate, feedback):
    put = Proposal.objects.put("Cups", "So.", benefit="Voices.", to=[hale], school=northgate, by=ama, group=feedback,
                               at=MONDAY)  # fmt: skip
    put.answer("policy", "Yes.", seen=0, by=hale, at=MONDAY, due_on=clock.today() + timedelta(days=30))
    idea = Idea.objects.share(person=sam, title="Dots", at=MONDAY, school=northgate, audience="school")
    follow = {}
    for who in (tom, sam, hale):
        client.force_login(who)
        follow[who.first_name] = ["How far it has come" in read(client, path) for path in (
            f"/sharings/of/policy/{put.policy.pk}/", f"/sharings/of/idea/{idea.pk}/")]  # fmt: skip

    assert follow == {"Tom": [True, False], "Sam": [False, True], "Martin": [True, True]}


def test_a_year_at_a_glance_is_for_whoever_leads(client, hale, found, northgate):
    client.force_login(hale)

    assert "Marks that move" in read(client, "/sharings/at/northgate/2025/")
    assert "No outcome of that year" in read(client, "/sharings/at/northgate/2020/")
    assert client.get("/sharings/at/northgate/9999/").status_code == 404
    maths = Department.objects.create(school=northgate, name="Mathematics")
    for number in range(10):
        person(f"Number{number} M", northgate, department=maths)
    assert "In how many of 1 department" in read(client, "/sharings/at/northgate/2025/")


def test_i_was_there_is_one_press(client, going_on, tom):
    client.force_login(tom)
    client.post(f"/sharings/{going_on.pk}/presence/", {"was_there": "yes"})
    there = read(client, going_on.get_absolute_url())
    client.post(f"/sharings/{going_on.pk}/presence/", {"was_there": "no"})

    assert "You were there" in there
    assert not going_on.present.exists()


def test_called_off_it_says_so(client, held, hale, sam):
    client.force_login(hale)
    client.post(f"/sharings/{held.pk}/cancelling/")
    client.force_login(sam)

    assert "It does not take place." in read(client, held.get_absolute_url())
    assert "What we found last year" not in read(client, "/sharings/")


@pytest.mark.parametrize("path", ["", "{}/", "{}/desk/"])
def test_lists_ask_as_often_for_one_as_for_three(client, hale, session, ama, northgate, path):
    client.force_login(hale)

    def asked():
        with CaptureQueriesContext(connection) as found:
            assert client.get(f"/sharings/{path.format(session.pk)}").status_code == 200
        return len(found)

    asked()
    one = asked()
    for number in range(2):
        report = last_years(f"More {number}", by=ama, school=northgate)
        more = Sharing.objects.prepare(
            "More", school=northgate, year_starts_on=LAST_YEAR, starts_at=session.starts_at, place="Hall", by=hale,
            at=MONDAY,
        )  # fmt: skip
        more.announce(by=hale, at=MONDAY)
        chosen = [(each.kind, each.thing) for each in session.parts()]
        session.choose([*chosen, ("report", report)], offered=[], by=hale, at=MONDAY)
    for each in session.parts():
        each.arrange(minutes=5, speaker=ama, spot="Here", brings="", keepers=[ama], by=hale, at=MONDAY)

    assert asked() == one
