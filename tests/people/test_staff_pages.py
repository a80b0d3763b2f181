"""The staff list and the page for each colleague."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from collegium.history.models import record
from collegium.kit import clock
from collegium.mail.models import Letter
from collegium.people import duties, policies, welcoming
from collegium.people.models import Appointment, Department, Link, Offer, Person, Responsibility, SchoolYear
from tests.conftest import MONDAY, PASSWORD, duty, person

STAFF = "/schools/northgate/staff/"


def names(response) -> list[str]:
    return [row.name for row in response.context["rows"]]


def test_every_colleague_sees_the_staff_and_only_keepers_who_is_not_here_yet(client, world):
    client.force_login(world.people["tom"])
    seen = client.get(STAFF)
    client.force_login(world.people["rob"])
    kept = client.get(STAFF)

    assert names(seen) == names(kept) == ["Ama Boateng", "Sam Field", "Martin Hale", "Finn Moss", "Rob Tate",
                                          "Tom Weller"]  # fmt: skip
    assert (b"not here yet" in seen.content, b"not here yet" in kept.content) == (False, True)


@pytest.mark.parametrize(
    ("query", "found"),
    [("q=muller", ["Zoë Müller"]), ("q=MÜL zo", ["Zoë Müller"]), ("department=Music", ["Zoë Müller"]), ("q=xyz", []),
     ("q=weller", ["Tom Weller"])],
)  # fmt: skip
def test_colleagues_are_found_without_their_accents(client, world, query, found):
    music = Department.objects.create(school=world.northgate, name="Music")
    person("Zoë Müller", world.northgate, department=music)
    client.force_login(world.people["tom"])

    assert names(client.get(f"{STAFF}?{query}")) == found


def test_keepers_see_who_has_not_come_in(client, world):
    Person.objects.exclude(first_name="Sam").update(last_login=MONDAY)
    client.force_login(world.people["rob"])
    Person.objects.filter(first_name="Rob").update(last_login=MONDAY)

    assert names(client.get(f"{STAFF}?waiting=1")) == ["Sam Field"]


@pytest.mark.parametrize("who", ["tom", "rob"])
def test_the_list_costs_the_same_for_one_and_for_many(client, world, who):
    client.force_login(world.people[who])
    costs = []
    for extra in (0, 3, 30):
        for number in range(extra):
            person(f"New{extra}x{number} Colleague", world.northgate)
        with CaptureQueriesContext(connection) as queries:
            client.get(STAFF)
        costs.append(len(queries))

    assert costs[1] == costs[0] == costs[2]


def test_more_than_a_page_of_staff_asks_for_a_name(client, world, monkeypatch):
    from collegium.people import listing

    monkeypatch.setattr(listing, "SHOWN", 2)
    client.force_login(world.people["tom"])

    response = client.get(STAFF)

    assert (len(response.context["rows"]), response.context["more"]) == (2, 4)


@pytest.fixture
def keeper(client, world):
    client.force_login(world.people["rob"])
    return world.people["rob"]


NEW = {"first_name": "Zoë", "last_name": "Müller", "email": "Zoe@Example.org", "post": "support", "experience": 0,
       "department": "english", "staff_code": "ZMU", "job_title": "Technician"}  # fmt: skip


def test_a_new_colleague_is_added_by_hand(client, world, keeper):
    response = client.post(f"{STAFF}newcomers/", NEW | {"manager": world.people["ama"].pk, "key": "k"})

    place = Appointment.objects.get(staff_code="ZMU")
    assert response["Location"] == STAFF
    assert (str(place.person), place.person.email, place.department.name, place.post, place.manager) == (
        "Zoë Müller", "zoe@example.org", "English", "support", world.people["ama"])  # fmt: skip
    assert Link.objects.filter(purpose="welcome", person=place.person).exists()


def test_a_colleague_of_another_school_is_asked(client, world, keeper):
    response = client.post(f"{STAFF}newcomers/", NEW | {"email": "priya@example.org"})

    assert (response.status_code, Offer.objects.get().person) == (302, world.people["priya"])
    assert "Zoë Müller" in names(client.get(STAFF))


@pytest.mark.parametrize(
    ("changes", "words"),
    [({"email": "", "staff_code": ""}, "Give an address or a staff code"), ({"first_name": ""}, "required"),
     ({"email": "tom@example.org"}, "This is Tom Weller’s today.")],
    ids=["neither", "no name", "somebody else's"],
)  # fmt: skip
def test_a_colleague_who_cannot_be_added_is_explained(client, world, keeper, changes, words):
    response = client.post(f"{STAFF}newcomers/", NEW | changes)

    assert (response.status_code, words in response.content.decode()) == (422, True)


def correction(**changes):
    return {"first_name": "Tom", "last_name": "Weller", "email": "tom@example.org", "post": "teacher",
            "experience": 1, "department": "", "staff_code": "", "job_title": ""} | changes  # fmt: skip


def test_what_the_school_has_is_corrected(client, world, keeper):
    tom = world.people["tom"]

    client.post(
        f"{STAFF}{tom.pk}/correction/", correction(last_name="Reid", department="Drama", email="t@example.org")
    )

    tom.refresh_from_db()
    assert (str(tom), tom.email, tom.appointments.get().department.name) == ("Tom Reid", "t@example.org", "Drama")

    client.post(f"{STAFF}{tom.pk}/correction/", correction(department="ENGLISH"))
    assert tom.appointments.get().department.name == "English"
    client.post(f"{STAFF}{tom.pk}/correction/", correction())
    assert tom.appointments.get().department is None


def test_name_and_address_of_somebody_who_serves_two_schools_stay(client, world, keeper):
    tom = world.people["tom"]
    Appointment.objects.create(person=tom, school=world.harbour, starts_on=date(2026, 9, 1))

    client.post(
        f"{STAFF}{tom.pk}/correction/", correction(last_name="Reid", email="t@example.org", job_title="Coach")
    )

    tom.refresh_from_db()
    assert (str(tom), tom.email) == ("Tom Weller", "tom@example.org")
    assert tom.appointments.get(school=world.northgate).job_title == "Coach"


@pytest.mark.parametrize(
    ("changes", "words"),
    [({"email": "ama@example.org"}, "We cannot use this address"), ({"staff_code": "abo"}, "has this staff code"),
     ({"manager": "tom"}, "Nobody is their own line manager")],
    ids=["address", "code", "manager"],
)  # fmt: skip
def test_a_correction_that_cannot_be_is_explained(client, world, keeper, changes, words):
    tom = world.people["tom"]
    world.people["ama"].appointments.update(staff_code="ABO")
    changes = {name: tom.pk if value == "tom" else value for name, value in changes.items()}

    response = client.post(f"{STAFF}{tom.pk}/correction/", correction(**changes))

    assert (response.status_code, words in response.content.decode()) == (422, True)


def test_a_last_day_ends_the_place_and_its_duties(client, world, keeper):
    hale = world.people["hale"]
    yesterday = clock.today() - timedelta(days=1)

    client.post(f"{STAFF}{hale.pk}/ending/", {"last_day": yesterday.isoformat()})

    assert hale.appointments.get().ends_on == yesterday
    assert hale.responsibilities.current().count() == 0
    assert Person.objects.signing_in().filter(pk=hale.pk).exists() is False
    assert client.get(f"{STAFF}{hale.pk}/").status_code == 404


def test_a_last_day_to_come_changes_nothing_yet(client, world, keeper):
    tom = world.people["tom"]
    coming = clock.today() + timedelta(days=30)

    client.post(f"{STAFF}{tom.pk}/ending/", {"last_day": coming.isoformat()})
    client.post(f"{STAFF}{tom.pk}/ending/", {"last_day": "nonsense"})

    assert tom.appointments.get().ends_on == coming
    assert Person.objects.signing_in().filter(pk=tom.pk).exists()
    assert "last day is" in client.get(f"{STAFF}{tom.pk}/").content.decode()


def test_nobody_ends_their_own_place(client, world, keeper):
    assert client.post(f"{STAFF}{keeper.pk}/ending/", {"last_day": "2026-11-01"}).status_code == 403


def test_a_duty_is_handed_over_with_a_letter_and_an_entry(client, world, keeper):
    tom = world.people["tom"]

    client.post(f"{STAFF}{tom.pk}/duties/", {"kind": "accounts"})
    client.post(f"{STAFF}{tom.pk}/duties/", {"kind": "accounts"})

    assert policies.keeps_accounts(tom, world.northgate)
    assert [(letter.to, letter.text) for letter in Letter.objects.all()] == [
        ("tom@example.org", "Rob Tate has made Tom Weller keeper of accounts at Northgate High.")
    ]
    assert "gave the duty: keeper of accounts" in client.get(f"{STAFF}{tom.pk}/").content.decode()


def test_a_duty_that_does_not_exist_is_not_handed_over(client, world, keeper):
    assert client.post(f"{STAFF}{world.people['tom'].pk}/duties/", {"kind": "network-lead"}).status_code == 422


def test_a_duty_is_taken_back_and_both_learn_of_it(world):
    hale, rob, tom = (world.people[name] for name in ("hale", "rob", "tom"))
    duty(hale, "accounts", school=world.northgate)
    handed = duties.hand(tom, "accounts", world.northgate, by=rob, at=MONDAY)

    duties.take_back(handed, by=hale, at=MONDAY)
    duties.take_back(Responsibility.objects.get(pk=handed.pk), by=hale, at=MONDAY)

    assert sorted(letter.to for letter in Letter.objects.all()) == [
        "martin@example.org", "rob@example.org", "tom@example.org", "tom@example.org"]  # fmt: skip


def test_the_last_keeper_cannot_lay_the_duty_down(client, world, keeper):
    held = Responsibility.objects.get(person=keeper, kind="accounts")

    assert client.post(f"{STAFF}{keeper.pk}/duties/{held.pk}/ending/").status_code == 403

    Responsibility.objects.give(world.people["tom"], "accounts", world.northgate, by=keeper, at=MONDAY)
    assert client.post(f"{STAFF}{keeper.pk}/duties/{held.pk}/ending/").status_code == 302
    assert policies.may_take_back(world.people["tom"], held)


def test_a_duty_in_a_network_is_not_a_schools_to_take_back(world):
    duty = world.people["ines"].responsibilities.get()

    assert policies.may_take_back(world.people["rob"], duty) is False


def test_who_leads_at_a_school(world):
    hale, tom = world.people["hale"], world.people["tom"]

    assert [policies.in_leadership(one, world.northgate) for one in (hale, tom)] == [True, False]
    assert [policies.may_see_staff(one, world.northgate) for one in (hale, world.people["priya"])] == [True, False]


def token(somebody: Person) -> str:
    welcoming.prepare([somebody], at=clock.now())
    return Link.objects.get(purpose="welcome", person=somebody).token


def test_a_welcome_link_shows_first_and_then_sets_a_password_once(client, tom):
    address = f"/welcome/{token(tom)}/"

    assert client.get(address).status_code == client.get(address).status_code == 200
    response = client.post(address, {"password": PASSWORD})

    assert response["Location"] == "/"
    assert client.get("/me/").context["person"] == tom
    assert Person.objects.get(pk=tom.pk).check_password(PASSWORD)
    assert client.post(address, {"password": "another good one"}).status_code == 404
    assert client.get(address).status_code == 404


def test_a_password_that_is_ones_name_is_refused(client, tom):
    assert client.post(f"/welcome/{token(tom)}/", {"password": "tom weller"}).status_code == 422


def test_two_who_post_at_once_come_in_once(tom):
    link = Link.objects.get(pk=int(token(tom).split("-")[0]))

    assert welcoming.settle_in(link, password=PASSWORD, at=clock.now()) == tom
    assert welcoming.settle_in(link, password="another good one", at=clock.now()) is None


def test_somebody_without_an_address_gives_one(client, northgate, ama):
    petra = Person.objects.create(first_name="Petra")
    Appointment.objects.create(person=petra, school=northgate, starts_on=date(2020, 9, 1))
    address = f"/welcome/{token(petra)}/"

    assert client.post(address, {"password": PASSWORD, "email": "AMA@example.org"}).status_code == 422
    client.post(address, {"password": PASSWORD, "email": "Petra@example.org"})

    assert Person.objects.get(pk=petra.pk).email == "petra@example.org"


def test_who_starts_next_month_chooses_a_password_and_waits(client, northgate):
    soon = Person.objects.create(first_name="Zoë", email="zoe@example.org")
    Appointment.objects.create(person=soon, school=northgate, starts_on=clock.today() + timedelta(days=30))

    response = client.post(f"/welcome/{token(soon)}/", {"password": PASSWORD})

    assert response["Location"] == "/account/login/"


def test_a_link_of_somebody_who_left_is_dead(client, tom, rob):
    address = f"/welcome/{token(tom)}/"
    tom.appointments.get().end(on=clock.today() - timedelta(days=1), by=rob, at=clock.now())

    assert client.get(address).status_code == 404


def test_a_slip_of_one_school_opens_nothing_once_another_school_is_joined(client, world):
    tom = world.people["tom"]
    address = f"/welcome/{token(tom)}/"
    offer = Offer.objects.create(
        school=world.harbour, person=tom, by=world.people["priya"], at=MONDAY, typed={"starts_on": "2026-09-01"}
    )

    offer.accept(at=clock.now())

    assert client.get(address).status_code == 404
    assert client.post(address, {"password": PASSWORD}).status_code == 404


def test_a_new_link_ends_the_old_one(client, world, keeper):
    tom = world.people["tom"]
    old = token(tom)

    client.post(f"{STAFF}{tom.pk}/welcome-link/")

    assert client.get(f"/welcome/{old}/").status_code == 404
    page = client.get(f"{STAFF}{tom.pk}/")
    assert client.get(f"/welcome/{Link.objects.get(person=tom).token}/").status_code == 200
    assert page.context["welcome"].url.endswith(f"/welcome/{Link.objects.get(person=tom).token}/")


@pytest.mark.parametrize("elsewhere", ["school", "network", "guest"])
def test_no_link_is_made_for_an_account_that_is_not_the_schools_alone(client, world, keeper, elsewhere):
    tom = world.people["tom"]
    if elsewhere == "school":
        Appointment.objects.create(person=tom, school=world.harbour, starts_on=date(2026, 9, 1))
    elif elsewhere == "network":
        Responsibility.objects.create(
            person=tom, kind="network-lead", network=world.trust, starts_on=date(2026, 9, 1)
        )
    else:
        world.people["gwen"].guest.person = tom
        world.people["gwen"].guest.save()

    assert client.post(f"{STAFF}{tom.pk}/welcome-link/").status_code == 403
    assert "none is made here" in client.get(f"{STAFF}{tom.pk}/").content.decode()


def test_slips_are_printed_for_all_who_have_not_come_in(client, world, keeper):
    Person.objects.filter(first_name__in=["Rob", "Ama", "Martin", "Finn"]).update(last_login=MONDAY)
    assert client.get(f"{STAFF}slips/").context["without"] == 3

    client.post(f"{STAFF}welcome-links/")
    page = client.get(f"{STAFF}slips/")

    assert ([slip.name for slip in page.context["slips"]], page.context["without"]) == (
        ["Sam Field", "Tom Weller", "Gwen Hart"],
        0,
    )
    assert "style=" not in page.content.decode()
    assert "Mail does not work here yet" in page.content.decode()


def test_a_link_that_is_over_begins_afresh_with_the_next_slips(client, world, keeper):
    old = token(world.people["tom"])
    Link.objects.update(until=clock.now() - timedelta(days=1))

    client.post(f"{STAFF}welcome-links/")

    assert client.get(f"/welcome/{old}/").status_code == 404
    assert client.get(f"{STAFF}slips/").context["without"] == 0


def test_somebody_of_another_school_gets_a_slip_that_asks_and_opens_nothing(client, world, keeper):
    client.post(f"{STAFF}newcomers/", NEW | {"email": "priya@example.org"})
    slip = next(slip for slip in client.get(f"{STAFF}slips/").context["slips"] if slip.name == "Zoë Müller")
    path = slip.url.partition("8000")[2]
    client.logout()

    page = client.get(path)

    assert (page.status_code, "Northgate High would like to have you" in page.content.decode()) == (200, True)
    assert client.post(path, {"password": PASSWORD}).status_code == 200
    assert not Person.objects.get(email="priya@example.org").check_password(PASSWORD)


def test_the_offer_is_answered_on_ones_own_page(client, world):
    priya = world.people["priya"]
    typed = {"name": "P", "starts_on": "2026-11-01", "job_title": "Coach", "department": "Music"}
    yes = Offer.objects.create(school=world.northgate, person=priya, by=world.people["rob"], at=MONDAY, typed=typed)
    client.force_login(priya)
    assert "Northgate High says that you work there" in client.get("/me/").content.decode()

    client.post(f"/me/offers/{yes.pk}/acceptance/", {"key": "k"})
    client.post(f"/me/offers/{yes.pk}/refusal/", {"key": "l"})

    yes.refresh_from_db()
    assert yes.accepted is True
    assert {str(school) for school in priya.schools_now()} == {"Harbour Primary", "Northgate High"}


def test_a_declined_offer_changes_nothing(client, world):
    priya = world.people["priya"]
    no = Offer.objects.create(school=world.northgate, person=priya, by=world.people["rob"], at=MONDAY,
                              typed={"name": "P", "starts_on": "2026-11-01"})  # fmt: skip
    client.force_login(priya)

    client.post(f"/me/offers/{no.pk}/refusal/")

    assert (Offer.objects.get().accepted, priya.appointments.count()) == (False, 1)


def test_somebody_who_was_asked_may_come_in_to_answer(db, world):
    guest = Person.objects.create(first_name="Old", email="old@example.org")
    assert guest.is_active is False

    Offer.objects.create(school=world.northgate, person=guest, by=world.people["rob"], at=MONDAY, typed={})

    assert guest.is_active is True


@pytest.mark.parametrize("made_up", ["nonsense", "-", "1", "１-x", "9" * 16 + "-x", "999999-abc"])
def test_a_made_up_token_opens_nothing(tom, made_up):
    token(tom)

    assert Link.objects.opened_by(made_up, "welcome", clock.now()) is None


def test_a_token_opens_only_what_it_is_for(tom):
    made = token(tom)

    assert Link.objects.opened_by(made, "wishes", clock.now()) is None
    assert Link.objects.opened_by(made[:-1] + "?", "welcome", clock.now()) is None
    link = Link.objects.opened_by(made, "welcome", clock.now())
    link.revoke(at=clock.now())
    link.revoke(at=clock.now())
    assert Link.objects.opened_by(made, "welcome", clock.now()) is None
    assert Link.objects.for_("welcome", tom) == link


def test_the_slip_of_an_offer_that_was_answered_is_over(client, world, keeper):
    client.post(f"{STAFF}newcomers/", NEW | {"email": "priya@example.org"})
    link = Link.objects.get(purpose="offer")
    Offer.objects.get().decline(at=MONDAY)

    assert client.get(f"/welcome/{link.token}/").status_code == 404


def test_a_link_used_a_moment_ago_is_over(client, tom, monkeypatch):
    address = f"/welcome/{token(tom)}/"
    monkeypatch.setattr(welcoming, "settle_in", lambda *args, **kwargs: None)

    assert client.post(address, {"password": PASSWORD}).status_code == 404


def test_nobody_without_an_address_gets_a_letter_about_a_duty(world):
    Person.objects.filter(pk=world.people["tom"].pk).update(email=None)

    duties.hand(
        Person.objects.get(first_name="Tom"), "leadership", world.northgate, by=world.people["rob"], at=MONDAY
    )

    assert Letter.objects.count() == 0


def test_only_those_who_keep_accounts_take_duties_back(world):
    duty = Responsibility.objects.get(person=world.people["hale"], kind="leadership")

    assert [policies.may_take_back(world.people[name], duty) for name in ("rob", "hale", "priya")] == [
        True, False, False]  # fmt: skip


def test_the_year_of_a_school_is_seen_by_its_network(world):
    assert [SchoolYear.objects.visible_to(world.people[name]).count() for name in ("tom", "priya")] == [1, 0]


def test_a_keeper_does_not_learn_where_else_somebody_was_welcomed(client, world, keeper):
    tom, priya, rob = (world.people[name] for name in ("tom", "priya", "rob"))
    Appointment.objects.create(person=tom, school=world.harbour, starts_on=date(2026, 9, 1))
    duty(priya, "accounts", school=world.harbour)
    for by in (priya, rob):
        record(by, "welcomed", tom, at=MONDAY)

    page = client.get(f"{STAFF}{tom.pk}/")

    assert [one.by for one in page.context["history"]] == ["Rob Tate"]
    assert "Priya" not in page.content.decode()
